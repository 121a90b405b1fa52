using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>
/// Runs the platform's readers of ASN.1, certificates and signed messages over bytes of strangers: whatever they raise there
/// says the same, that the bytes are not what they should be.
/// </summary>
internal static class ForeignParsers
{
    public static T Read<T>(string subject, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException or ArgumentException
            or InvalidOperationException or FormatException or OverflowException)
        {
            throw new LedgerFormatException(subject, "not in the promised format");
        }
    }
}
