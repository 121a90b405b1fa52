using System.Globalization;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Review;

/// <summary>
/// After words were corrected: what was found in them before is compared with what is found now. A finding that does not hold
/// any more is withdrawn, with an entry, and stays to be seen; one whose quoted words changed is restated; one that holds again
/// comes back. What a person has decided stands.
/// </summary>
internal sealed class SettleFindings(EvidenceLog log, KeyRing keys, QueueJudgements judging, CaseActivity activity, AlertList alerts, LiveFeed feed)
{
    private static readonly HashSet<string> Nobody = new(StringComparer.Ordinal);

    public void Settle(Session session, InspectionStep step)
    {
        var holding = step.Inspection.All.GroupBy(FindingPlace.Of).ToDictionary(place => place.Key, place => place.First());
        List<string> changed = [];
        var open = 0;
        foreach (var row in FindingStore.OfConversation(session, step.InstitutionId, step.Card.Id).Where(row => row.RuleVersion == step.Inspection.Rulebook.Hash))
        {
            var finding = holding.GetValueOrDefault(FindingPlace.Of(row));
            if (finding is null && row.Status == "open")
            {
                Withdraw(session, step, row);
                open--;
            }
            else if (finding is not null && row.Status is ("withdrawn" or "open") && Restate(session, step, row, finding))
            {
                open += row.Status == "withdrawn" ? 1 : 0;
            }
            else
            {
                continue;
            }

            changed.Add(row.Id);
        }

        if (changed.Count > 0)
        {
            InspectionStore.Recount(session, step.Card.Id);
            activity.Touch(session, step.InstitutionId, step.Card.CaseId, null, open);
            var views = alerts.Views(session, step.InstitutionId, AlertStore.OfFindings(session, step.InstitutionId, changed));
            session.AfterCommit(() => views.ForEach(view => feed.Apply(step.InstitutionId, view)));
        }
    }

    private void Withdraw(Session session, InspectionStep step, FindingRecord row)
    {
        FindingStore.SetStatus(session, row.Id, "withdrawn");
        ReviewStore.Withdraw(session, row.Id);
        judging.Withdraw(session, row.Id);
        log.Append(session, Draft(step, row, "finding.withdrawn"));
    }

    /// <summary>False if it says word for word what it said, and stands.</summary>
    private bool Restate(Session session, InspectionStep step, FindingRecord row, Finding finding)
    {
        var words = FindingWords.Of(finding, step.Inspection.TextOf(finding));
        if (row.Status == "open" && words == FindingWords.Open(keys, session, row, Nobody))
        {
            return false;
        }

        FindingStore.Restate(session, row with
        {
            Words = words.Seal(keys, session, step.InstitutionId, row.PersonId, row.Id),
            StartS = finding.Start,
            EndS = finding.End,
        });
        ReviewStore.Restore(session, row.Id);
        judging.Renew(session, row);
        log.Append(session, Draft(step, row, "finding.restated") with { Content = new EvidenceContent(KeepFindings.Content(step, finding, words), "application/json") });
        return true;
    }

    private static EntryDraft Draft(InspectionStep step, FindingRecord row, string act)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["finding"] = row.Id,
            ["conversation"] = row.ConversationId,
            ["staff"] = row.StaffId,
            ["rule"] = row.Rule,
            ["category"] = row.Category,
            ["because"] = step.Reopened ? "transcribed" : "corrected",
        };
        if (row.UtteranceSeq >= 0)
        {
            details["utterance"] = row.UtteranceSeq.ToString(CultureInfo.InvariantCulture);
        }

        return new EntryDraft(step.InstitutionId, act) { CaseId = row.CaseId, SubjectId = row.PersonId, RuleHash = row.RuleVersion, Details = details };
    }
}
