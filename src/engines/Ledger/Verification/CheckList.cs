namespace Daylight.Ledger.Verification;

/// <summary>Collects checks in the order they are made.</summary>
internal sealed class CheckList
{
    private readonly List<BundleCheck> _checks = [];

    public IReadOnlyList<BundleCheck> Checks => _checks;

    public void Pass(string id, string zh, string en) => _checks.Add(new BundleCheck(id, CheckStatus.Passed, new Wording(zh, en)));

    public void NotChecked(string id, string zh, string en) => _checks.Add(new BundleCheck(id, CheckStatus.NotChecked, new Wording(zh, en)));

    public void Fail(string id, BundleVerdict consequence, string zh, string en) => Fail(id, consequence, new Wording(zh, en), places: 1);

    /// <summary>Fails with the first problems found, or passes if there is none.</summary>
    public void Conclude(string id, IReadOnlyList<Problem> problems, string zh, string en)
    {
        if (problems.Count == 0)
        {
            Pass(id, zh, en);
            return;
        }

        // A few places are enough to look at; thousands would hide the rest of the report.
        const int Shown = 5;
        var shown = problems.Take(Shown).ToList();
        var more = problems.Count - shown.Count;
        Fail(
            id,
            problems.Any(p => p.Consequence == BundleVerdict.Tampered) ? BundleVerdict.Tampered : problems[0].Consequence,
            new Wording(
                string.Join("；", shown.Select(p => p.Text.Zh)) + (more > 0 ? $"；另有 {more} 处" : ""),
                string.Join("; ", shown.Select(p => p.Text.En)) + (more > 0 ? $"; and {more} more" : "")),
            problems.Count);
    }

    private void Fail(string id, BundleVerdict consequence, Wording text, int places) =>
        _checks.Add(new BundleCheck(id, CheckStatus.Failed, text, consequence, places));
}

/// <summary>One place where a check does not hold.</summary>
internal sealed record Problem(BundleVerdict Consequence, Wording Text)
{
    public static Problem Tampered(string zh, string en) => new(BundleVerdict.Tampered, new Wording(zh, en));

    public static Problem Malformed(string zh, string en) => new(BundleVerdict.Malformed, new Wording(zh, en));

    public static Problem Incomplete(string zh, string en) => new(BundleVerdict.Incomplete, new Wording(zh, en));
}
