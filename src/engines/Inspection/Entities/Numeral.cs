namespace Daylight.Inspection;

/// <summary>A number as people write and say it: 12,000.5, 三千五, 3万5, 两百零六, 5w.</summary>
internal readonly record struct Numeral(decimal Value, int End, bool HasBigUnit)
{
    private const int DigitsMax = 15;
    private const decimal ValueMax = 1_000_000_000_000_000m;

    /// <summary>Reads the numeral that begins at a position; null where none does or it is beyond all money.</summary>
    internal static Numeral? Read(NormalisedText text, int start)
    {
        var reading = new Reading();
        var at = start;
        while (at < text.Length && reading.Take(text, ref at))
        {
        }

        return reading.Any && reading.Value <= ValueMax ? new Numeral(reading.Value, at, reading.HasBigUnit) : null;
    }

    internal static int Digit(char c) => c == '两' ? 2 : c is '洞' or '拐' or '勾' or '幺' ? -1 : SpokenDigits.Of(c);

    private static decimal Unit(NormalisedText text, int at) => text[at] switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' or '萬' => 10_000,
        '亿' or '億' => 100_000_000,
        'w' when EndsWord(text, at) => 10_000,
        'k' when EndsWord(text, at) => 1000,
        _ => 0,
    };

    private static bool EndsWord(NormalisedText text, int at)
        => at > 0 && char.IsAsciiDigit(text[at - 1]) && (at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]));

    /// <summary>The sum so far: whole ten-thousands, the section below them, and the digits that wait for their unit.</summary>
    private struct Reading
    {
        private decimal total;
        private decimal section;
        private decimal? waiting;
        private decimal lastUnit;
        private bool isAfterZero;

        internal bool Any { get; private set; }

        internal bool HasBigUnit { get; private set; }

        /// <summary>A single digit right after a unit stands for the next lower one: 三万五 is 35,000.</summary>
        internal readonly decimal Value
            => total + section + (waiting is { } rest ? lastUnit >= 100 && rest is > 0 and < 10 && !isAfterZero ? rest * lastUnit / 10 : rest : 0);

        internal bool Take(NormalisedText text, ref int at)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                return waiting is null && TakeWritten(text, ref at);
            }

            var digit = Digit(text[at]);
            if (digit >= 0)
            {
                return TakeSpoken(text, digit, ref at);
            }

            var unit = Unit(text, at);
            if (unit == 0 || (!Any && unit != 10))
            {
                return false;
            }

            TakeUnit(unit);
            at++;
            return true;
        }

        private bool TakeWritten(NormalisedText text, ref int at)
        {
            var (start, number, digits) = (at, 0m, 0);
            var scale = 0m;
            while (at < text.Length && digits < DigitsMax)
            {
                if (char.IsAsciiDigit(text[at]))
                {
                    var digit = text[at] - '0';
                    digits++;
                    (number, scale) = scale == 0 ? ((number * 10) + digit, 0) : (number + (digit * scale), scale / 10);
                }
                else if (text[at] == '.' && scale == 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
                {
                    scale = 0.1m;
                }
                else if (!IsThousandsMark(text, at))
                {
                    break;
                }

                at++;
            }

            if (lastUnit > 0 && number >= lastUnit)
            {
                at = start;
                return false; // 3万 and then 110105…: another number begins
            }

            (waiting, Any) = (number, true);
            return true;
        }

        private static bool IsThousandsMark(NormalisedText text, int at)
            => text[at] == NormalisedText.ClauseMark && at + 3 < text.Length && text.To(at) == text.From(at) + 1 && text.From(at + 3) == text.From(at) + 3
                && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
                && (at + 4 == text.Length || !char.IsAsciiDigit(text[at + 4]));

        private bool TakeSpoken(NormalisedText text, int digit, ref int at)
        {
            var isFollowedByUnit = at + 1 < text.Length && Unit(text, at + 1) > 0;
            if (waiting is { } before && before > ValueMax / 10)
            {
                return false;
            }

            // 两三万 is about twenty thousand: the lower figure stands. 二零二四 is a row of places.
            waiting = waiting is not { } w ? digit : isFollowedByUnit && w is > 0 and < 10 && digit == w + 1 ? w : (w * 10) + digit;
            isAfterZero |= digit == 0;
            Any = true;
            at++;
            return true;
        }

        private void TakeUnit(decimal unit)
        {
            if (unit >= 10_000)
            {
                var all = section + (waiting ?? 0);
                total = unit > 10_000 ? (total + all) * unit : total + (all * unit);
                section = 0;
                HasBigUnit = true;
            }
            else
            {
                section += (waiting ?? 1) * unit;
                HasBigUnit |= unit == 1000;
            }

            total = Math.Min(total, ValueMax * 10);
            (waiting, lastUnit, isAfterZero, Any) = (null, unit, false, true);
        }
    }
}
