namespace Daylight.Inspection;

/// <summary>
/// Finds the parts of a text in which its writer repeats the words of others: in marks beside a verb of saying
/// (她骂他“…”, “…”一词), after somebody else's verb of saying (有人说…, 被骂作…), and after a call not to abuse (别再嘲笑…).
/// Reads the text as a detector does. What the writer says himself (我说“…”) and marks of irony (这些“精英”) stay his own.
/// </summary>
internal static class BorrowedWords
{
    private const int PartLengthMax = 120;
    private const int CitingReach = 8;
    private const int SayerReach = 8;
    private const int AppealReach = 3;

    private const string ClauseEnds = ",，;；。.!?！？…\n";
    private const string SentenceEnds = "。!?！？\n";

    private static readonly string[] Citing =
        ["说", "骂", "喊", "叫", "称", "吼", "写", "问", "念", "嚷", "复述", "留言", "比如", "例如", "诸如", "使用", "用", "标注", "提到", "转发", "评论", "这句", "那句", "一句", "把"];

    private static readonly string[] CitingAfter =
        ["一词", "这个词", "这词", "这种词", "这两个字", "这句话", "这种话", "这样的话", "之类的话", "的说法", "这种说法", "这个说法", "这种称呼", "的称呼", "这个标签", "的标签",
         "是什么意思", "是谣言", "是骂人", "是偏见", "是歧视", "是贬义", "是二十年前", "是个段子", "等词", "等字眼", "标注为", "这种笑话"];

    private static readonly string[] FirstPerson =
        ["我", "我们", "咱", "咱们", "我就", "我也", "我想", "我要", "我还", "我只", "我再", "我能", "我敢", "想", "要", "只能", "不得不"];

    private static readonly string[] SayingVerbs = ["辱骂", "骂", "说", "喊", "称呼", "嘲笑", "讽刺", "吼", "叫"];

    private static readonly string[] Sayers =
        ["他", "她", "有人", "别人", "人家", "人们", "网友", "对方", "客户", "些人", "多人", "老板", "领导", "同事", "同学", "老师", "邻居", "路人", "大家", "家长", "被告", "员", "的人", "朋友", "亲戚", "妈", "爸", "上司", "教练"];

    private static readonly string[] Approving = ["得", "的", "明", "实话", "白了", "法", "到底", "服", "完", "起来", "话", "不", "好", "过头", "真", "对", "出了", "句", "人", "来"];

    private static readonly string[] Objects = ["我们", "他们", "她们", "你们", "咱们", "人家", "我", "他", "她", "你", "您", "自己"];

    private static readonly string[] Links = ["是个", "是", "作", "成", "为", "做", "了", "着", "道", "什么", ":", "：", "一句", "句"];

    private static readonly string[] Appeals = ["不要", "别", "请勿", "不应该", "不应", "不该", "不能", "不许", "停止", "反对", "拒绝", "禁止", "抵制", "谴责", "不准", "杜绝"];

    private static readonly string[] AbusingVerbs = ["歧视", "辱骂", "侮辱", "嘲笑", "称呼", "骂", "污名化", "丑化", "黑化", "抹黑", "取笑", "羞辱", "喊", "叫"];

    /// <summary>The parts, in order, none overlapping another.</summary>
    internal static List<(int Start, int End)> Find(ReadOnlySpan<char> text)
    {
        List<(int Start, int End)> found = [];
        var at = 0;
        while (at < text.Length)
        {
            if (PartAt(text, at) is { } part)
            {
                found.Add(part);
                at = part.End;
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    private static (int Start, int End)? PartAt(ReadOnlySpan<char> text, int at)
    {
        if (QuotationMarks.Openings.Contains(text[at], StringComparison.Ordinal))
        {
            return InMarks(text, at);
        }

        return Verb(text, at, AbusingVerbs) is { } abusing && IsAppeal(text, at) ? Rest(text, at + abusing.Length)
            : Verb(text, at, SayingVerbs) is { } saying ? Reported(text, at, saying)
            : null;
    }

    private static (int Start, int End)? InMarks(ReadOnlySpan<char> text, int open)
    {
        var length = text[(open + 1)..].IndexOf(QuotationMarks.Closing(text[open]));
        if (length is < 1 or > PartLengthMax)
        {
            return null;
        }

        var close = open + 1 + length;
        return IsCitedBefore(text, open) || StartsWithAny(text[(close + 1)..], CitingAfter) ? (open + 1, close) : null;
    }

    private static bool IsCitedBefore(ReadOnlySpan<char> text, int open)
    {
        var before = Behind(text, open, CitingReach, SentenceEnds);
        foreach (var word in Citing)
        {
            var at = before.LastIndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && !EndsWithAny(before[..at], FirstPerson))
            {
                return true;
            }
        }

        return false;
    }

    private static (int Start, int End)? Reported(ReadOnlySpan<char> text, int at, string verb)
    {
        var tail = text[(at + verb.Length)..];
        if (StartsWithAny(tail, Approving))
        {
            return null;
        }

        var before = Behind(text, at, SayerReach, ClauseEnds);
        var isPassive = before.Contains('被');
        var isTold = verb is "骂" or "辱骂" or "嘲笑" && !before.EndsWith('我') && tail.StartsWith('我');
        return isPassive || isTold || HasSayer(before) ? Rest(text, at + verb.Length) : null;
    }

    /// <summary>Somebody else is named, and no first or second person stands between them and the verb.</summary>
    private static bool HasSayer(ReadOnlySpan<char> before)
    {
        foreach (var sayer in Sayers)
        {
            var at = before.LastIndexOf(sayer, StringComparison.Ordinal);
            if (at >= 0 && before[(at + sayer.Length)..].IndexOfAny('我', '你', '您') is var person && (person < 0 || IsHearer(before, at + sayer.Length + person)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>他对我说, 有人跟我讲: the first person only listens.</summary>
    private static bool IsHearer(ReadOnlySpan<char> before, int person) => person > 0 && before[person - 1] is '对' or '跟' or '和' or '朝' or '冲' or '向' or '给';

    private static bool IsAppeal(ReadOnlySpan<char> text, int at)
    {
        var before = Behind(text, at, AppealReach + 3, ClauseEnds);
        foreach (var appeal in Appeals)
        {
            var start = before.LastIndexOf(appeal, StringComparison.Ordinal);
            if (start >= 0 && before.Length - start - appeal.Length <= AppealReach)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>From a place to the end of the clause, without whom the words were said to and what links them.</summary>
    private static (int Start, int End)? Rest(ReadOnlySpan<char> text, int start)
    {
        start += LengthOfAny(text[start..], Objects);
        start += LengthOfAny(text[start..], Links);
        var length = text[start..Math.Min(text.Length, start + PartLengthMax)].IndexOfAny(ClauseEnds + QuotationMarks.Openings);
        var end = length < 0 ? Math.Min(text.Length, start + PartLengthMax) : start + length;
        return end > start ? (start, end) : null;
    }

    private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> text, int at, int reach, string ends)
    {
        var before = text[Math.Max(0, at - reach)..at];
        return before[(before.LastIndexOfAny(ends) + 1)..];
    }

    private static string? Verb(ReadOnlySpan<char> text, int at, string[] verbs)
    {
        foreach (var verb in verbs)
        {
            if (text[at..].StartsWith(verb, StringComparison.Ordinal))
            {
                return verb;
            }
        }

        return null;
    }

    private static int LengthOfAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return word.Length;
            }
        }

        return 0;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] words) => LengthOfAny(text, words) > 0;

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.EndsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
