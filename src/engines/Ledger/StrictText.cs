using System.Globalization;
using System.Text;

namespace Daylight.Ledger;

/// <summary>Readings shared by the line formats: UTF-8 without replacement, decimals without leading zeros.</summary>
internal static class StrictText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Encode(string text, string subject)
    {
        try
        {
            return Utf8.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw new LedgerFormatException(subject, "text holds half of a surrogate pair");
        }
    }

    /// <summary>Encodes into a span that is long enough, and tells how many bytes it took.</summary>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> target, string subject)
    {
        try
        {
            return Utf8.GetBytes(text, target);
        }
        catch (EncoderFallbackException)
        {
            throw new LedgerFormatException(subject, "text holds half of a surrogate pair");
        }
    }

    public static string Decode(ReadOnlySpan<byte> bytes, string subject)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new LedgerFormatException(subject, "not valid UTF-8");
        }
    }

    /// <summary>A non-negative decimal below 2^63 without sign or leading zero.</summary>
    public static bool TryReadDecimal(string text, out long value)
    {
        value = 0;
        var shaped = text.Length is > 0 and < 20
            && text.All(char.IsAsciiDigit)
            && (text.Length == 1 || text[0] != '0');
        return shaped && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    public static string Decimal(long value) => value.ToString(CultureInfo.InvariantCulture);
}
