using System.Collections.Frozen;
using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>
/// What the result codes of dialers mean. An institution may map codes of its own over these. Where a code says only that the
/// call was answered, it counts as an effective talk: the stricter reading.
/// </summary>
internal static class ResultCodes
{
    private static readonly FrozenDictionary<string, string> Usual = Make();

    /// <summary>The outcome's word of a code; null if nobody knows it. An outcome's own word is a code too.</summary>
    public static string? OutcomeOf(string code, IReadOnlyDictionary<string, string> own)
    {
        var key = Key(code);
        if (own.TryGetValue(key, out var mapped) || Usual.TryGetValue(key, out mapped))
        {
            return mapped;
        }

        var word = code.Trim().ToLowerInvariant();
        return Words.TryRead<Outcome>(word, out _) ? word : null;
    }

    /// <summary>The known code that looks most like an unknown one.</summary>
    public static string Proposal(string code, IReadOnlyDictionary<string, string> own)
    {
        var key = Key(code);
        var (near, outcome) = Usual.Concat(own).MinBy(known => (Distance(key, known.Key), known.Key));
        return $"{near} ({outcome})";
    }

    /// <summary>Codes are compared without case, spaces, hyphens and underscores.</summary>
    public static string Key(string code) => string.Concat(code.Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '_'))).ToUpperInvariant();

    private static FrozenDictionary<string, string> Make()
    {
        Dictionary<string, string> codes = new(StringComparer.Ordinal);
        void Map(string outcome, params string[] names)
        {
            foreach (var name in names)
            {
                codes[Key(name)] = outcome;
            }
        }

        Map("no-answer", "NA", "N", "NO ANSWER", "NOANSWER", "RNA", "RING NO ANSWER", "CANCEL", "TIMEOUT", "无人接听", "未接", "未接通", "关机", "无法接通", "拒接");
        Map("busy", "B", "AB", "BUSY", "CONGESTION", "占线", "忙线", "正忙", "用户忙");
        Map("not-in-service", "DC", "ADC", "DISCONNECTED", "INVALID", "INVALID NUMBER", "SIT", "空号", "停机", "错号", "号码不存在", "暂停服务");
        Map("dropped", "DROP", "PDROP", "XDROP", "ABANDON", "ABANDONED", "HANGUP", "挂断", "接通即挂", "秒挂");
        Map("voicemail", "A", "AA", "AM", "AL", "VM", "VOICEMAIL", "ANSWERING MACHINE", "MACHINE", "语音信箱", "留言");
        Map("conversation", "CONVERSATION", "TALKED", "WRONG PARTY", "CALLBK", "CALLBACK", "第三方接听", "他人接听");
        Map("effective-talk", "ANSWER", "ANSWERED", "CONNECTED", "RPC", "PTP", "PROMISE", "接通", "已接通", "有效通话", "本人接听", "承诺还款");
        Map("refused", "DNC", "REFUSED", "DO NOT CALL", "拒绝联系");
        Map("delivered", "DELIVRD", "DELIVERED", "SENT", "送达", "发送成功");
        Map("bounced", "UNDELIV", "UNDELIVERED", "REJECTD", "EXPIRED", "BOUNCED", "发送失败");
        Map("replied", "REPLIED", "已回复");
        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
