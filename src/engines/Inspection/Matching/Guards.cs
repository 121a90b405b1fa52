using System.Buffers;

namespace Daylight.Inspection;

/// <summary>Ways of saying words without meaning them, which a rule may leave out of account.</summary>
[Flags]
internal enum Guard
{
    /// <summary>Words count however they are said.</summary>
    None = 0,

    /// <summary>「我们不会……」「没有……」「并非……」</summary>
    Denial = 1,

    /// <summary>「请不要……」「别……」: asking the other side not to. It excuses advice, not insults or threats.</summary>
    Prohibition = 8,

    /// <summary>Denial and prohibition.</summary>
    Negation = Denial | Prohibition,

    /// <summary>「您说……」「他反映……」</summary>
    Reported = 2,

    /// <summary>Quoted messages, reply headers, words in quotation marks after a verb of saying.</summary>
    Quotation = 4,

    /// <summary>All of them.</summary>
    All = Negation | Reported | Quotation,
}

/// <summary>Decides whether words at a place of a text are negated, reported or quoted.</summary>
internal static class Guards
{
    private const int NegationReach = 9;
    private const int ReportReach = 16;

    private static readonly string[] Negators =
    [
        "不会", "没有", "并非", "不是", "绝不", "从不", "决不", "不能", "不得", "不可以", "不允许", "不准", "禁止", "严禁", "不可能", "不存在",
        "无权", "没权", "从来没", "从没", "没说", "未曾", "从未", "不需要", "不用", "无需", "不必", "不要", "请勿", "切勿", "勿", "别", "不敢", "不应该", "不该", "不应", "不代表", "不等于", "不属于", "谈不上", "拒绝", "不支持", "不建议", "不收", "防止", "避免", "警惕", "谨防", "杜绝", "不给", "不让", "不再", "不做", "不涉及", "无法", "没法", "不保证", "不承诺", "不构成", "不收取", "不会再", "不属于", "难以", "暂不", "没权利", "没有权利", "并不",
    ];

    private static readonly SearchValues<char> FirstOfNegators = SearchValues.Create(Negators.Select(n => n[0]).Distinct().ToArray());

    // After these the negation no longer reaches the words: 「没有钱就去借」「别逼我去……」「不要以为……」
    private static readonly string[] Breakers = ["就", "否则", "不然", "但", "而", "却", "逼我", "怪我", "等我", "让我", "怪咱", "以为", "除非", "要么", "还不", "再不", "也要", "也得", "也会", "也能", "照样", "只能", "只好", "是不"];

    // What a negator lacks here is money or will, not the deed: 「没有钱去借」
    private static readonly string[] NotNegatedObjects = ["钱", "收入", "诚意", "工作", "还款", "还上", "不", "没", "人", "面子", "脸", "资金"];

    private static readonly string[] Rhetorical = ["是什么", "是啥", "吗", "嘛", "么", "是谁"];

    private static readonly string[] ReportVerbs = ["说", "讲", "反映", "投诉", "提到", "提出", "问", "担心", "听说", "怀疑", "反馈", "举报", "描述", "提及", "骂"];

    private static readonly SearchValues<char> FirstOfReportVerbs = SearchValues.Create(ReportVerbs.Select(v => v[0]).Distinct().ToArray());

    internal static bool Dismisses(Guard guards, NormalisedText text, Utterance utterance, PlainSpan span)
        => ((guards & Guard.Negation) != 0 && IsNegated(text, span, guards))
            || ((guards & Guard.Reported) != 0 && IsReported(text, span))
            || ((guards & Guard.Quotation) != 0 && Quotations.Covers(utterance, text.OriginalSpan(span.Start, span.End)));

    /// <summary>Every word of negation in a text that denies rather than asks.</summary>
    internal static void FindNegators(NormalisedText text, List<PlainSpan> found)
    {
        var rest = text.Characters;
        for (var from = 0; from < text.Length;)
        {
            var skip = rest[from..].IndexOfAny(FirstOfNegators);
            if (skip < 0)
            {
                return;
            }

            from += skip;
            foreach (var negator in Negators)
            {
                if (rest[from..].StartsWith(negator, StringComparison.Ordinal) && IsRealNegator(text, from, negator))
                {
                    found.Add(new PlainSpan(from, from + negator.Length));
                }
            }

            from++;
        }
    }

