using System.Globalization;

namespace Daylight.Ledger.Bundles;

/// <summary>Counts what is in a bundle and says what follows from it for a court. It claims nothing that the verifiers do not check.</summary>
internal sealed class BundleFindings
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private static readonly Dictionary<string, string> Acts = new(StringComparer.Ordinal)
    {
        ["alert.acknowledged"] = "确认预警", ["bundle.exported"] = "导出证据包", ["case.assigned"] = "分派案件", ["case.close"] = "案件结束", ["case.reopen"] = "案件重启",
        ["case.opened"] = "案件建立", ["conversation.read"] = "查看会话", ["case.snapshot"] = "案件快照", ["contact.decided"] = "触达判定", ["contact.fact"] = "登记事实",
        ["contact.outcome"] = "触达结果", ["conversation.closed"] = "会话结束", ["conversation.imported"] = "会话导入", ["conversation.opened"] = "会话开始",
        ["conversation.utterances"] = "会话内容", ["exhibit.opened"] = "查看原文", ["finding.raised"] = "质检发现", ["message.sent"] = "发出消息",
        ["person.unmask"] = "查看个人信息", ["review.decided"] = "复核结论", ["score.given"] = "质检评分", ["subject.erased"] = "个人信息删除",
        ["subject.released"] = "解除限制处理", ["subject.restricted"] = "限制处理",
    };

    private readonly BundleParts _parts;
    private readonly NoteVerifier _log;
    private readonly Checkpoint _checkpoint;
    private readonly List<(BundleEntry Entry, EntryLeaf? Leaf)> _entries;

    public BundleFindings(BundleParts parts, NoteVerifier log)
    {
        _parts = parts;
        _log = log;
        _checkpoint = Checkpoint.Parse(parts.Checkpoint.Text);
        _entries = [.. parts.Entries.OrderBy(entry => entry.Index).Select(entry => (entry, BundleHistories.TryParse(entry.Leaf.Span)))];
    }

    public BundleReport Report() => new(
        "电子证据核验报告", Facts(), Answers(), [.. _entries.Take(BundleReport.EntriesMax).Select(Line)], _entries.Count, NotProven);

    private static IReadOnlyList<string> NotProven { get; } =
    [
        "内容真实：账本只证明写入之后未变，不证明写入之前属实。",
        "没有遗漏：应记而未记之事，账本不知道，须与通话清单、短信网关等外部记录核对。",
        "人物对应：账目中只有随机代号，代号与自然人的对应关系须另行举证。",
        "拍摄地点与设备：除账目中的保证等级另有说明外，不作证明。",
        "准确时间：账目时间来自服务器时钟；没有可信时间戳或见证人签名时，不主张某时已存在。",
    ];

    private List<EntryLeaf> OfCase => [.. _entries.Select(entry => entry.Leaf).OfType<EntryLeaf>().Where(leaf => leaf.CaseId == _parts.CaseId)];

    private List<ReportFact> Facts() =>
    [
        new("账本运营方", _parts.Operator),
        new("案件编号（随机编号，不含个人信息）", _parts.CaseId),
        new("出具目的", _parts.Purpose),
        new("导出时间（运营方时钟，北京时间）", Local(_parts.Created)),
        new("出具软件", _parts.Software),
        new("账本名称", _checkpoint.Origin),
        new("检查点账目数", StrictText.Decimal(_checkpoint.Size)),
        new("检查点根哈希（SHA-256）", _checkpoint.Root.ToBase64()),
        new("账本公钥", _log.ToString()),
        new("本包账目数", StrictText.Decimal(_entries.Count)),
        new("本包原文", Payloads()),
    ];

    private List<ReportAnswer> Answers() =>
    [
        Independence(),
        new(
            "系统运行环境是否正常、清洁？", "《最高人民法院关于民事诉讼证据的若干规定》第九十三条第一款第一至三项；《人民法院在线诉讼规则》第十七条第三项",
            $"出具软件为 {_parts.Software}。账本每次写入后重算哈希树并签名；本包所含 {_entries.Count} 条账目均附有通向签名检查点的证明。",
            "checkpoint、proofs/", "本包不证明当时服务器与采集设备的运行状况；可向运营方调取账本自检记录（ledger.verified 账目）。"),
        Authorship(),
        Originality(),
        Completeness(),
        Custody(),
        new(
            "提取过程能否重复？", "《最高人民法院关于互联网法院审理案件若干问题的规定》第十一条第二款第四项",
            "能。同一案件在同一检查点之下导出的文件逐字节相同（加密交付的除外）；README.zh-CN.md 列有用 sha256sum 与 openssl 逐项复核的命令，另附两个独立的核验程序。",
            "README.zh-CN.md、verify.html、verify.py", ""),
        new(
            "是否有其他证据印证？", "《人民法院在线诉讼规则》第十八条",
            "本包只含账本自身的记录，不含第三方记录。账目中的编号与时间可用于与通话清单、短信网关回执、对方留存的副本比对。",
            "entries/", "是否印证，须由第三方记录说明。"),
        Lawfulness(),
    ];

    private ReportAnswer Independence()
    {
        var policy = TryPolicy();
        var witnesses = policy is null || policy.RequiresNoWitness
            ? "核验策略没有要求见证人，也没有第三方签名"
            : policy.Evaluate(_parts.Checkpoint) switch
            {
                PolicyOutcome.Accepted accepted =>
                    $"检查点由见证人 {Names(accepted.Cosigned)} 签名：见证人各自运营，只在看到账本仅有增加之后才签名",
                PolicyOutcome.QuorumMissing { Cosigned.Count: > 0 } few =>
                    $"核验策略要求的见证人签名不足：{Names(few.Cosigned)} 已签名，尚缺 {Names(few.Missing)}，没有足够的第三方证明账本未曾分叉",
                PolicyOutcome.QuorumMissing none => $"核验策略要求见证人 {Names(none.Missing)} 签名，但均未签名，没有第三方证明账本未曾分叉",
                PolicyOutcome.Rejected => "检查点不被核验策略认可",
                _ => throw new InvalidOperationException("An outcome is one of the above."),
            };
        return new(
            "系统由谁运营，是否独立？", "《人民法院在线诉讼规则》第十七条第二项；《最高人民法院关于民事诉讼证据的若干规定》第九十四条第一款第二项",
            $"账本由 {_parts.Operator} 运营，名称为 {_checkpoint.Origin}。{witnesses}。",
            "policy.txt、checkpoint", "运营方若为本案当事人，则账本本身不具中立第三方地位；公钥属于谁，须以其他途径核对。");
    }

    private static string Names(IEnumerable<PolicyWitness> witnesses) => string.Join("、", witnesses.Select(witness => witness.Name));

    private ReportAnswer Authorship()
    {
        var operators = Distinct(leaf => leaf.Operator);
        var devices = Distinct(leaf => leaf.Device);
        var times = OfCase.Select(leaf => leaf.Received).ToList();
        var span = times.Count == 0 ? "本包没有本案账目" : $"服务器收到的时间自 {Local(times.Min())} 至 {Local(times.Max())}（北京时间）";
        return new(
            "由谁、用什么、在何时形成？", "《最高人民法院关于互联网法院审理案件若干问题的规定》第十一条第二款第一、二项；《中华人民共和国电子签名法》第八条",
            $"本案账目载有操作者代号 {operators} 个、设备密钥 {devices} 个；{span}。{(_parts.Stamps.Count == 0 ? "没有可信时间戳" : $"另有可信时间戳 {_parts.Stamps.Count} 枚，盖在较早或当前的检查点上，见 tsa/")}。",
            "entries/ 中的 op、dev、tr、tc，tsa/", "代号对应的自然人、设备的实际持有人以及服务器时钟的准确性，须另行举证。");
    }

    private ReportAnswer Originality() => new(
        "是否为原件，内容有无改动？", "《人民法院在线诉讼规则》第十二条、第十三条、第十六条；《中华人民共和国电子签名法》第五条",
        $"{Payloads()}。每份原文与其账目中的 SHA-256 与 SM3 承诺逐字节对应，未经转码；账目自写入起未变，由检查点签名与哈希树证明。",
        "payload/、entries/ 中的 c 与 c3、proofs/、checkpoint", "写入之前的内容是否属实，不在证明之列。");

    private ReportAnswer Completeness()
    {
        const string Law = "《最高人民法院关于互联网法院审理案件若干问题的规定》第十一条第二款第五项";
        var snapshot = _entries.Find(entry => entry.Entry.Index == _parts.SnapshotIndex).Leaf;
        return snapshot is null || new LeafObject(snapshot.Details).Number("count") is not { } count
            ? new("有无增加、删减？", Law, "本包没有案件快照，不能说明已记录的账目全部在此。", "", "本案账目是否齐全，本包不作证明。")
            : new(
                "有无增加、删减？", Law,
                $"账本第 {_parts.SnapshotIndex} 条账目为本案快照，载明此前本案共 {count} 条账目及其哈希树根；包内账目的条数、首尾相连的顺序与根均可据此核对。",
                "case/completeness.json、entries/ 中的 prev", "快照只说明已记录的都在此，不说明应记的都已记录。");
    }

    private ReportAnswer Custody()
    {
        var acts = _entries.Select(entry => entry.Leaf).OfType<EntryLeaf>().Where(leaf => BundleHistories.IsCustody(leaf, _parts.CaseId)).GroupBy(leaf => leaf.Act, StringComparer.Ordinal).OrderBy(act => act.Key, StringComparer.Ordinal)
            .Select(act => $"{ActName(act.Key)} {act.Count()} 次").ToList();
        return new(
            "形成之后谁接触过？", "《最高人民法院关于民事诉讼证据的若干规定》第九十三条第一款第四、六项",
            acts.Count == 0 ? "账本没有查阅、导出或处置本案证据的记录。" : $"账本载有：{string.Join("，", acts)}。每次均为一条账目，附证明。",
            "custody/readings.jsonl、keys/history.jsonl、consistency/", "绕过本系统的接触不在记录之列。");
    }

    private ReportAnswer Lawfulness()
    {
        var decided = OfCase.Count(leaf => leaf.Act == "contact.decided");
        var rules = OfCase.Where(leaf => leaf.Act == "contact.decided").Select(leaf => leaf.RuleSet).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        return new(
            "取得过程是否合法？", "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第一百零六条；《中华人民共和国个人信息保护法》第二十九条",
            decided == 0 ? "本包没有触达判定账目。" : $"本案有 {decided} 次触达经规则判定并入账，涉及 {rules} 个规则版本；每条账目的 rule 指明当时适用的规则。",
            "entries/ 中的 act、rule", "告知与同意是否有效，须结合原文判断。");
    }

    private int Distinct(Func<EntryLeaf, string?> of) => OfCase.Select(of).OfType<string>().Distinct(StringComparer.Ordinal).Count();

    private string Payloads()
    {
        var clear = _parts.Entries.Count(entry => entry.Payload is BundlePayload.Clear);
        var encrypted = _parts.Entries.Count(entry => entry.Payload is BundlePayload.Encrypted);
        var withheld = _entries.Count(entry => entry.Leaf?.Payload is not null && entry.Entry.Payload is null);
        return $"明文交付 {clear} 份，加密交付 {encrypted} 份，未交付 {withheld} 份";
    }

    private ReportEntry Line((BundleEntry Entry, EntryLeaf? Leaf) entry) => new(
        StrictText.Decimal(entry.Entry.Index),
        entry.Leaf is null ? "" : Local(entry.Leaf.Received),
        entry.Leaf is null ? "不能读取" : ActName(entry.Leaf.Act),
        entry.Leaf?.Operator ?? "",
        entry.Entry.Payload switch
        {
            BundlePayload.Clear => "明文",
            BundlePayload.Encrypted => "加密",
            _ => entry.Leaf?.Payload is null ? "" : "未交付",
        });

    private TlogPolicy? TryPolicy()
    {
        try
        {
            return TlogPolicy.Parse(_parts.Policy);
        }
        catch (LedgerFormatException)
        {
            return null;
        }
    }

    private static string ActName(string act) => Acts.TryGetValue(act, out var name) ? name : act;

    private static string Local(DateTimeOffset at) => at.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
