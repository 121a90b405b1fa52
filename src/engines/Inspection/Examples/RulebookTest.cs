namespace Daylight.Inspection;

/// <summary>One example of one rule and how it went.</summary>
public sealed record ExampleResult(string Rule, int Line, bool MustHit, bool Passed, string Detail);

/// <summary>How the examples of a rulebook went.</summary>
public sealed record RulebookTestReport(IReadOnlyList<ExampleResult> Passed, IReadOnlyList<ExampleResult> Failed)
{
    /// <summary>True when nothing failed: the rulebook may be published.</summary>
    public bool IsPublishable => Failed.Count == 0;
}

/// <summary>Runs the examples that stand with the rules.</summary>
public static class RulebookTest
{
    /// <summary>Runs all examples; a rule without one that must hit and one that must not is itself a failure.</summary>
    public static RulebookTestReport Run(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        var inspector = new Inspector(rulebook);
        var results = rulebook.Parts.Rules.SelectMany(rule => Run(rule, inspector)).ToArray();
        return new RulebookTestReport(results.Where(r => r.Passed).ToArray(), results.Where(r => !r.Passed).ToArray());
    }

    private static IEnumerable<ExampleResult> Run(Rule rule, Inspector inspector)
    {
        foreach (var mustHit in new[] { true, false })
        {
            if (!rule.Examples.Any(e => e.MustHit == mustHit))
            {
                yield return new ExampleResult(rule.Card.Id, rule.Card.Line, mustHit, false, mustHit ? "the rule has no example under 'hit'" : "the rule has no example under 'clean'");
            }
        }

        foreach (var example in rule.Examples)
        {
            var finding = inspector.Inspect(example.Conversation).FirstOrDefault(f => f.Rule == rule.Card.Id);
            var passed = finding is not null == example.MustHit;
            yield return new ExampleResult(rule.Card.Id, example.Line, example.MustHit, passed, Detail(example, finding));
        }
    }

    private static string Detail(RuleExample example, Finding? finding)
    {
        var talk = string.Join(" / ", example.Conversation.Utterances.Take(4).Select(u => u.Text));
        return finding is null ? $"no finding: {talk}" : $"{finding.Why} {talk}";
    }
}