    /// <summary>A negator between two places of a pattern: 「我们没有权利冻结您……」</summary>
    internal static bool NegatesBetween(NormalisedText text, int gapStart, int gapEnd)
    {
        foreach (var negator in text.Negators)
        {
            if (negator.Start >= gapStart && negator.End <= gapEnd && Reaches(text.Characters[negator.End..gapEnd]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A negator inside words that resemble a sample which denies nothing: 「我们不会去您单位」.</summary>
    internal static bool NegatesWithin(Guard guards, NormalisedText text, PlainSpan span, string sample)
    {
        if ((guards & Guard.Negation) == 0 || !text.Negators.Exists(n => n.Start >= span.Start && n.End <= span.End && IsHeeded(guards, text, n)))
        {
            return false;
        }

        var compared = new NormalisedText();
        compared.Set(sample, MatchOptions.Loosest);
        return !compared.Negators.Exists(n => IsHeeded(guards, compared, n));
    }

    private static bool IsHeeded(Guard guards, NormalisedText text, PlainSpan negator)
        => (guards & Guard.Prohibition) != 0 || !IsProhibition(text.Characters[negator.Start..negator.End]);

    /// <summary>A negator in the same clause, close before, that reaches the words; or one that ends within them (不+会联系).</summary>
    private static bool IsNegated(NormalisedText text, PlainSpan span, Guard guards)
    {
        if (text.Negators.Count == 0)
        {
            return false;
        }

        return (span.NegatedBetween || IsNegatedBefore(text, span, guards)) && !IsRhetorical(text, span);
    }

    private static bool IsNegatedBefore(NormalisedText text, PlainSpan span, Guard guards)
    {
        var start = Math.Max(ClauseStart(text, span.Start), span.Start - NegationReach);
        foreach (var negator in text.Negators)
        {
            var isBefore = negator.Start >= start && negator.End <= span.Start && Reaches(text.Characters[negator.End..span.Start]);
            var isAcross = negator.Start == span.Start - 1 && negator.End > span.Start && negator.End <= span.End;
            if ((isBefore || isAcross) && ((guards & Guard.Prohibition) != 0 || !IsProhibition(text.Characters[negator.Start..negator.End])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsProhibition(ReadOnlySpan<char> negator)
        => negator is "别" or "不要" or "勿" or "请勿" or "切勿" or "不用" or "不必" or "不需要" or "无需";

    private static bool IsRealNegator(NormalisedText text, int at, string negator)
    {
        if (negator == "别")
        {
            var before = at == 0 ? ' ' : text[at - 1];
            var after = at + 1 < text.Length ? text[at + 1] : ' ';
            return before is not ('特' or '分' or '区' or '个' or '级' or '性' or '类' or '识' or '告') && after is not ('的' or '人' or '家' or '处' or '名' or '墅' or '扭');
        }

        // 是不是, 会不会, 能不能, 有没有 ask, they do not deny.
        return at == 0 || (negator[0] is not ('不' or '没')) || negator.Length < 2 || text[at - 1] != negator[1];
    }

    private static bool Reaches(ReadOnlySpan<char> between)
    {
        foreach (var breaker in Breakers)
        {
            if (between.IndexOf(breaker, StringComparison.Ordinal) >= 0)
            {
                return false;
            }
        }

        foreach (var lacking in NotNegatedObjects)
        {
            if (between.StartsWith(lacking, StringComparison.Ordinal) && !between.StartsWith("人员", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>「你不是老赖是什么」「不是让你去借吗」 affirm.</summary>
    private static bool IsRhetorical(NormalisedText text, PlainSpan span)
    {
        var after = text.Characters[span.End..Math.Min(text.Length, span.End + 6)];
        var end = after.IndexOf(NormalisedText.SentenceEnd);
        after = end >= 0 ? after[..end] : after;
        foreach (var tail in Rhetorical)
        {
            if (after.IndexOf(tail, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A verb of saying with a second or third person before it, in the same sentence, close before.</summary>
    private static bool IsReported(NormalisedText text, PlainSpan span)
    {
        var start = span.Start;
        while (start > 0 && span.Start - start < ReportReach && text[start - 1] != NormalisedText.SentenceEnd)
        {
            start--;
        }

        var before = text.Characters[start..span.Start];
        if (before.IndexOfAny(FirstOfReportVerbs) < 0)
        {
            return false;
        }

        foreach (var verb in ReportVerbs)
        {
            for (var at = before.LastIndexOf(verb, StringComparison.Ordinal); at >= 0; at = at == 0 ? -1 : before[..at].LastIndexOf(verb, StringComparison.Ordinal))
            {
                if (HasReporter(before[..at]) && !IsAddressed(before[(at + verb.Length)..], verb, before[..at]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasReporter(ReadOnlySpan<char> head)
    {
        var reach = head[Math.Max(0, head.Length - 6)..];
        for (var i = reach.Length - 1; i >= 0; i--)
        {
            if (reach[i] is '您' or '你' or '他' or '她' or '户' or '方' or '谁' or '们' && IsSubject(reach, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSubject(ReadOnlySpan<char> reach, int i)
    {
        if (reach[i] == '们')
        {
            return i > 0 && reach[i - 1] is '他' or '她' or '你' or '您' && IsSubject(reach, i - 1);
        }

        if (reach[i] == '户')
        {
            return i > 0 && reach[i - 1] == '客';
        }

        if (reach[i] == '方')
        {
            return i > 0 && reach[i - 1] == '对';
        }

        // 「跟你说」「给你讲」「和你说」「告诉你」: the speaker himself is the one who says it.
        return i == 0 || reach[i - 1] is not ('跟' or '给' or '和' or '对' or '与' or '同' or '向' or '诉' or '听' or '替' or '把' or '帮' or '叫' or '让' or '请');
    }

    /// <summary>「你说你……」「你说说」「你说我……」 reproach, they do not report; 「您说」 does.</summary>
    private static bool IsAddressed(ReadOnlySpan<char> tail, string verb, ReadOnlySpan<char> head)
    {
        if (verb != "说" && verb != "讲")
        {
            return verb == "问" && tail.Length > 0 && tail[0] == '题';
        }

        var bySecondPerson = head.Length > 0 && head[^1] == '你';
        return bySecondPerson && (tail.Length == 0 || tail[0] is '你' or '说' or '要' or '怎' || (tail[0] == '我' && (tail.Length < 2 || tail[1] != '们')));
    }

    private static int ClauseStart(NormalisedText text, int position)
    {
        var start = position;
        while (start > 0 && text[start - 1] is not (NormalisedText.SentenceEnd or NormalisedText.ClauseMark))
        {
            start--;
        }

        return start;
    }
}
