using System.Security.Cryptography;
using System.Text;
using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform;

namespace Daylight.Review;

/// <summary>
/// What two rulebooks find in the same conversations, counted in bounded memory, so that it can be kept with the place in the
/// archive and go on after a crash. It holds no words: samples are ids and places.
/// </summary>
internal sealed record DraftTally
{
    private const int SamplesOfRuleMax = 8;
    private const int RulesMax = 10_000;
    private const int RulesWithSamplesMax = 200;

    public long Conversations { get; set; }

    public long Skipped { get; set; }

    /// <summary>What the inspections took, in microseconds of one thread.</summary>
    public long BaseMicros { get; set; }

    public long DraftMicros { get; set; }

    public Dictionary<string, RuleTally> Rules { get; init; } = new(StringComparer.Ordinal);

    public List<SamplePlace> Samples { get; init; } = [];

    /// <summary>Counts one conversation.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="before">What the rulebook in force finds.</param>
    /// <param name="after">What the version finds.</param>
    /// <param name="verdicts">What people have decided, by rule and utterance.</param>
    public void Add(
        string conversation, IReadOnlyList<Finding> before, IReadOnlyList<Finding> after, IReadOnlyDictionary<FindingSpot, string> verdicts)
    {
        Conversations++;
        var (old, now) = (Spots(before), Spots(after));
        foreach (var (spot, finding) in now)
        {
            var change = old.ContainsKey(spot) ? FindingChange.Kept : FindingChange.Gained;
            Count(conversation, spot, finding, change, verdicts);
        }

        foreach (var (spot, finding) in old.Where(pair => !now.ContainsKey(pair.Key)))
        {
            Count(conversation, spot, finding, FindingChange.Lost, verdicts);
        }
    }

    public RulebookDifference View()
    {
        var rules = Rules.Select(pair => pair.Value.View(pair.Key)).ToList();
        return new RulebookDifference(
            Conversations,
            Skipped,
            rules.Sum(rule => rule.Gained),
            rules.Sum(rule => rule.Lost),
            rules.Sum(rule => rule.Kept),
            [.. rules.OrderByDescending(rule => rule.Gained + rule.Lost).ThenByDescending(rule => rule.Kept).ThenBy(rule => rule.Rule, StringComparer.Ordinal)],
            [
                .. rules.GroupBy(rule => rule.Category, StringComparer.Ordinal)
                    .Select(group => new RulebookCategoryDifference(group.Key, group.Sum(rule => rule.Gained), group.Sum(rule => rule.Lost), group.Sum(rule => rule.Kept)))
                    .OrderByDescending(category => category.Gained + category.Lost).ThenBy(category => category.Category, StringComparer.Ordinal),
            ],
            Mean(BaseMicros),
            Mean(DraftMicros));
    }

    private double Mean(long micros) => Conversations == 0 ? 0 : Math.Round(micros / 1000.0 / Conversations, 3);

    private void Count(
        string conversation, FindingSpot spot, Finding finding, FindingChange change, IReadOnlyDictionary<FindingSpot, string> verdicts)
    {
        if (!Rules.TryGetValue(finding.Rule, out var rule))
        {
            if (Rules.Count >= RulesMax)
            {
                return;
            }

            Rules[finding.Rule] = rule = RuleTally.Of(finding);
        }

        rule.Count(change, verdicts.GetValueOrDefault(spot));
        if (change != FindingChange.Kept)
        {
            Sample(conversation, finding, change);
        }
    }

    /// <summary>Hashed ids are in no order of time: the smallest are a sample of the whole period, the same at every run.</summary>
    private void Sample(string conversation, Finding finding, FindingChange change)
    {
        var of = Samples.FindAll(one => one.Rule == finding.Rule && one.Change == change);
        if (of.Count == 0 && Samples.Select(one => (one.Rule, one.Change)).Distinct().Count() >= RulesWithSamplesMax)
        {
            return;
        }

        var place = FindingPlace.Of(finding);
        SamplePlace fresh = new(change, finding.Rule, conversation, place.Utterance, place.From, place.To, MarkOf(conversation));
        if (of.Count < SamplesOfRuleMax)
        {
            Samples.Add(fresh);
            return;
        }

        var last = of.MaxBy(one => one.Mark, StringComparer.Ordinal)!; // Not empty.
        if (string.CompareOrdinal(fresh.Mark, last.Mark) < 0)
        {
            Samples[Samples.IndexOf(last)] = fresh;
        }
    }

    private static string MarkOf(string conversation) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(conversation)))[..16];

    private static Dictionary<FindingSpot, Finding> Spots(IReadOnlyList<Finding> findings)
    {
        Dictionary<FindingSpot, Finding> spots = [];
        foreach (var finding in findings)
        {
            spots.TryAdd(FindingSpot.Of(finding), finding);
        }

        return spots;
    }
}

/// <summary>How a finding changes between two rulebooks.</summary>
internal enum FindingChange
{
    /// <summary>Both give it.</summary>
    Kept,

    /// <summary>Only the new one gives it.</summary>
    Gained,

    /// <summary>Only the old one gives it.</summary>
    Lost,
}

/// <summary>Where a sample is, without its words.</summary>
internal sealed record SamplePlace(FindingChange Change, string Rule, string Conversation, long Utterance, long From, long To, string Mark);

/// <summary>What changes in one rule, with what people have decided about its findings.</summary>
internal sealed record RuleTally
{
    public string Category { get; init; } = "";

    public string Severity { get; init; } = "";

    public string TitleZh { get; init; } = "";

    public string TitleEn { get; init; } = "";

    public VerdictTally Kept { get; init; } = new();

    public VerdictTally Gained { get; init; } = new();

    public VerdictTally Lost { get; init; } = new();

    public static RuleTally Of(Finding finding) => new()
    {
        Category = finding.Category,
        Severity = Words.Of(finding.Severity),
        TitleZh = finding.Title.Zh,
        TitleEn = finding.Title.En,
    };

    public void Count(FindingChange change, string? verdict)
    {
        var of = change switch
        {
            FindingChange.Kept => Kept,
            FindingChange.Gained => Gained,
            FindingChange.Lost => Lost,
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
        of.Findings++;
        of.Upheld += verdict == "upheld" ? 1 : 0;
        of.Overturned += verdict == "overturned" ? 1 : 0;
        of.Unclear += verdict == "unclear" ? 1 : 0;
    }

    public RulebookRuleDifference View(string rule) => new(
        rule, new Bilingual(TitleZh, TitleEn), Category, Severity, Gained.Findings, Lost.Findings, Kept.Findings, Kept.With(Lost), Kept.With(Gained), Lost.Upheld);
}

/// <summary>Findings and what people have decided about them.</summary>
internal sealed record VerdictTally
{
    public long Findings { get; set; }

    public long Upheld { get; set; }

    public long Overturned { get; set; }

    public long Unclear { get; set; }

    public PastReviews With(VerdictTally other)
    {
        var (upheld, overturned) = (Upheld + other.Upheld, Overturned + other.Overturned);
        return new PastReviews(
            upheld, overturned, Unclear + other.Unclear, upheld + overturned == 0 ? null : Math.Round(upheld / (double)(upheld + overturned), 4));
    }
}

/// <summary>What a re-inspection has changed so far.</summary>
internal sealed record AgainTally
{
    public long Conversations { get; set; }

    public long Skipped { get; set; }

    public long Raised { get; set; }

    public long Superseded { get; set; }

    public long Reinstated { get; set; }

    public long Unchanged { get; set; }

    public ReinspectionCounts View() => new(Conversations, Skipped, Raised, Superseded, Reinstated, Unchanged);
}
