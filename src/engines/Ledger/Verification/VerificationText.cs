using System.Text;

namespace Daylight.Ledger;

/// <summary>A report as lines a person reads: Chinese and English for every check, then the verdict.</summary>
public static class VerificationText
{
    /// <summary>Renders a report.</summary>
    public static string Render(VerificationReport report)
    {
        var text = new StringBuilder();
        foreach (var check in report.Checks)
        {
            var mark = Mark(check.Status);
            text.Append($"[{mark.Zh} {mark.En}] {check.Id}\n    {check.Text.Zh}\n    {check.Text.En}\n");
        }

        var verdict = Verdict(report.Verdict);
        return text.Append($"\n{verdict.Zh}\n{verdict.En}\n").ToString();
    }

    /// <summary>The verdict as a sentence.</summary>
    public static Wording Verdict(BundleVerdict verdict) => verdict switch
    {
        BundleVerdict.Ok => new("结论：核验通过。所列“未核验”各项除外。", "Verdict: verified, except for what is listed as not checked."),
        BundleVerdict.Tampered => new("结论：已被改动，或签名不被认可。不应采信。", "Verdict: tampered with, or not signed by an accepted key. Do not rely on it."),
        BundleVerdict.Incomplete => new("结论：所有内容真实未改，但不完整。", "Verdict: what is here is genuine, but it is not complete."),
        BundleVerdict.Malformed => new("结论：不能读取为证据包。", "Verdict: this can not be read as an evidence bundle."),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static Wording Mark(CheckStatus status) => status switch
    {
        CheckStatus.Passed => new("通过", "passed"),
        CheckStatus.Failed => new("失败", "failed"),
        CheckStatus.NotChecked => new("未核验", "not checked"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
