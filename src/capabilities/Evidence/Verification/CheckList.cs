using Daylight.Platform;

namespace Daylight.Evidence;

/// <summary>Collects the outcome of the checks; of each, the first places where it failed.</summary>
internal sealed class CheckList(bool deep)
{
    private const int PlacesMax = 5;

    private static readonly (string Id, string Zh, string En)[] All =
    [
        ("checkpoint", "检查点由本机构日志密钥签名，且与数据库一致", "the checkpoint is signed by the log's key and agrees with the database"),
        ("indices", "条目序号连续，无缺号", "entry indices are contiguous"),
        ("entries", "数据库条目与日志文件逐字节一致，叶哈希正确", "database entries agree byte for byte with the log's files, leaf hashes are right"),
        ("tiles", "哈希瓦片与条目一致，树根等于已签名的树根", "hash tiles follow from the entries and give the signed root"),
        ("chains", "同一案件的条目首尾相接", "entries of each case name the one before"),
        ("time-stamps", "时间戳机构签发的时间戳有效，且对应本账本的检查点", "the authorities' time stamps hold and are for checkpoints of this ledger"),
        ("witnesses", "见证方的副署有效，且对应本账本的检查点", "the witnesses' cosignatures hold and are for checkpoints of this ledger"),
        ("exhibits", "每份密封材料均可解封且内容与承诺值一致；已依法擦除者，密文与擦除记录俱在", "every exhibit opens and agrees with its commitment; of erased people the sealed bytes and the entry of the erasure are there"),
    ];

    private readonly Dictionary<string, List<string>> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CheckView> _remarks = new(StringComparer.Ordinal);

    public bool Ok => _failures.Count == 0;

    public void Fail(string id, string place)
    {
        if (!_failures.TryGetValue(id, out var places))
        {
            _failures[id] = places = [];
        }

        if (places.Count < PlacesMax && !places.Contains(place))
        {
            places.Add(place);
        }
    }

    /// <summary>Says that a check had nothing to look at, and why.</summary>
    public void NotChecked(string id, Bilingual why) => _remarks[id] = new CheckView(id, "not-checked", why);

    /// <summary>Says more about a check that passes.</summary>
    public void Passed(string id, Bilingual what) => _remarks[id] = new CheckView(id, "passed", what);

    public IReadOnlyList<CheckView> Views() =>
    [
        .. All.Select(check => _failures.TryGetValue(check.Id, out var places)
            ? new CheckView(check.Id, "failed", new Bilingual($"{check.Zh}：不通过。{string.Join("；", places)}", $"{check.En}: failed. {string.Join("; ", places)}"))
            : _remarks.TryGetValue(check.Id, out var remark) ? remark with { Text = new Bilingual($"{check.Zh}：{remark.Text.Zh}", $"{check.En}: {remark.Text.En}") }
            : check.Id == "exhibits" && !deep
                ? new CheckView(check.Id, "not-checked", new Bilingual($"{check.Zh}：未检查（仅深度核验检查）", $"{check.En}: not checked (deep verification only)"))
                : new CheckView(check.Id, "passed", new Bilingual(check.Zh, check.En))),
    ];
}
