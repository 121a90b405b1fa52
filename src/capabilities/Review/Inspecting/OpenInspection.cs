using Daylight.Conduct;
using Daylight.Inspection;

namespace Daylight.Review;

/// <summary>
/// One conversation under inspection, in memory. It can be thrown away at any moment: fed again from the stored utterances
/// it gives the same findings, and what was saved before is not saved twice.
/// </summary>
internal sealed class OpenInspection(Inspector inspector, ConversationHead head, ConversationRow row, LegalBasis basis, long corrections)
{
    public const int TextShownMax = 200;
    private readonly LiveInspection _live = inspector.Open(head);
    private readonly HashSet<FindingPlace> _known = [];
    private readonly Dictionary<int, string> _texts = [];
    private readonly Dictionary<FindingPlace, Severity> _raisedFrom = [];

    /// <summary>The conversation as lists show it, with the names it was begun under.</summary>
    public ConversationRow Row { get; } = row;

    /// <summary>The rulebook it is inspected by.</summary>
    public Rulebook Rulebook => inspector.Rulebook;

    /// <summary>How many corrections the words have that it was fed: with more, it is built anew.</summary>
    public long Corrections => corrections;

    /// <summary>The first seq that has not been fed.</summary>
    public long NextSeq { get; private set; }

    /// <summary>True once the end was inspected.</summary>
    public bool Ended { get; private set; }

    /// <summary>What the law of the contact says about its content.</summary>
    public LegalBasis Basis => basis;

    /// <summary>All findings so far, once each, as severe as the law of the contact holds them.</summary>
    public List<Finding> All { get; } = [];

    /// <summary>Those that no commit has confirmed yet.</summary>
    public List<Finding> Unsaved { get; } = [];

    public string? LastRole { get; private set; }

    public string? LastText { get; private set; }

    /// <summary>When it was last used, as a count; the least recently used are forgotten first.</summary>
    public long Used { get; set; }

    public void Feed(IReadOnlyList<Utterance> utterances)
    {
        foreach (var utterance in utterances)
        {
            NextSeq = utterance.Seq + 1;
            LastRole = Words.Of(utterance.Role);
            LastText = utterance.Text.Length > TextShownMax ? utterance.Text[..TextShownMax] : utterance.Text;
            _texts[utterance.Seq] = utterance.Text;
            Take(_live.Add(utterance));
        }
    }

    public void End(ClosingFacts facts)
    {
        Ended = true;
        Take(_live.Close(facts));
    }

    /// <summary>The whole utterance a finding points at, as long as the finding is young; null for an absence.</summary>
    public string? TextOf(Finding finding) =>
        finding.Utterance is { } seq && _texts.TryGetValue(seq, out var text) ? text : null;

    /// <summary>The severity the rulebook gives a finding that the law holds to be worse; else null.</summary>
    public Severity? RaisedFrom(Finding finding) => _raisedFrom.TryGetValue(FindingPlace.Of(finding), out var severity) ? severity : null;

    public void Saved(IReadOnlyCollection<Finding> saved) => Unsaved.RemoveAll(saved.Contains);

    private void Take(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (_known.Add(FindingPlace.Of(finding)))
            {
                Keep(finding, basis.Judge(finding));
            }
        }
    }

    private void Keep(Finding finding, Finding judged)
    {
        All.Add(judged);
        Unsaved.Add(judged);
        if (judged.Severity != finding.Severity)
        {
            _raisedFrom[FindingPlace.Of(finding)] = finding.Severity;
        }
    }
}

/// <summary>
/// What makes two findings of one conversation the same under different rulebooks: a rule speaks at most once of an utterance, so
/// one that now matches other words of it is still the same finding.
/// </summary>
internal readonly record struct FindingSpot(string Rule, long Utterance)
{
    public static FindingSpot Of(Finding finding) => new(finding.Rule, finding.Utterance ?? -1);

    public static FindingSpot Of(FindingRecord row) => new(row.Rule, row.UtteranceSeq);
}

/// <summary>What makes two findings of one conversation the same.</summary>
internal readonly record struct FindingPlace(string Rule, long Utterance, long From, long To)
{
    public static FindingPlace Of(Finding finding) =>
        new(finding.Rule, finding.Utterance ?? -1, finding.Span?.From ?? -1, finding.Span?.To ?? -1);

    public static FindingPlace Of(FindingRecord row) => new(row.Rule, row.UtteranceSeq, row.SpanFrom, row.SpanTo);
}
