using System.Diagnostics;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>Inspects stored conversations by two rulebooks, and counts what only one of them finds. It raises nothing.</summary>
internal sealed class TryDraft(Transcripts transcripts, EarlierConversations earlier, SubjectStates states)
{
    /// <summary>One page of the archive; those that are no part of the sample are passed over.</summary>
    /// <param name="session">The reading.</param>
    /// <param name="row">The run.</param>
    /// <param name="pair">The two rulebooks.</param>
    /// <param name="page">The conversations, in the order of the archive.</param>
    /// <param name="tally">Counts.</param>
    public void Try(Session session, RulebookRunRow row, DraftPair pair, IReadOnlyList<ArchivedConversation> page, DraftTally tally)
    {
        var seen = row.Seen;
        foreach (var archived in page)
        {
            if (IsInSample(row, seen++))
            {
                Try(session, row, pair, archived, tally);
            }
        }
    }

    /// <summary>Spreads the sample evenly over the archive.</summary>
    private static bool IsInSample(RulebookRunRow row, long place) =>
        row.Sample is not { } sample || sample >= row.Archived || (place + 1) * sample / row.Archived > place * sample / row.Archived;

    private void Try(Session session, RulebookRunRow row, DraftPair pair, ArchivedConversation archived, DraftTally tally)
    {
        if (transcripts.Card(session, row.InstitutionId, archived.Id) is not { } card
            || states.Of(session, row.InstitutionId, card.PersonId) != SubjectState.Active)
        {
            tally.Skipped++;
            return;
        }

        var utterances = transcripts.Utterances(session, row.InstitutionId, card.Id, 0, long.MaxValue);
        var facts = OpenInspections.Closing(card);
        var (before, baseMicros) = Inspect(pair.Base, earlier.Head(session, row.InstitutionId, card, pair.Base.Rulebook), utterances, facts);
        var (after, draftMicros) = Inspect(pair.Draft, earlier.Head(session, row.InstitutionId, card, pair.Draft.Rulebook), utterances, facts);
        tally.BaseMicros += baseMicros;
        tally.DraftMicros += draftMicros;
        Dictionary<FindingSpot, string> verdicts = [];
        foreach (var finding in FindingStore.OfConversation(session, row.InstitutionId, card.Id).Where(finding => finding.Status != "open"))
        {
            verdicts[FindingSpot.Of(finding)] = finding.Status;
        }

        tally.Add(card.Id, before, after, verdicts);
    }

    private static (List<Finding> Findings, long Micros) Inspect(
        Inspector inspector, ConversationHead head, IReadOnlyList<Utterance> utterances, ClosingFacts facts)
    {
        var began = Stopwatch.GetTimestamp();
        var live = inspector.Open(head);
        List<Finding> findings = [];
        foreach (var utterance in utterances)
        {
            findings.AddRange(live.Add(utterance));
        }

        findings.AddRange(live.Close(facts));
        return (findings, (long)Stopwatch.GetElapsedTime(began).TotalMicroseconds);
    }
}

/// <summary>The rulebook in force and the version that is tried.</summary>
internal sealed record DraftPair(Inspector Base, Inspector Draft);
