using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;

namespace Daylight.Ledger;

/// <summary>What a time stamp must agree with.</summary>
/// <param name="Stamped">The exact bytes it is said to be for.</param>
/// <param name="Roots">Whom the reader trusts.</param>
public sealed record TimeStampExpectation(ReadOnlyMemory<byte> Stamped, TimeStampRoots Roots)
{
    /// <summary>The query it answers; null if that was not kept, then the nonce is not looked at.</summary>
    public TimeStampQuery? Query { get; init; }

    /// <summary>Accepted policies as object identifiers; empty accepts all.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Further certificates that may stand between the signer's and a trusted one.</summary>
    public TimeStampRoots? Between { get; init; }

    /// <summary>The earliest time that is believed; at receipt, shortly before the asking.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The latest time that is believed; at receipt, shortly after the answer.</summary>
    public DateTimeOffset? NotAfter { get; init; }
}

/// <summary>
/// Verifies answers of RFC 3161 authorities: imprint, nonce, policy, signature, certificate (critical, for time stamps only),
/// chain to a trusted root as it stood at the stated time. Whether a certificate was revoked is not asked: that needs a network.
/// </summary>
public static class TimeStampVerifier
{
    private const string ForTimeStamps = "1.3.6.1.5.5.7.3.8";

    // SHA-256, SHA-384 and SHA-512: what an authority may sign with. SHA-1 and MD5 can be forged.
    private static readonly string[] SoundDigests = ["2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

    /// <summary>Verifies an answer. Never throws for what the bytes hold.</summary>
    public static TimeStampOutcome Verify(ReadOnlySpan<byte> reply, TimeStampExpectation expected)
    {
        try
        {
            var read = TimeStampReply.Parse(reply);
            return read is { Granted: true, Token: { } token }
                ? ForeignParsers.Read("time stamp token", () => Verify(TimeStampToken.Parse(token), expected))
                : Refuse(TimeStampFault.NotGranted, string.Create(CultureInfo.InvariantCulture, $"the authority refused (status {read.Status}): {read.StatusText}"));
        }
        catch (LedgerFormatException failure)
        {
            return Refuse(TimeStampFault.Malformed, failure.Message);
        }
    }

    private static TimeStampOutcome Verify(TimeStampToken token, TimeStampExpectation expected) =>
        Disagreement(token, expected) ?? Signature(token, expected);

    private static TimeStampOutcome? Disagreement(TimeStampToken token, TimeStampExpectation expected)
    {
        if (token.Digest is not { } digest || !token.Imprint.Span.SequenceEqual(StampDigests.Of(digest, expected.Stamped.Span).ToArray()))
        {
            return Refuse(TimeStampFault.OtherImprint, "the token was given for other bytes");
        }

        if (expected.Query is { } query && (query.Digest != digest || token.Nonce is not { } nonce || !nonce.Span.SequenceEqual(query.Nonce.Span)))
        {
            return Refuse(TimeStampFault.OtherNonce, "the token does not answer this query");
        }

        if (expected.Policies.Count > 0 && !expected.Policies.Contains(token.Policy, StringComparer.Ordinal))
        {
            return Refuse(TimeStampFault.OtherPolicy, $"the token was made under the policy {token.Policy}");
        }

        return token.GeneratedAt < expected.NotBefore || token.GeneratedAt > expected.NotAfter
            ? Refuse(TimeStampFault.OtherTime, string.Create(CultureInfo.InvariantCulture, $"the token states {token.GeneratedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, far from the time of the asking"))
            : null;
    }

    private static TimeStampOutcome Signature(TimeStampToken token, TimeStampExpectation expected)
    {
        X509Certificate2Collection known = [.. token.Message.Certificates, .. expected.Between?.Certificates ?? [], .. expected.Roots.Certificates];
        var signer = token.Signer.Certificate ?? Named(token, known);
        if (signer is null)
        {
            return Refuse(TimeStampFault.BadSignature, "the certificate of the signer is missing");
        }

        if (!IsForTimeStampsOnly(signer))
        {
            return Refuse(TimeStampFault.NotForTimeStamps, "the signer's certificate is not marked, critically, for time stamps and nothing else");
        }

        var at = token.GeneratedAt.UtcDateTime;
        if (at < signer.NotBefore.ToUniversalTime() || at > signer.NotAfter.ToUniversalTime())
        {
            return Refuse(TimeStampFault.OutsideValidity, "the signer's certificate was not valid at the stated time");
        }

        var isSound = SoundDigests.Contains(token.Signer.DigestAlgorithm.Value, StringComparer.Ordinal);
        if (!isSound || !token.IsSignedOver(StampDigests.Of(token.Digest!.Value, expected.Stamped.Span), token.Digest.Value, known))
        {
            return Refuse(TimeStampFault.BadSignature, isSound ? "the signature does not hold" : "the signature uses a digest that can be forged, or that is not known here");
        }

        return Chain(token, signer, known, expected.Roots);
    }

    /// <summary>The certificate that an issuer's name and a serial number point to, where the token carries none.</summary>
    private static X509Certificate2? Named(TimeStampToken token, X509Certificate2Collection known) =>
        token.Signer.SignerIdentifier.Value is X509IssuerSerial name
            ? known.FirstOrDefault(one => one.Issuer == name.IssuerName && one.SerialNumber == name.SerialNumber)
            : null;

    private static bool IsForTimeStampsOnly(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToList() is [{ Critical: true } usage]
        && usage.EnhancedKeyUsages.Count == 1 && usage.EnhancedKeyUsages[0].Value == ForTimeStamps;

    private static TimeStampOutcome Chain(TimeStampToken token, X509Certificate2 signer, X509Certificate2Collection known, TimeStampRoots roots)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots.Certificates);
        chain.ChainPolicy.ExtraStore.AddRange(known);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = token.GeneratedAt.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ForTimeStamps));
        if (chain.Build(signer))
        {
            return new TimeStampOutcome.Valid(token, [.. chain.ChainElements.Select(element => (ReadOnlyMemory<byte>)element.Certificate.RawData)]);
        }

        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return status == X509ChainStatusFlags.NotTimeValid
            ? Refuse(TimeStampFault.OutsideValidity, "a certificate of the chain was not valid at the stated time")
            : Refuse(TimeStampFault.NotTrusted, $"the certificates do not lead to a trusted root ({status})");
    }

    private static TimeStampOutcome.Refused Refuse(TimeStampFault fault, string problem) => new(fault, problem);
}
