namespace Daylight.Inspection;

/// <summary>The check digits of Chinese numbers. All take digits and letters without separators.</summary>
public static class CheckDigits
{
    private const string IdCardLast = "10X98765432";
    private const string CreditCodeLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] IdCardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static readonly int[] CreditCodeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Whether the last digit of a card number agrees with the others (ISO/IEC 7812, the Luhn formula).</summary>
    public static bool IsLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            digit = (i & 1) == 0 ? digit : digit * 2;
            sum += digit > 9 ? digit - 9 : digit;
        }

        return digits.Length > 1 && sum % 10 == 0;
    }

    /// <summary>Whether the eighteenth place of an identity number agrees with the others (GB 11643, ISO 7064 MOD 11-2).</summary>
    public static bool IsIdCard(ReadOnlySpan<char> number)
    {
        if (number.Length != 18)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            if (!char.IsAsciiDigit(number[i]))
            {
                return false;
            }

            sum += (number[i] - '0') * IdCardWeights[i];
        }

        return IdCardLast[sum % 11] == char.ToUpperInvariant(number[17]);
    }

    /// <summary>Whether the eighteenth place of a social credit code agrees with the others (GB 32100, MOD 31).</summary>
    public static bool IsCreditCode(ReadOnlySpan<char> code)
    {
        if (code.Length != 18)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            var value = CreditCodeValue(code[i]);
            if (value < 0)
            {
                return false;
            }

            sum += value * CreditCodeWeights[i];
        }

        return CreditCodeValue(code[17]) == (31 - (sum % 31)) % 31;
    }

    /// <summary>The value of a place of a social credit code; -1 for letters that never stand in one (I, O, S, V, Z).</summary>
    internal static int CreditCodeValue(char c) => CreditCodeLetters.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
}
