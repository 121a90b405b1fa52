using NodaTime;

namespace Daylight.Gate;

/// <summary>When at least one of some rules is in force. Outside of that nothing is permitted: no law there has been read.</summary>
internal sealed class InForce
{
    private readonly (Instant From, Instant? To)[] stretches;

    public InForce(IEnumerable<RuleJudge> judges)
    {
        var merged = new List<(Instant From, Instant? To)>();
        foreach (var (from, to) in judges.Select(j => j.Dates).OrderBy(d => d.From))
            if (merged.Count > 0 && !(merged[^1].To < from)) merged[^1] = (merged[^1].From, Instants.Later(merged[^1].To, to));
            else merged.Add((from, to));
        stretches = [.. merged];
    }

    /// <summary>Whether any is in force, until when, or else from when.</summary>
    public Standing At(Instant t)
    {
        foreach (var (from, to) in stretches)
        {
            if (to <= t) continue;
            return from <= t ? new(true, to) : new(false, from);
        }
        return new(false, null);
    }
}
