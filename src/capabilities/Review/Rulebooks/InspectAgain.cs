using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Review;

/// <summary>
/// Inspects stored conversations again. What is new is appended; what the rulebook no longer finds is marked as superseded and
/// leaves the queue; what it finds again has its mark taken off. No finding and no review is ever changed otherwise, and the
/// score stays what was given when the conversation ended. Doing it twice changes nothing.
/// </summary>
internal sealed class InspectAgain(
    Transcripts transcripts, OpenInspections inspections, KeepFindings keeping, SubjectStates states, EvidenceLog log, CaseActivity activity, LiveFeed feed)
{
    /// <summary>Inspects a page, before the transaction that keeps what came of it.</summary>
    public IReadOnlyList<InspectionStep> Look(
        Session session, RulebookRunRow row, Inspector inspector, IReadOnlyList<ArchivedConversation> page)
    {
        var closed = InspectionStore.FindAll(session, row.InstitutionId, [.. page.Select(one => one.Id)])
            .Where(inspection => inspection.Closed == 1).Select(inspection => inspection.ConversationId).ToHashSet(StringComparer.Ordinal);
        List<InspectionStep> steps = [];
        foreach (var archived in page.Where(one => closed.Contains(one.Id)))
        {
            if (transcripts.Card(session, row.InstitutionId, archived.Id) is not { } card
                || states.Of(session, row.InstitutionId, card.PersonId) != SubjectState.Active)
            {
                continue;
            }

            var inspection = inspections.Begin(session, row.InstitutionId, card, inspector);
            inspections.FeedAndEnd(session, row.InstitutionId, card, inspection);
            steps.Add(new InspectionStep(row.InstitutionId, card, inspection, [], true) { Reinspection = row.Id, IsSilent = row.WithAlerts == 0 });
        }

        return steps;
    }

    public void Keep(Session session, IReadOnlyList<InspectionStep> steps, AgainTally tally)
    {
        foreach (var step in steps)
        {
            Keep(session, step, tally);
        }
    }

    private void Keep(Session session, InspectionStep step, AgainTally tally)
    {
        var known = FindingStore.OfConversation(session, step.InstitutionId, step.Card.Id);
        var knownSpots = known.Select(FindingSpot.Of).ToHashSet();
        var spots = step.Inspection.All.Select(FindingSpot.Of).ToHashSet();
        var fresh = step.Inspection.All.Where(finding => !knownSpots.Contains(FindingSpot.Of(finding))).ToList();
        var gone = known.FindAll(row => row.SupersededAt is null && !IsWithdrawn(row) && !spots.Contains(FindingSpot.Of(row)));
        var back = known.FindAll(row => row.SupersededAt is not null && spots.Contains(FindingSpot.Of(row)));
        tally.Conversations++;
        tally.Raised += fresh.Count;
        tally.Superseded += gone.Count;
        tally.Reinstated += back.Count;
        tally.Unchanged += known.Count(row => row.SupersededAt is null && !IsWithdrawn(row)) - gone.Count;
        if (fresh.Count + gone.Count + back.Count == 0)
        {
            return;
        }

        var alerts = fresh.Count == 0 ? [] : keeping.Append(session, step, fresh);
        gone.ForEach(row => Mark(session, step, row, "finding.superseded"));
        back.ForEach(row => Mark(session, step, row, "finding.reinstated"));
        activity.Touch(session, step.InstitutionId, step.Card.CaseId, null, back.Count(IsOpen) - gone.Count(IsOpen));
        InspectionStore.Recount(session, step.Card.Id);
        if (alerts.Count > 0)
        {
            session.AfterCommit(() => feed.Apply(step.InstitutionId, LiveViews.Of(step), true, alerts));
        }
    }

    /// <summary>Its words were corrected: it says nothing any more, whatever the rulebook.</summary>
    private static bool IsWithdrawn(FindingRecord row) => row.Status == "withdrawn";

    private static bool IsOpen(FindingRecord row) => row.Status == "open";

    private void Mark(Session session, InspectionStep step, FindingRecord row, string act)
    {
        var receipt = log.Append(session, new EntryDraft(step.InstitutionId, act)
        {
            CaseId = row.CaseId,
            SubjectId = row.PersonId,
            RuleHash = step.Inspection.Rulebook.Hash,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["finding"] = row.Id,
                ["conversation"] = row.ConversationId,
                ["rule"] = row.Rule,
                ["reinspection"] = step.Reinspection!, // Every step of this room's has its run.
            },
        });
        var isGone = act == "finding.superseded";
        FindingStore.SetSuperseded(session, row.Id, isGone ? UtcMicros.From(receipt.At) : null, isGone ? step.Inspection.Rulebook.Hash : null);
        ReviewStore.SetSuperseded(session, row.Id, isGone ? 1 : 0);
    }
}
