using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>RFC 9162 §2.1.1: the hash of an entry's bytes, kept apart from node hashes by a leading 0x00.</summary>
public static class LeafHash
{
    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static Hash32 Of(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        Span<byte> input = length <= 4096 ? stackalloc byte[length] : new byte[length];
        input[0] = 0;
        entry.CopyTo(input[1..]);
        Span<byte> digest = stackalloc byte[Hash32.Size];
        SHA256.HashData(input, digest);
        return new Hash32(digest);
    }
}
