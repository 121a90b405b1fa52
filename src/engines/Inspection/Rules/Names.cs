namespace Daylight.Inspection;

/// <summary>How the closed sets are written in files.</summary>
internal static class Names
{
    internal static IReadOnlyDictionary<string, UtteranceRole> Roles { get; } = new Dictionary<string, UtteranceRole>(StringComparer.Ordinal)
    {
        ["staff"] = UtteranceRole.Staff,
        ["customer"] = UtteranceRole.Customer,
        ["thirdParty"] = UtteranceRole.ThirdParty,
        ["system"] = UtteranceRole.System,
    };

    internal static IReadOnlyDictionary<string, ConversationKind> Kinds { get; } = new Dictionary<string, ConversationKind>(StringComparer.Ordinal)
    {
        ["call"] = ConversationKind.Call,
        ["chat"] = ConversationKind.Chat,
        ["sms"] = ConversationKind.Sms,
        ["email"] = ConversationKind.Email,
        ["visit"] = ConversationKind.Visit,
    };

    /// <summary>How a conversation line may name its kind: as rules do, or by the policy language's channels, which tell more apart.</summary>
    internal static IReadOnlyDictionary<string, ConversationKind> Channels { get; } = new Dictionary<string, ConversationKind>(Kinds, StringComparer.Ordinal)
    {
        ["letter"] = ConversationKind.Email,
        ["im"] = ConversationKind.Chat,
        ["ai-call"] = ConversationKind.Call,
        ["prerecorded"] = ConversationKind.Call,
    };

    internal static IReadOnlyDictionary<string, ConversationDirection> Directions { get; } = new Dictionary<string, ConversationDirection>(StringComparer.Ordinal)
    {
        ["outbound"] = ConversationDirection.Outbound,
        ["inbound"] = ConversationDirection.Inbound,
    };

    internal static IReadOnlyDictionary<string, Severity> Severities { get; } = new Dictionary<string, Severity>(StringComparer.Ordinal)
    {
        ["critical"] = Severity.Critical,
        ["major"] = Severity.Major,
        ["minor"] = Severity.Minor,
    };

    internal static IReadOnlyDictionary<string, MessageAction> Actions { get; } = new Dictionary<string, MessageAction>(StringComparer.Ordinal)
    {
        ["none"] = MessageAction.None,
        ["warn"] = MessageAction.Warn,
        ["block"] = MessageAction.Block,
    };

    internal static IReadOnlyDictionary<string, JudgeNo> JudgeNos { get; } = new Dictionary<string, JudgeNo>(StringComparer.Ordinal)
    {
        ["lower"] = JudgeNo.Lower,
        ["dismiss"] = JudgeNo.Dismiss,
    };

    internal static IReadOnlyDictionary<string, Guard> Guards { get; } = new Dictionary<string, Guard>(StringComparer.Ordinal)
    {
        ["none"] = Guard.None,
        ["negation"] = Guard.Negation,
        ["denial"] = Guard.Denial,
        ["reported"] = Guard.Reported,
        ["quotation"] = Guard.Quotation,
    };

    internal static IReadOnlyDictionary<string, Beginning> Beginnings { get; } = new Dictionary<string, Beginning>(StringComparer.Ordinal)
    {
        ["turn"] = Beginning.Turn,
        ["sentence"] = Beginning.Sentence,
    };

    internal static IReadOnlyDictionary<string, UtteranceEventKind> EventKinds { get; } = new Dictionary<string, UtteranceEventKind>(StringComparer.Ordinal)
    {
        ["deleted"] = UtteranceEventKind.Deleted,
        ["recalled"] = UtteranceEventKind.Recalled,
        ["quoted"] = UtteranceEventKind.Quoted,
        ["redPacket"] = UtteranceEventKind.RedPacket,
        ["transfer"] = UtteranceEventKind.Transfer,
        ["card"] = UtteranceEventKind.Card,
        ["contactDeleted"] = UtteranceEventKind.ContactDeleted,
        ["screenshot"] = UtteranceEventKind.Screenshot,
    };

