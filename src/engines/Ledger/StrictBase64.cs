namespace Daylight.Ledger;

/// <summary>
/// Standard base64 in which every byte string has exactly one text. The platform's decoder skips blanks and
/// ignores spare bits, so a changed character could go unnoticed: the text is decoded, encoded again and compared.
/// </summary>
public static class StrictBase64
{
    /// <summary>Encodes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);

    /// <summary>Decodes, or says no.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 4 != 0)
        {
            return false;
        }

        var buffer = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, buffer, out var length))
        {
            return false;
        }

        bytes = buffer.AsSpan(0, length).ToArray();
        return string.Equals(Convert.ToBase64String(bytes), text, StringComparison.Ordinal);
    }
}
