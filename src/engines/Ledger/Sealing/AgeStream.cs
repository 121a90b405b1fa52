using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>The payload of an age file: chunks of 64 KiB under ChaCha20-Poly1305, counted, the last one marked.</summary>
internal static class AgeStream
{
    public const int TagSize = 16;

    private const int ChunkSize = 64 * 1024;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plaintext)
    {
        using var cipher = new ChaCha20Poly1305(key);
        var chunks = Math.Max(1, (plaintext.Length + ChunkSize - 1) / ChunkSize);
        var output = new byte[plaintext.Length + (chunks * TagSize)];
        for (var number = 0; number < chunks; number++)
        {
            var piece = plaintext[(number * ChunkSize)..Math.Min(plaintext.Length, (number + 1) * ChunkSize)];
            var place = output.AsSpan(number * (ChunkSize + TagSize), piece.Length + TagSize);
            cipher.Encrypt(Nonce(number, last: number == chunks - 1), piece, place[..piece.Length], place[piece.Length..]);
        }

        return output;
    }

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> payload)
    {
        using var cipher = new ChaCha20Poly1305(key);
        var chunks = Math.Max(1, (payload.Length + ChunkSize + TagSize - 1) / (ChunkSize + TagSize));
        var rest = payload.Length - ((chunks - 1) * (ChunkSize + TagSize));
        if (rest < TagSize || (rest == TagSize && chunks > 1))
        {
            throw new LedgerFormatException("age file", "cut short");
        }

        var output = new byte[payload.Length - (chunks * TagSize)];
        for (var number = 0; number < chunks; number++)
        {
            var last = number == chunks - 1;
            var place = payload.Slice(number * (ChunkSize + TagSize), last ? rest : ChunkSize + TagSize);
            try
            {
                cipher.Decrypt(Nonce(number, last), place[..^TagSize], place[^TagSize..], output.AsSpan(number * ChunkSize, place.Length - TagSize));
            }
            catch (AuthenticationTagMismatchException)
            {
                throw new LedgerFormatException("age file", "its content was changed or cut short");
            }
        }

        return output;
    }

    private static byte[] Nonce(int number, bool last)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(nonce.AsSpan(7), number);
        nonce[11] = last ? (byte)1 : (byte)0;
        return nonce;
    }
}
