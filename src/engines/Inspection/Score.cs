namespace Daylight.Inspection;

/// <summary>Points one rule took from a score.</summary>
public sealed record Deduction(string Rule, double Points);

/// <summary>The quality score of one conversation: 100 less the deductions; a fatal item makes it 0.</summary>
public sealed record Score(double Points, IReadOnlyList<Deduction> Deductions, string Rulebook, bool Fatal)
{
    /// <summary>The score of a conversation from its findings.</summary>
    public static Score From(IReadOnlyList<Finding> findings, Rulebook rulebook)
    {
        var deductions = findings.GroupBy(f => f.Rule).Select(g => new Deduction(g.Key, g.Sum(f => f.Points))).ToList();
        var fatal = findings.Any(f => f.Fatal);
        return new Score(fatal ? 0 : Math.Max(0, 100 - deductions.Sum(d => d.Points)), deductions, rulebook.Hash, fatal);
    }
}
