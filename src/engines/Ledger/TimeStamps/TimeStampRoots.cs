using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Daylight.Ledger;

/// <summary>The certificates that somebody decided to trust for time stamps, and further ones that help to reach them.</summary>
public sealed class TimeStampRoots
{
    /// <summary>The longest PEM file read.</summary>
    public const int PemLengthMax = 256 * 1024;

    private TimeStampRoots(X509Certificate2Collection certificates) => Certificates = certificates;

    /// <summary>How many certificates.</summary>
    public int Count => Certificates.Count;

    internal X509Certificate2Collection Certificates { get; }

    /// <summary>Reads certificates in PEM. Only those that sign themselves are trusted; the others may stand between.</summary>
    /// <exception cref="LedgerFormatException">There is none, or one cannot be read.</exception>
    public static TimeStampRoots Parse(string pem)
    {
        if (pem.Length > PemLengthMax)
        {
            throw new LedgerFormatException("certificates", "too long");
        }

        var read = ForeignParsers.Read("certificates", () =>
        {
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPem(pem);
            return certificates;
        });
        return read.Count > 0 ? new TimeStampRoots(read) : throw new LedgerFormatException("certificates", "there is no certificate in PEM");
    }

    /// <summary>Certificates in DER as PEM.</summary>
    public static string ToPem(IEnumerable<ReadOnlyMemory<byte>> certificates) =>
        string.Concat(certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate.Span) + "\n"));
}
