using System.Buffers;

namespace Daylight.Inspection;

/// <summary>Identity, card and telephone numbers among the digits of a text.</summary>
internal sealed class PersonNumbers
{
    private const int ContextReach = 14;

    private static readonly SearchValues<string> CardWords = SearchValues.Create(["卡号", "银行卡", "账号", "账户", "帐号", "帐户", "储蓄卡", "信用卡"], StringComparison.Ordinal);

    /// <summary>The provinces of the first two places of an identity number.</summary>
    private static readonly string[] Provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    ];

    private readonly DigitRun run = new();

    internal static bool IsProvince(ReadOnlySpan<char> number)
    {
        foreach (var province in Provinces)
        {
            if (number.StartsWith(province, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    internal void Find(NormalisedText text, List<Entity> found)
    {
        for (var at = 0; at < text.Length;)
        {
            if (SpokenDigits.Of(text[at]) < 0)
            {
                at++;
                continue;
            }

            at = run.Read(text, at);
            for (var from = 0; from < run.Length;)
            {
                var to = run.Begins(from) ? Take(text, from, found) : from;
                from = Math.Max(to, from + 1);
            }
        }
    }

    /// <summary>Takes the number that begins at this digit; answers where it ends, or the digit itself.</summary>
    private int Take(NormalisedText text, int from, List<Entity> found)
    {
        foreach (var length in (ReadOnlySpan<int>)[18, 15, 19, 17, 16, 13, 14, 12, 11, 10])
        {
            var to = from + length;
            if (to > run.Length || !run.Begins(to))
            {
                continue;
            }

            var digits = run.Digits[from..to];
            if (Kind(text, digits, from, to, out var valid) is { } kind)
            {
                var span = run.Span(from, to);
                found.Add(EntityFinder.Of(text, kind, span, Plain(kind, digits), valid));
                return to;
            }
        }

        return from;
    }

    private EntityKind? Kind(NormalisedText text, ReadOnlySpan<char> digits, int from, int to, out bool? valid)
    {
        valid = null;
        if (IsIdCardShape(digits))
        {
            valid = digits.Length == 18 ? CheckDigits.IsIdCard(digits) : null;
            return EntityKind.IdCard;
        }

        if (IsCardShape(digits))
        {
            valid = CheckDigits.IsLuhn(digits);
            return valid.Value || (IsInFours(from, to) && HasCardWord(text, run.Span(from, to).Start)) ? EntityKind.BankCard : null;
        }

        return IsMobile(digits) ? EntityKind.Mobile : IsLandline(digits) ? EntityKind.Landline : null;
    }

    private static bool IsIdCardShape(ReadOnlySpan<char> digits)
        => IsProvince(digits) && digits.Length switch
        {
            18 => IsBirthday(digits[6..14]),
            15 => IsBirthday(string.Concat("19", digits[6..12])),
            _ => false,
        };

    private static bool IsBirthday(ReadOnlySpan<char> digits)
        => DateWords.IsDay(Number(digits[..4]), Number(digits[4..6]), Number(digits[6..8])) && Number(digits[..4]) is >= 1800 and <= 2100;

    /// <summary>UnionPay (62, and older 60 to 68, 9), Visa, Mastercard, JCB and American Express by length and first digits.</summary>
    private static bool IsCardShape(ReadOnlySpan<char> digits) => (digits.Length, digits[0], digits[1]) switch
    {
        (_, _, 'X') => false,
        ( >= 16 and <= 19, '6', '2') => true,
        ( >= 16 and <= 19, '6' or '9', _) => true,
        (16, '4', _) => true,
        (16, '5', >= '1' and <= '5') => true,
        (16, '3', '5') => true,
        (15, '3', '4' or '7') => true,
        _ => false,
    };

    private bool IsInFours(int from, int to) => run.GroupsIn(from, to) is 1 or 4 or 5;

    private static bool HasCardWord(NormalisedText text, int at)
        => text.Characters[Math.Max(0, at - ContextReach)..at].ContainsAny(CardWords);

    private static bool IsMobile(ReadOnlySpan<char> digits) => digits.Length switch
    {
        11 => digits[0] == '1' && digits[1] >= '3' && digits[1] <= '9',
        13 => digits.StartsWith("86", StringComparison.Ordinal) && IsMobile(digits[2..]),
        15 => digits.StartsWith("0086", StringComparison.Ordinal) && IsMobile(digits[4..]),
        _ => false,
    };

    /// <summary>Area code 010 or 02x with eight places, 03xx to 09xx with seven or eight.</summary>
    private static bool IsLandline(ReadOnlySpan<char> digits) => (digits[0], digits[1], digits.Length) switch
    {
        ('0', '1', 11) => digits[2] == '0' && digits[3] is >= '2' and <= '8',
        ('0', '2', 11) => digits[3] is >= '2' and <= '8',
        ('0', >= '3' and <= '9', 11 or 12) => digits[4] is >= '2' and <= '8',
        _ => false,
    };

    private static string Plain(EntityKind kind, ReadOnlySpan<char> digits)
        => kind == EntityKind.Mobile ? digits[^11..].ToString() : digits.ToString();

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
