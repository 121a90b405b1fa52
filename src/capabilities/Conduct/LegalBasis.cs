using Daylight.Contact;
using Daylight.Inspection;

namespace Daylight.Conduct;

/// <summary>A rule of law that forbids the category of a finding, in the contact in which it was raised.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Pack">The pack it stands in.</param>
/// <param name="PackVersion">The pack's version.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Article">The article.</param>
/// <param name="Text">What it says.</param>
/// <param name="Strength">How binding it is.</param>
/// <param name="Confirmed">Whether its source is confirmed.</param>
public sealed record FindingLaw(
    string Rule, string Pack, string PackVersion, string Instrument, string Article, Platform.Bilingual Text, string Strength, bool Confirmed);

/// <summary>
/// What the law of a contact says about its content: which findings it forbids by name, and how severe they are at least.
/// The law raises a severity and never lowers one.
/// </summary>
public sealed class LegalBasis(IReadOnlyList<ContentLaw> law)
{
    /// <summary>No law is known: what the person began, and what was held elsewhere.</summary>
    public static readonly LegalBasis None = new([]);

    /// <summary>The rules that forbid a category.</summary>
    public IReadOnlyList<FindingLaw> Forbidding(string category) =>
    [
        .. law.Where(rule => rule.Categories.Contains(category, StringComparer.Ordinal)).Select(rule => new FindingLaw(
            rule.Rule, rule.Pack, rule.PackVersion, rule.Instrument, rule.Article, rule.Text, rule.Strength, rule.Confirmed)),
    ];

    /// <summary>The finding with the severity that it has under the law.</summary>
    public Finding Judge(Finding finding)
    {
        var least = law.Where(rule => rule.Categories.Contains(finding.Category, StringComparer.Ordinal))
            .Select(rule => Least(rule.Severity)).DefaultIfEmpty(Severity.Minor).Max();
        return least > finding.Severity ? finding with { Severity = least } : finding;
    }

    private static Severity Least(string word) => word switch
    {
        "critical" => Severity.Critical,
        "major" => Severity.Major,
        _ => Severity.Minor,
    };
}
