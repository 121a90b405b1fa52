using System.Globalization;
using System.Text;

namespace Daylight.Inspection;

/// <summary>Makes a finding of a hit, with the sentence that says why.</summary>
internal static class FindingWriter
{
    private const int QuoteLengthMax = 60;
    private const int BecauseMax = 4;
    private const int DepthMax = 4;

    internal static Finding Write(Rule rule, string rulebookHash, ConversationHead head, Hit hit)
    {
        var card = rule.Card;
        hit = hit.Explained();
        return new Finding
        {
            Conversation = head.Id,
            Rule = card.Id,
            RuleVersion = rulebookHash,
            Category = card.Category,
            Severity = card.Severity,
            Title = card.Title,
            Basis = card.Basis,
            Advice = card.Advice,
            Utterance = hit.Index < 0 ? null : hit.Seq,
            Span = hit.Span,
            Matched = hit.Matched,
            Normalised = hit.Normalised,
            Evasion = hit.Evasion,
            Start = hit.Start,
            End = hit.End,
            Why = Why(rule, hit),
            Confidence = Math.Min(card.Confidence, hit.Confidence ?? 1),
            Model = ModelOf(hit, DepthMax),
            Points = card.Points,
            Fatal = card.Fatal,
            Action = card.Action,
            Judge = card.Judge,
        };
    }

    private static string? ModelOf(Hit hit, int depth) =>
        hit.Model ?? (depth == 0 ? null : hit.Because.Select(because => ModelOf(because, depth - 1)).FirstOrDefault(model => model is not null));

    private static string Why(Rule rule, Hit hit)
    {
        var why = new StringBuilder("规则“").Append(rule.Card.Title.Zh).Append("”：");
        if (hit.Index >= 0)
        {
            AppendPlace(why, hit);
        }

        if (!string.IsNullOrEmpty(hit.Note))
        {
            why.Append(hit.Index >= 0 ? "，" : "").Append(hit.Note);
        }

        foreach (var because in hit.Because.Where(b => b.Index >= 0).Take(BecauseMax).Select(b => b.Explained()))
        {
            why.Append("；相关：");
            AppendPlace(why, because);
        }

        if (rule.Explanation is { } explanation)
        {
            why.Append('，').Append(explanation);
        }

        return why.Append('。').ToString();
    }

    private static void AppendPlace(StringBuilder why, Hit hit)
    {
        why.Append(Names.InChinese(hit.Role)).Append("在第").Append((hit.Seq + 1).ToString(CultureInfo.InvariantCulture)).Append('句');
        if (hit.Matched.Length == 0)
        {
            return;
        }

        why.Append("说“").Append(Short(hit.Matched)).Append('”');
        if (!string.Equals(hit.Matched, hit.Normalised, StringComparison.OrdinalIgnoreCase))
        {
            why.Append("（还原为“").Append(Short(hit.Normalised)).Append('”');
            why.Append(hit.Evasion == Evasion.None ? "" : "，" + Names.InChinese(hit.Evasion)).Append('）');
        }
    }

    private static string Short(string words)
    {
        if (words.Length <= QuoteLengthMax)
        {
            return words;
        }

        var cut = char.IsHighSurrogate(words[QuoteLengthMax - 1]) ? QuoteLengthMax - 1 : QuoteLengthMax;
        return string.Concat(words.AsSpan(0, cut), "…");
    }
}
