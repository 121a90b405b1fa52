namespace Daylight.Inspection;

/// <summary>Points one rule took from a score, after the cap of its category.</summary>
public sealed record Deduction(string Rule, double Points);

/// <summary>The quality score of one conversation: 100 less the deductions, never below 0; a fatal item makes it 0.</summary>
public sealed record Score(double Points, IReadOnlyList<Deduction> Deductions, string Rulebook, bool Fatal)
{
    /// <summary>What a conversation without findings gets.</summary>
    public const double Full = 100;

    /// <summary>The score of one conversation from all its findings, by the points and caps of the rulebook.</summary>
    public static Score From(IReadOnlyList<Finding> findings, Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(rulebook);
        var taken = new Dictionary<string, double>(StringComparer.Ordinal);
        var byRule = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var cap = rulebook.Caps.GetValueOrDefault(finding.Category, Full);
            var before = taken.GetValueOrDefault(finding.Category);
            var points = Math.Max(0, Math.Min(finding.Points, cap - before));
            taken[finding.Category] = before + points;
            byRule[finding.Rule] = byRule.GetValueOrDefault(finding.Rule) + points;
        }

        var deductions = byRule.Where(r => r.Value > 0).Select(r => new Deduction(r.Key, r.Value)).ToArray();
        var fatal = findings.Any(f => f.Fatal);
        return new Score(fatal ? 0 : Math.Max(0, Full - deductions.Sum(d => d.Points)), deductions, rulebook.Hash, fatal);
    }
}
