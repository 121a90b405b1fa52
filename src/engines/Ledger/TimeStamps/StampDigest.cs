using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>By which digest a time stamp names the bytes it was given for.</summary>
public enum StampDigest
{
    /// <summary>SHA-256, which every authority knows.</summary>
    Sha256,

    /// <summary>SM3 (GM/T 0004), for Chinese authorities.</summary>
    Sm3,
}

/// <summary>Names and object identifiers of the digests.</summary>
public static class StampDigests
{
    private const string Sha256Oid = "2.16.840.1.101.3.4.2.1";
    private const string Sm3Oid = "1.2.156.10197.1.401";

    /// <summary>The digest of some bytes.</summary>
    public static Hash32 Of(StampDigest digest, ReadOnlySpan<byte> bytes) => digest switch
    {
        StampDigest.Sha256 => Hash32.Sha256(bytes),
        StampDigest.Sm3 => Sm3.HashData(bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(digest)),
    };

    /// <summary>The word in file names and settings: <c>sha256</c> or <c>sm3</c>.</summary>
    public static string Word(StampDigest digest) => digest switch
    {
        StampDigest.Sha256 => "sha256",
        StampDigest.Sm3 => "sm3",
        _ => throw new ArgumentOutOfRangeException(nameof(digest)),
    };

    /// <summary>The digest of a word, or null.</summary>
    public static StampDigest? FromWord(string word) => word switch
    {
        "sha256" => StampDigest.Sha256,
        "sm3" => StampDigest.Sm3,
        _ => null,
    };

    internal static Oid Identifier(StampDigest digest) => new(digest == StampDigest.Sha256 ? Sha256Oid : Sm3Oid);

    internal static StampDigest? FromIdentifier(string? value) => value switch
    {
        Sha256Oid => StampDigest.Sha256,
        Sm3Oid => StampDigest.Sm3,
        _ => null,
    };
}
