using System.IO.Compression;
using System.Security.Cryptography;
using Daylight.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

public sealed class SealingTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))];
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 24).Select(i => (byte)(i + 100))];

    [Fact]
    public void Published_vectors_open_or_fail_as_published_and_seal_to_the_same_bytes()
    {
        var vectors = SharedFiles.Json(SharedFiles.Case("chunked-encryption.json")).GetProperty("vectors").EnumerateArray().ToList();
        vectors.Count(v => v.GetProperty("result").GetString() == "valid").ShouldBe(5);
        foreach (var vector in vectors)
        {
            var id = vector.GetProperty("tcId").GetInt32();
            var key = Convert.FromHexString(vector.GetProperty("key").GetString()!);
            var context = Convert.FromHexString(vector.GetProperty("ctx").GetString()!);
            var sealedBytes = Inflate(Convert.FromHexString(vector.GetProperty("ct").GetString()!));
            if (vector.GetProperty("result").GetString() == "invalid")
            {
                Should.Throw<LedgerFormatException>(() => ChunkedEncryption.Open(key, sealedBytes, context), $"vector {id}");
                continue;
            }

            var plain = ChunkedEncryption.Open(key, sealedBytes, context);
            plain.Length.ShouldBe(vector.GetProperty("msgLength").GetInt32());
            Convert.ToHexStringLower(SHA512.HashData(plain)).ShouldBe(vector.GetProperty("msgSha512").GetString(), $"vector {id}");
            ChunkedEncryption.Seal(key, sealedBytes.AsSpan(0, 24), plain, context).ShouldBe(sealedBytes, $"vector {id}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(100_000)]
    public void Sealing_chunk_by_chunk_gives_the_same_bytes_and_nothing_follows_the_last(int length)
    {
        var plain = Pattern(length);
        using SealedWriter writer = new(Key, Salt, "ex1"u8);
        using MemoryStream output = new();
        output.Write(writer.Header.Span);
        for (var at = 0; at <= length; at += ChunkedEncryption.ChunkSize)
        {
            var piece = plain[at..Math.Min(length, at + ChunkedEncryption.ChunkSize)];
            var chunk = new byte[piece.Length + ChunkedEncryption.TagSize];
            writer.SealChunk(piece, chunk);
            output.Write(chunk);
        }

        output.ToArray().ShouldBe(ChunkedEncryption.Seal(Key, Salt, plain, "ex1"u8));
        Should.Throw<ArgumentException>(() => writer.SealChunk([], new byte[ChunkedEncryption.TagSize]));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(16_383, 1)]
    [InlineData(16_384, 2)]
    [InlineData(16_385, 2)]
    [InlineData(32_768, 3)]
    [InlineData(100_000, 7)]
    public void A_payload_of_any_length_opens_whole_and_chunk_by_chunk(int length, int chunks)
    {
        var plain = Pattern(length);
        var sealedBytes = ChunkedEncryption.Seal(Key, Salt, plain, "ex1"u8);
        sealedBytes.Length.ShouldBe((int)ChunkedEncryption.SealedLength(length));
        ChunkedEncryption.Open(Key, sealedBytes, "ex1"u8).ShouldBe(plain);

        using var reader = new SealedReader(Key, sealedBytes.AsSpan(0, ChunkedEncryption.HeaderSize), sealedBytes.Length, "ex1"u8);
        reader.ChunkCount.ShouldBe(chunks);
        reader.PlainLength.ShouldBe(length);
        for (var number = chunks - 1; number >= 0; number--)
        {
            var (offset, size) = reader.SealedRange(number);
            reader.OpenChunk(number, sealedBytes.AsSpan((int)offset, size))
                .ShouldBe(plain.Skip(number * ChunkedEncryption.ChunkSize).Take(ChunkedEncryption.ChunkSize).ToArray());
        }
    }

    [Fact]
    public void Another_key_salt_context_or_chunk_order_fails()
    {
        var sealedBytes = ChunkedEncryption.Seal(Key, Salt, Pattern(40_000), "ex1"u8);
        Fails(sealedBytes, [.. Key[..31], 0], "ex1"u8.ToArray());
        Fails(sealedBytes, Key, "ex2"u8.ToArray());
        var header = sealedBytes.AsSpan(0, 56).ToArray();
        var first = sealedBytes.AsSpan(56, 16_400).ToArray();
        var second = sealedBytes.AsSpan(56 + 16_400, 16_400).ToArray();
        var last = sealedBytes.AsSpan(56 + 32_800).ToArray();
        Fails([.. header, .. second, .. first, .. last], Key, "ex1"u8.ToArray());
        Fails([.. header, .. first, .. last], Key, "ex1"u8.ToArray());
        Fails([.. header, .. first, .. second], Key, "ex1"u8.ToArray());
        Fails([.. sealedBytes, 0], Key, "ex1"u8.ToArray());
    }

    [Fact]
    public void Every_flipped_byte_and_every_truncation_of_a_sealed_payload_fails()
    {
        var sealedBytes = ChunkedEncryption.Seal(Key, Salt, Pattern(500), []);
        for (var i = 0; i < sealedBytes.Length; i++)
        {
            var changed = sealedBytes.ToArray();
            changed[i] ^= 0x80;
            Fails(changed, Key, []);
            Fails(sealedBytes[..i], Key, []);
        }
    }

    [Fact]
    public void Opening_noise_throws_nothing_but_the_typed_failure() =>
        Prop.ForAll<byte[], byte[], byte[]>((key, noise, context) =>
        {
            Fails([.. noise, .. noise, .. noise, .. noise], key, context);
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_commitment_opens_only_with_its_salt_and_payload_and_can_grow_piece_by_piece()
    {
        var salt = Pattern(32);
        var plain = Pattern(20_000);
        var commitment = Commitment.Of(salt, plain);
        commitment.C.ShouldBe(Hash32.Sha256([.. salt, .. plain]));
        commitment.C3.ShouldBe(Sm3.HashData([.. salt, .. plain]));
        commitment.Opens(salt, plain).ShouldBeTrue();
        commitment.Opens(salt, [.. plain, 0]).ShouldBeFalse();
        commitment.Opens([.. salt[..31], 9], plain).ShouldBeFalse();
        commitment.Opens([.. salt, .. plain[..1]], plain[1..]).ShouldBeFalse();

        var builder = new CommitmentBuilder(salt);
        builder.Append(plain.AsSpan(0, 7));
        builder.Append(plain.AsSpan(7));
        builder.Finish().ShouldBe(commitment);
    }

    private static void Fails(byte[] sealedBytes, byte[] key, byte[] context) =>
        Should.Throw<LedgerFormatException>(() => ChunkedEncryption.Open(key, sealedBytes, context));

    private static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 31) + (i >> 8)))];

    private static byte[] Inflate(byte[] zlib)
    {
        using var output = new MemoryStream();
        using (var stream = new ZLibStream(new MemoryStream(zlib), CompressionMode.Decompress))
        {
            stream.CopyTo(output);
        }

        return output.ToArray();
    }
}
