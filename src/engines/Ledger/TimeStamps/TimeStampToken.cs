using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Daylight.Ledger;

/// <summary>A time-stamp token as it reads; only <see cref="TimeStampVerifier"/> says whether to believe it.</summary>
public sealed class TimeStampToken
{
    private const string ContentType = "1.2.840.113549.1.9.16.1.4"; // TSTInfo, RFC 3161 §2.4.2

    private readonly ReadOnlyMemory<byte> _bytes;

    private TimeStampToken(ReadOnlyMemory<byte> bytes, SignedCms message, Rfc3161TimestampTokenInfo info)
    {
        _bytes = bytes;
        GeneratedAt = info.Timestamp;
        Policy = info.PolicyId.Value ?? "";
        Serial = Convert.ToHexStringLower(info.GetSerialNumber().Span);
        Digest = StampDigests.FromIdentifier(info.HashAlgorithmId.Value);
        Imprint = info.GetMessageHash();
        Nonce = info.GetNonce();
        Message = message;
    }

    /// <summary>The time the authority states.</summary>
    public DateTimeOffset GeneratedAt { get; }

    /// <summary>The policy under which it was made, as an object identifier.</summary>
    public string Policy { get; }

    /// <summary>The authority's number for it, hexadecimal.</summary>
    public string Serial { get; }

    /// <summary>By which digest it names the stamped bytes; null for one we do not use.</summary>
    public StampDigest? Digest { get; }

    /// <summary>The digest of the stamped bytes.</summary>
    public ReadOnlyMemory<byte> Imprint { get; }

    /// <summary>The nonce it repeats, if any.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; }

    internal SignedCms Message { get; }

    internal SignerInfo Signer => Message.SignerInfos[0];

    /// <summary>Reads the token of an answer.</summary>
    /// <exception cref="LedgerFormatException">It is not one.</exception>
    public static TimeStampToken Parse(ReadOnlyMemory<byte> bytes) => ForeignParsers.Read("time stamp token", () => Read(bytes));

    /// <summary>Whether the signature holds, by a certificate that the token itself binds and that is fit for time stamps.</summary>
    internal bool IsSignedOver(Hash32 imprint, StampDigest digest, X509Certificate2Collection more) =>
        Rfc3161TimestampToken.TryDecode(_bytes, out var token, out var consumed) && consumed == _bytes.Length
        && token.VerifySignatureForHash(imprint.ToArray(), StampDigests.Identifier(digest), out _, more);

    // The platform's own reader already refuses an unfit certificate without saying why: the parts are read one by one instead.
    private static TimeStampToken Read(ReadOnlyMemory<byte> bytes)
    {
        SignedCms message = new();
        message.Decode(bytes.Span);
        return message.ContentInfo.ContentType.Value == ContentType && message.SignerInfos.Count == 1
            && Rfc3161TimestampTokenInfo.TryDecode(message.ContentInfo.Content, out var info, out var consumed) && consumed == message.ContentInfo.Content.Length
            ? new TimeStampToken(bytes, message, info)
            : throw new LedgerFormatException("time stamp token", "is not a TSTInfo signed once");
    }
}
