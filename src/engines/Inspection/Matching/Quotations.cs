namespace Daylight.Inspection;

/// <summary>Which parts of an utterance repeat somebody else's words.</summary>
internal static class Quotations
{
    private const int VerbReach = 8;
    private const string ReplyHeaderZh = "这是一条引用/回复消息";
    private const string ReplyHeaderEn = "This is a quote/reply";

    private static readonly string[] SayingBeforeQuote = ["说", "写", "叫", "称", "所谓", "提到", "引用", "转发", "发的", "那句", "这句"];

    internal static bool Covers(Utterance utterance, TextSpan span)
        => utterance.Quoted
            || IsIn(utterance.QuotedText, utterance.Text, span)
            || IsInReplyHeader(utterance.Text, span)
            || IsOnQuotedLine(utterance.Text, span)
            || IsInMarks(utterance.Text, span);

    /// <summary>Whether the utterance says nothing of its own.</summary>
    internal static bool CoverAll(Utterance utterance)
        => utterance.Quoted || (utterance.QuotedText is { Length: > 0 } quoted && quoted.AsSpan().Trim().SequenceEqual(utterance.Text.AsSpan().Trim()));

    private static bool IsIn(string? quoted, string text, TextSpan span)
    {
        if (string.IsNullOrEmpty(quoted))
        {
            return false;
        }

        for (var at = text.IndexOf(quoted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(quoted, at + 1, StringComparison.Ordinal))
        {
            if (at <= span.From && span.To <= at + quoted.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>WeCom and WeChat put the answered message before a line of dashes.</summary>
    private static bool IsInReplyHeader(string text, TextSpan span)
    {
        var isWeCom = text.StartsWith(ReplyHeaderZh, StringComparison.Ordinal) || text.StartsWith(ReplyHeaderEn, StringComparison.Ordinal);
        if (isWeCom)
        {
            return span.To <= text.IndexOf("\n------", StringComparison.Ordinal);
        }

        return text.StartsWith('「') && span.To <= text.IndexOf("」\n- - -", StringComparison.Ordinal);
    }

    private static bool IsOnQuotedLine(string text, TextSpan span)
    {
        var start = span.From == 0 ? 0 : text.LastIndexOf('\n', span.From - 1) + 1;
        return text[start] == '>';
    }

    private static bool IsInMarks(string text, TextSpan span)
    {
        var open = span.From == 0 ? -1 : text.AsSpan(0, span.From).LastIndexOfAny(QuotationMarks.Openings);
        if (open < 0)
        {
            return false;
        }

        var close = text.IndexOf(QuotationMarks.Closing(text[open]), open + 1);
        if (close < span.To)
        {
            return false;
        }

        var before = text.AsSpan(Math.Max(0, open - VerbReach), Math.Min(open, VerbReach));
        foreach (var verb in SayingBeforeQuote)
        {
            if (before.IndexOf(verb, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
