using System.Globalization;

namespace Daylight.Inspection;

/// <summary>Amounts of money: 3,500元, 三万五, ¥12.50, 五块三, 5w块.</summary>
internal static class Amounts
{
    private static readonly string[] Currencies = ["元", "块钱", "块", "圆", "人民币", "rmb", "cny"];

    /// <summary>What is counted in thousands without being money.</summary>
    private const string Measures = "个人次公里米年天多步家条名户斤字遍分月日号点度平吨岁克层";

    internal static void Find(NormalisedText text, List<Entity> found)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if ((Numeral.Digit(text[at]) < 0 && text[at] is not ('十' or '拾')) || Numeral.Read(text, at) is not { } numeral)
            {
                continue;
            }

            if (Amount(text, at, numeral) is { } amount)
            {
                found.Add(amount);
                at = amount.Plain.End - 1;
            }
            else
            {
                at = numeral.End - 1;
            }
        }
    }

    private static Entity? Amount(NormalisedText text, int start, Numeral numeral)
    {
        var end = numeral.End;
        end += end < text.Length && text[end] is '多' or '余' or '来' or '几' && Currency(text, end + 1) > 0 ? 1 : 0;
        var value = numeral.Value;
        if (Currency(text, end) is var length and > 0)
        {
            var isPiece = text[end] is '块' or '元';
            end += length;
            value += isPiece ? Change(text, ref end) : 0;
        }
        else if (!IsMoneyWithoutCurrency(text, start, numeral))
        {
            return null;
        }

        var minor = decimal.ToInt64(decimal.Round(value * 100));
        var entity = EntityFinder.Of(text, EntityKind.Amount, new PlainSpan(start, end), minor.ToString(CultureInfo.InvariantCulture), null);
        return entity with { MinorUnits = minor };
    }

    private static int Currency(NormalisedText text, int at)
    {
        if (at >= text.Length)
        {
            return 0;
        }

        var rest = text.Characters[at..];
        foreach (var currency in Currencies)
        {
            if (rest.StartsWith(currency, StringComparison.Ordinal))
            {
                return currency.Length;
            }
        }

        return 0;
    }

    /// <summary>What follows the 块: 三块五, 10元5角3分.</summary>
    private static decimal Change(NormalisedText text, ref int end)
    {
        var value = 0m;
        foreach (var (names, worth) in (ReadOnlySpan<(string, decimal)>)[("角毛", 0.1m), ("分", 0.01m)])
        {
            if (end + 1 < text.Length && Numeral.Digit(text[end]) >= 0 && names.Contains(text[end + 1], StringComparison.Ordinal))
            {
                value += Numeral.Digit(text[end]) * worth;
                end += 2;
            }
        }

        var isBare = value == 0 && end < text.Length && Numeral.Digit(text[end]) > 0 && text[end - 1] == '块' && (end + 1 == text.Length || text[end + 1] is NormalisedText.ClauseMark or NormalisedText.SentenceEnd);
        return isBare ? Numeral.Digit(text[end++]) * 0.1m : value;
    }

    private static bool IsMoneyWithoutCurrency(NormalisedText text, int start, Numeral numeral)
    {
        var from = text.From(start);
        if (from > 0 && text.Original[from - 1] is '¥' or '￥')
        {
            return true;
        }

        return numeral.HasBigUnit && (numeral.End == text.Length || !Measures.Contains(text[numeral.End], StringComparison.Ordinal));
    }
}
