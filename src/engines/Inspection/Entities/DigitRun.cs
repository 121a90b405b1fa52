namespace Daylight.Inspection;

/// <summary>
/// A run of digits in a normalised text, spoken or written, across separators and pauses. A group begins where the
/// original text has something between two digits; a number begins and ends at groups, never inside one.
/// </summary>
internal sealed class DigitRun
{
    /// <summary>Longest run that is looked at; what is longer is no number of a person.</summary>
    private const int LengthMax = 200;

    /// <summary>Longest separator between two groups, in UTF-16 units.</summary>
    private const int SeparatorMax = 4;

    private readonly char[] digits = new char[LengthMax];
    private readonly int[] positions = new int[LengthMax];
    private readonly bool[] begins = new bool[LengthMax + 1];

    internal int Length { get; private set; }

    internal ReadOnlySpan<char> Digits => digits.AsSpan(0, Length);

    /// <summary>Whether a group begins at this digit; the place behind the last counts as one.</summary>
    internal bool Begins(int index) => begins[index];

    /// <summary>The normalised text from one digit to before another.</summary>
    internal PlainSpan Span(int from, int to) => new(positions[from], positions[to - 1] + 1);

    internal int GroupsIn(int from, int to)
    {
        var groups = 0;
        for (var i = from; i < to; i++)
        {
            groups += begins[i] ? 1 : 0;
        }

        return groups;
    }

    /// <summary>Reads the run that begins at a position; answers where it ends. An X may close seventeen digits.</summary>
    internal int Read(NormalisedText text, int start)
    {
        Length = 0;
        var at = start;
        var isNew = true;
        while (at < text.Length && Length < LengthMax)
        {
            var digit = SpokenDigits.Of(text[at]);
            if (digit >= 0)
            {
                var separator = at == start ? "" : text.Original.AsSpan(text.To(at - 1)..text.From(at));
                if (separator.Length > SeparatorMax || separator.Contains("**", StringComparison.Ordinal))
                {
                    break; // far apart, or what is left of a masked number
                }

                isNew |= separator.Length > 0;
                Keep((char)('0' + digit), at++, isNew);
                isNew = false;
            }
            else if (text[at] == NormalisedText.ClauseMark && at + 1 < text.Length && SpokenDigits.Of(text[at + 1]) >= 0)
            {
                isNew = true;
                at++;
            }
            else
            {
                break;
            }
        }

        if (Length >= 17 && Length < LengthMax && at < text.Length && text[at] is 'x' or '叉')
        {
            Keep('X', at++, isGroup: false);
        }

        begins[Length] = true;
        return Math.Max(at, start + 1);
    }

    private void Keep(char digit, int position, bool isGroup)
    {
        digits[Length] = digit;
        positions[Length] = position;
        begins[Length++] = isGroup;
    }
}
