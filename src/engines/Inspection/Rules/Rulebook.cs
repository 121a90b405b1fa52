using NodaTime;

namespace Daylight.Inspection;

/// <summary>A read and checked rulebook: immutable, shared by all inspections.</summary>
public sealed class Rulebook
{
    private readonly Dictionary<string, RuleCard> cards;
    private readonly HashSet<string> screening;

    internal Rulebook(RulebookParts parts)
    {
        Parts = parts;
        Rules = parts.Rules.Select(r => r.Card).ToArray();
        cards = Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        Plan = new InspectionPlan(parts);
        EarlierDays = parts.Rules.Select(r => r.When).Concat(parts.Confirmations.Values).Select(EarlierDaysOf).DefaultIfEmpty().Max();
        screening = parts.Rules.Where(r => r.When.ScreensMessages).Select(r => r.Card.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The rulebook's name, such as "cn-collection".</summary>
    public string Name => Parts.Name;

    /// <summary>The version its authors gave it.</summary>
    public string Version => Parts.Version;

    /// <summary>The title.</summary>
    public LocalText Title => Parts.Title;

    /// <summary>"sha256:" and the hex digest of the file's text: findings carry it as their rule version.</summary>
    public string Hash => Parts.Hash;

    /// <summary>All rules and flow checks, in file order.</summary>
    public IReadOnlyList<RuleCard> Rules { get; }

    /// <summary>The most points one category may take from a score; categories that are not here have no cap.</summary>
    public IReadOnlyDictionary<string, double> Caps => Parts.Caps;

    /// <summary>How many days back its rules ask for earlier conversations of the person; 0 where none does.</summary>
    public int EarlierDays { get; }

    /// <summary>The detectors that its rules lean on: the name by which the text calls each, and the hash it had when the text was read.</summary>
    public IReadOnlyDictionary<string, string> Models => Parts.Models;

    internal RulebookParts Parts { get; }

    internal InspectionPlan Plan { get; }

    /// <summary>The rule with this id, or null.</summary>
    public RuleCard? Find(string id) => cards.GetValueOrDefault(id);

    private static int EarlierDaysOf(Condition condition)
        => Math.Max(condition is Earlier earlier ? earlier.Days : 0, condition.Parts.Select(EarlierDaysOf).DefaultIfEmpty().Max());

    /// <summary>Whether the rule can judge a single message before it is sent.</summary>
    internal bool ScreensMessages(string id) => screening.Contains(id);

    /// <summary>Runs the examples stored with the rules; a rule without both kinds of example fails.</summary>
    public RulebookTestReport RunExamples() => RulebookTest.Run(this);
}

/// <summary>What a rulebook file says, compiled.</summary>
internal sealed record RulebookParts(
    string Name,
    string Version,
    LocalText Title,
    string Hash,
    DateTimeZone Zone,
    IReadOnlyList<Rule> Rules,
    PhraseTable Phrases,
    IReadOnlyList<SaidTest> Tests,
    IReadOnlyDictionary<string, double> Caps,
    IReadOnlyDictionary<string, Condition> Confirmations,
    IReadOnlyList<string> ThirdParties,
    IReadOnlyDictionary<string, string> Models);
