using System.Buffers;

namespace Daylight.Inspection;

/// <summary>QQ and WeChat ids: any digits or letters could be one, so the words before decide.</summary>
internal static class AccountNames
{
    private const int FillersMax = 6;

    private static readonly (string Word, EntityKind Kind)[] Words =
    [
        ("qq", EntityKind.Qq), ("扣扣", EntityKind.Qq), ("企鹅号", EntityKind.Qq),
        ("微信", EntityKind.WeChat), ("威信", EntityKind.WeChat), ("薇信", EntityKind.WeChat), ("徽信", EntityKind.WeChat), ("v信", EntityKind.WeChat),
        ("vx", EntityKind.WeChat), ("wx", EntityKind.WeChat), ("加v", EntityKind.WeChat), ("wechat", EntityKind.WeChat), ("加我v", EntityKind.WeChat),
    ];

    private static readonly SearchValues<string> AnyWord = SearchValues.Create(Words.Select(w => w.Word).ToArray(), StringComparison.Ordinal);

    internal static void Find(NormalisedText text, List<Entity> found)
    {
        if (!text.Characters.ContainsAny(AnyWord))
        {
            return;
        }

        foreach (var (word, kind) in Words)
        {
            for (var at = IndexOf(text, word, 0); at >= 0; at = IndexOf(text, word, at + 1))
            {
                var start = SkipFillers(text, at + word.Length);
                var span = kind == EntityKind.Qq ? Digits(text, start) : WeChat(text, start);
                if (span is { } id && !found.Exists(f => f.Kind == kind && f.Plain.Start == id.Start))
                {
                    found.Add(EntityFinder.Of(text, kind, id, Value(text, id), null));
                }
            }
        }
    }

    private static int IndexOf(NormalisedText text, string word, int from)
    {
        var index = from < text.Length ? text.Characters[from..].IndexOf(word, StringComparison.Ordinal) : -1;
        return index < 0 ? -1 : from + index;
    }

    private static int SkipFillers(NormalisedText text, int at)
    {
        var end = Math.Min(text.Length, at + FillersMax);
        while (at < end && text[at] is '号' or '码' or '是' or '为' or '我' or '加' or '的' or '就' or '搜' or '您' or '你' or '记' or '一' or '下' or NormalisedText.ClauseMark
            && !(text[at] == '一' && at + 1 < text.Length && SpokenDigits.Of(text[at + 1]) >= 0))
        {
            at++;
        }

        return at;
    }

    /// <summary>Five to eleven digits that do not begin with zero.</summary>
    private static PlainSpan? Digits(NormalisedText text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 12 && SpokenDigits.Of(text[end]) >= 0)
        {
            end++;
        }

        return end - start is >= 5 and <= 11 && SpokenDigits.Of(text[start]) > 0 ? new PlainSpan(start, end) : null;
    }

    /// <summary>A letter and five to nineteen more letters, digits, '-' or '_'; or a mobile or QQ number.</summary>
    private static PlainSpan? WeChat(NormalisedText text, int start)
    {
        if (start >= text.Length || text[start] is not (>= 'a' and <= 'z'))
        {
            return start < text.Length ? Digits(text, start) : null;
        }

        var end = start + 1;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]) && (text.From(end) == text.To(end - 1) || text.Original[text.To(end - 1)] is '-' or '_'))
        {
            end++;
        }

        return text.To(end - 1) - text.From(start) is >= 6 and <= 20 ? new PlainSpan(start, end) : null;
    }

    private static string Value(NormalisedText text, PlainSpan id)
    {
        if (SpokenDigits.Of(text[id.Start]) < 0)
        {
            return text.Original[text.From(id.Start)..text.To(id.End - 1)];
        }

        return string.Create(id.End - id.Start, (text, id.Start), static (digits, from) =>
        {
            for (var i = 0; i < digits.Length; i++)
            {
                digits[i] = (char)('0' + SpokenDigits.Of(from.text[from.Start + i]));
            }
        });
    }
}