    internal static string InChinese(UtteranceEventKind kind) => kind switch
    {
        UtteranceEventKind.Deleted => "删除了消息",
        UtteranceEventKind.Recalled => "撤回了消息",
        UtteranceEventKind.Quoted => "引用了消息",
        UtteranceEventKind.RedPacket => "发了红包",
        UtteranceEventKind.Transfer => "转了账",
        UtteranceEventKind.Card => "推送了名片",
        UtteranceEventKind.ContactDeleted => "删除了联系人",
        UtteranceEventKind.Screenshot => "截了屏",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };

    internal static IReadOnlyDictionary<string, Scope> Scopes { get; } = new Dictionary<string, Scope>(StringComparer.Ordinal)
    {
        ["utterance"] = Scope.Utterance,
        ["sentence"] = Scope.Sentence,
    };

    internal static IReadOnlyDictionary<string, Scope> DetectorScopes { get; } = new Dictionary<string, Scope>(Scopes, StringComparer.Ordinal)
    {
        ["conversation"] = Scope.Conversation,
    };

    internal static IReadOnlyDictionary<string, EntityKind> EntityKinds { get; } = new Dictionary<string, EntityKind>(StringComparer.Ordinal)
    {
        ["idCard"] = EntityKind.IdCard,
        ["bankCard"] = EntityKind.BankCard,
        ["mobile"] = EntityKind.Mobile,
        ["landline"] = EntityKind.Landline,
        ["plate"] = EntityKind.Plate,
        ["creditCode"] = EntityKind.CreditCode,
        ["amount"] = EntityKind.Amount,
        ["date"] = EntityKind.Date,
        ["address"] = EntityKind.Address,
        ["qq"] = EntityKind.Qq,
        ["weChat"] = EntityKind.WeChat,
    };

    internal static IReadOnlyDictionary<string, Evasion> Evasions { get; } = new Dictionary<string, Evasion>(StringComparer.Ordinal)
    {
        ["width"] = Evasion.Width,
        ["forms"] = Evasion.Forms,
        ["symbols"] = Evasion.Symbols,
        ["traditional"] = Evasion.Traditional,
        ["repeats"] = Evasion.Repeats,
        ["inserted"] = Evasion.Inserted,
        ["lookAlikes"] = Evasion.LookAlikes,
        ["split"] = Evasion.Split,
        ["homophones"] = Evasion.Homophones,
        ["pinyin"] = Evasion.Pinyin,
        ["initials"] = Evasion.Initials,
    };

    private static readonly string[] EvasionsInChinese = ["全角", "变形字符", "夹杂符号", "繁体", "重复", "夹杂字母", "形近字", "拆字", "谐音", "拼音", "拼音首字母"];

    internal static string InChinese(Evasion evasion)
        => string.Join('、', Evasions.Values.Zip(EvasionsInChinese).Where(e => evasion.HasFlag(e.First)).Select(e => e.Second));

    internal static string InChinese(EntityKind kind) => kind switch
    {
        EntityKind.IdCard => "身份证号",
        EntityKind.BankCard => "银行卡号",
        EntityKind.Mobile => "手机号",
        EntityKind.Landline => "固定电话",
        EntityKind.Plate => "车牌号",
        EntityKind.CreditCode => "统一社会信用代码",
        EntityKind.Amount => "金额",
        EntityKind.Date => "日期",
        EntityKind.Address => "地址",
        EntityKind.Qq => "QQ号",
        EntityKind.WeChat => "微信号",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };

    /// <summary>What staff, customer and so on are called in a why sentence.</summary>
    internal static string InChinese(UtteranceRole role) => role switch
    {
        UtteranceRole.Staff => "催收员",
        UtteranceRole.Customer => "客户",
        UtteranceRole.ThirdParty => "第三方",
        UtteranceRole.System => "系统",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a role"),
    };

    /// <summary>How a value of a closed set is written.</summary>
    internal static string Of<T>(IReadOnlyDictionary<string, T> names, T value)
        where T : struct
        => names.First(n => EqualityComparer<T>.Default.Equals(n.Value, value)).Key;
}
