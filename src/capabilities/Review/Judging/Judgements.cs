using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>Puts what a model said, or that nobody has said anything, beside the findings of rules that ask one.</summary>
internal sealed class Judgements(KeyRing keys)
{
    /// <summary>The findings with their judgements, in the same order.</summary>
    /// <param name="session">The reading.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="findings">As their rows say.</param>
    /// <param name="restricted">The people whose data is shown to nobody.</param>
    public List<FindingView> With(Session session, string institutionId, IReadOnlyList<FindingView> findings, IReadOnlySet<string> restricted)
    {
        var known = JudgementStore.FindAll(session, institutionId, [.. findings.Select(finding => finding.Id)]).ToDictionary(row => row.FindingId, StringComparer.Ordinal);
        return [.. findings.Select(finding => known.TryGetValue(finding.Id, out var row) ? finding with { Judgement = View(session, row, restricted) } : finding)];
    }

    private JudgementView View(Session session, JudgementRow row, IReadOnlySet<string> restricted)
    {
        var words = JudgementWords.Open(keys, session, row, restricted);
        return new JudgementView(
            row.Status,
            row.Ask,
            row.OnNo,
            row.Verdict,
            words?.Quote,
            words?.Reason,
            row.Model,
            row.PromptHash,
            row.TokensIn,
            row.TokensOut,
            row.DurationMs,
            row.CostMicros is { } cost && row.Currency is { Length: > 0 } currency ? new JudgeCost(cost, currency) : null,
            row.Problem,
            JudgeErrors.Sentence(row.Problem),
            UtcMicros.ToInstant(row.EndedAt));
    }
}
