using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>
/// A digest of exactly 32 bytes: SHA-256 in the tree, SHA-256 or SM3 in commitments.
/// The length is part of the type, so a hash of another length can not reach a verifier.
/// </summary>
public readonly struct Hash32 : IEquatable<Hash32>
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Takes 32 bytes.</summary>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public Hash32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>SHA-256 of some bytes.</summary>
    public static Hash32 Sha256(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(bytes, digest);
        return new Hash32(digest);
    }

    /// <summary>Takes the bytes if there are exactly 32.</summary>
    public static bool TryFrom(ReadOnlySpan<byte> bytes, out Hash32 hash)
    {
        hash = bytes.Length == Size ? new Hash32(bytes) : default;
        return bytes.Length == Size;
    }

    /// <summary>Reads the 44 characters of strict base64.</summary>
    public static bool TryParse(string text, out Hash32 hash)
    {
        hash = default;
        return StrictBase64.TryDecode(text, out var bytes) && TryFrom(bytes, out hash);
    }

    /// <summary>Reads the 44 characters of strict base64.</summary>
    /// <exception cref="LedgerFormatException">Not 32 bytes of strict base64.</exception>
    public static Hash32 Parse(string text) =>
        TryParse(text, out var hash) ? hash : throw new LedgerFormatException("hash", "not 32 bytes in strict base64");

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, _a);
        BinaryPrimitives.WriteUInt64BigEndian(target[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(target[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(target[24..], _d);
    }

    /// <summary>A copy of the 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Standard base64, 44 characters.</summary>
    public string ToBase64() => Convert.ToBase64String(ToArray());

    /// <summary>Lower-case hexadecimal, 64 characters.</summary>
    public string ToHex() => Convert.ToHexStringLower(ToArray());

    /// <inheritdoc/>
    public override string ToString() => ToBase64();

    /// <inheritdoc/>
    public bool Equals(Hash32 other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash32 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(_a ^ (_a >> 32));

    /// <summary>Whether both hold the same bytes.</summary>
    public static bool operator ==(Hash32 left, Hash32 right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Hash32 left, Hash32 right) => !left.Equals(right);
}
