using System.Security.Cryptography.Pkcs;

namespace Daylight.Ledger;

/// <summary>What an authority is asked for (RFC 3161 TimeStampReq): a digest, a nonce, and its certificates in the answer.</summary>
public sealed class TimeStampQuery
{
    /// <summary>The media type of a query over HTTP.</summary>
    public const string MediaType = "application/timestamp-query";

    /// <summary>The longest query read.</summary>
    public const int BytesMax = 4096;

    private readonly byte[] _bytes;

    private TimeStampQuery(byte[] bytes, Rfc3161TimestampRequest request)
    {
        _bytes = bytes;
        Digest = StampDigests.FromIdentifier(request.HashAlgorithmId.Value)
            ?? throw new LedgerFormatException("time stamp query", "asks for a digest other than SHA-256 and SM3");
        Imprint = Hash32.TryFrom(request.GetMessageHash().Span, out var imprint)
            ? imprint
            : throw new LedgerFormatException("time stamp query", "the digest has not 32 bytes");
        Nonce = request.GetNonce() is { Length: > 0 } nonce
            ? nonce
            : throw new LedgerFormatException("time stamp query", "has no nonce");
    }

    /// <summary>The digest asked for.</summary>
    public StampDigest Digest { get; }

    /// <summary>The digest of the bytes to stamp.</summary>
    public Hash32 Imprint { get; }

    /// <summary>The number that the answer must repeat, so that an old answer cannot be handed out again.</summary>
    public ReadOnlyMemory<byte> Nonce { get; }

    /// <summary>DER.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Makes a query.</summary>
    /// <param name="digest">By which digest.</param>
    /// <param name="stamped">The bytes to stamp; the authority sees only their digest.</param>
    /// <param name="nonce">Random bytes, 8 to 32.</param>
    public static TimeStampQuery Make(StampDigest digest, ReadOnlySpan<byte> stamped, ReadOnlySpan<byte> nonce)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nonce.Length, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nonce.Length, 32);
        var request = Rfc3161TimestampRequest.CreateFromHash(
            StampDigests.Of(digest, stamped).ToArray(), StampDigests.Identifier(digest), requestedPolicyId: null, nonce.ToArray(), requestSignerCertificates: true);
        return new TimeStampQuery(request.Encode(), request);
    }

    /// <summary>Reads a query.</summary>
    /// <exception cref="LedgerFormatException">It is not one, or not one we would have made.</exception>
    public static TimeStampQuery Parse(ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.Length <= BytesMax ? bytes.ToArray() : throw new LedgerFormatException("time stamp query", "too long");
        return ForeignParsers.Read("time stamp query", () => Rfc3161TimestampRequest.TryDecode(copy, out var request, out var consumed) && consumed == copy.Length
            ? new TimeStampQuery(copy, request)
            : throw new LedgerFormatException("time stamp query", "is not a TimeStampReq"));
    }
}
