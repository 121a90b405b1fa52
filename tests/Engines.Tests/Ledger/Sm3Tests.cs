using System.Text;
using Daylight.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Org.BouncyCastle.Crypto.Digests;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>Our SM3 against the two examples of the standard and against another implementation.</summary>
public sealed class Sm3Tests
{
    [Fact]
    public void Example_1_of_the_standard_holds() =>
        Sm3.HashData("abc"u8).ToHex().ShouldBe("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");

    [Fact]
    public void Example_2_of_the_standard_holds() =>
        Sm3.HashData(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("abcd", 16)))).ToHex()
            .ShouldBe("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");

    [Fact]
    public void Every_length_up_to_five_blocks_gives_the_digest_of_the_other_implementation()
    {
        for (var length = 0; length <= 320; length++)
        {
            var bytes = Enumerable.Range(0, length).Select(i => (byte)((i * 131) + length)).ToArray();
            Sm3.HashData(bytes).ToArray().ShouldBe(Other(bytes), $"{length} bytes");
        }
    }

    [Fact]
    public void Any_bytes_in_any_pieces_give_the_digest_of_the_other_implementation() => Prop.ForAll<byte[], byte[], int>((seed, cuts, repeat) =>
    {
        byte[] bytes = [.. Enumerable.Repeat(seed, 1 + (int)((uint)repeat % 50)).SelectMany(piece => piece)];
        var builder = new Sm3Builder();
        var rest = bytes.AsSpan();
        foreach (var cut in cuts)
        {
            var length = Math.Min(cut, rest.Length);
            builder.Append(rest[..length]);
            rest = rest[length..];
        }

        builder.Append(rest);
        return builder.Finish().ToArray().AsSpan().SequenceEqual(Other(bytes));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_copy_goes_on_from_where_it_was_taken()
    {
        var builder = new Sm3Builder();
        builder.Append("abcd"u8);
        var copy = builder;
        builder.Append("x"u8);
        copy.Append("y"u8);
        builder.Finish().ShouldBe(Sm3.HashData("abcdx"u8));
        copy.Finish().ShouldBe(Sm3.HashData("abcdy"u8));
    }

    private static byte[] Other(byte[] bytes)
    {
        SM3Digest digest = new();
        digest.BlockUpdate(bytes, 0, bytes.Length);
        var output = new byte[digest.GetDigestSize()];
        digest.DoFinal(output, 0);
        return output;
    }
}
