namespace Daylight.Inspection;

/// <summary>
/// Holds back findings of categories that the rulebook wants confirmed, until the condition of the category has held somewhere in the
/// conversation; what is not confirmed by its end is never written.
/// </summary>
internal sealed class FindingConfirmations
{
    private readonly Dictionary<string, Waiting> open = new(StringComparer.Ordinal);

    internal FindingConfirmations(IReadOnlyDictionary<string, Condition> conditions, WatchSetting setting)
    {
        foreach (var (category, condition) in conditions)
        {
            open[category] = new Waiting(condition.Begin(setting));
        }
    }

    /// <summary>Takes a finding: it is written now, or waits.</summary>
    internal void Report(Rule rule, Finding finding, ref List<Finding>? findings)
    {
        if (!rule.IsConfirmed && open.TryGetValue(rule.Card.Category, out var waiting))
        {
            waiting.Findings.Add(finding);
            return;
        }

        findings ??= [];
        findings.Add(finding);
    }

    /// <summary>Takes the next utterance; adds the findings that it confirms.</summary>
    internal void Observe(in Moment now, InspectionScratch scratch, ref List<Finding>? findings)
    {
        foreach (var (category, waiting) in open)
        {
            scratch.Found.Clear();
            waiting.Watch.Observe(now, scratch.Hits, scratch.Found);
            Release(category, waiting, scratch.Found, ref findings);
        }
    }

    /// <summary>The conversation has ended; adds the findings that only that confirms.</summary>
    internal void Close(in Ending ending, List<Hit> hits, ref List<Finding>? findings)
    {
        foreach (var (category, waiting) in open)
        {
            hits.Clear();
            waiting.Watch.Close(ending, hits);
            Release(category, waiting, hits, ref findings);
        }
    }

    private void Release(string category, Waiting waiting, List<Hit> hits, ref List<Finding>? findings)
    {
        if (hits.Count == 0)
        {
            return;
        }

        open.Remove(category); // A dictionary may lose keys while it is walked through.
        if (waiting.Findings.Count > 0)
        {
            findings ??= [];
            findings.AddRange(waiting.Findings);
        }
    }

    private sealed record Waiting(Watch Watch)
    {
        public List<Finding> Findings { get; } = [];
    }
}
