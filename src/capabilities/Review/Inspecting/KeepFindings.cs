using System.Globalization;
using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Review;

/// <summary>What one round of inspection has to save of one conversation.</summary>
internal sealed record InspectionStep(
    string InstitutionId, ConversationCard Card, OpenInspection Inspection, IReadOnlyList<Finding> Unsaved, bool Ended);

/// <summary>
/// Saves findings, each once: the row, the ledger entry, the review that waits for a person, and the alert if it is major or
/// critical. All in the transaction that removes the fact from the outbox; the live wall hears of it after the commit.
/// </summary>
internal sealed class KeepFindings(
    EvidenceLog log, KeyRing keys, OpenInspections inspections, LiveFeed feed, CaseActivity activity, Rulebooks rulebooks, IdSource ids, TimeProvider clock)
{
    public void Keep(Session session, InspectionStep step)
    {
        InspectionStore.Begin(session, new InspectionRecord
        {
            ConversationId = step.Card.Id,
            InstitutionId = step.InstitutionId,
            CaseId = step.Card.CaseId,
            StaffId = step.Card.StaffId,
            TeamId = step.Card.TeamId,
            StartedAt = UtcMicros.From(step.Card.StartedAt),
            Rulebook = rulebooks.Current.Rulebook.Hash,
        });
        var alerts = Save(session, step);
        if (step.Ended)
        {
            GiveScore(session, step);
        }

        session.AfterCommit(() =>
        {
            step.Inspection.Saved(step.Unsaved);
            if (step.Ended)
            {
                inspections.Forget(step.Card.Id);
            }

            feed.Apply(step.InstitutionId, LiveViews.Of(step), step.Ended, alerts);
        });
    }

    private List<AlertView> Save(Session session, InspectionStep step)
    {
        if (step.Unsaved.Count == 0)
        {
            return [];
        }

        var known = FindingStore.OfConversation(session, step.InstitutionId, step.Card.Id).Select(FindingPlace.Of).ToHashSet();
        var fresh = step.Unsaved.Where(finding => !known.Contains(FindingPlace.Of(finding))).ToList();
        if (fresh.Count == 0)
        {
            return [];
        }

        var named = fresh.ConvertAll(finding => (Id: ids.New("fn"), Finding: finding, Words: FindingWords.Of(finding, step.Inspection.TextOf(finding))));
        var receipts = log.AppendAll(session, named.ConvertAll(item => Draft(step, item.Id, item.Finding, item.Words)));
        var now = UtcMicros.From(clock.GetUtcNow());
        var rows = named.Select((item, i) => Row(session, step, item.Id, item.Finding, item.Words, receipts[i], now)).ToList();
        FindingStore.Insert(session, rows);
        InspectionStore.Count(session, step.Card.Id, rows.Count, rows.Max(row => row.Severity));
        ReviewStore.Insert(session, rows.ConvertAll(row => new ReviewRecord
        {
            Id = ids.New("rv"),
            InstitutionId = row.InstitutionId,
            FindingId = row.Id,
            ConversationId = row.ConversationId,
            CaseId = row.CaseId,
            StaffId = row.StaffId,
            TeamId = step.Card.TeamId,
            Severity = row.Severity,
            Category = row.Category,
            RaisedAt = row.RaisedAt,
            Status = "waiting",
        }));
        activity.Touch(session, step.InstitutionId, step.Card.CaseId, null, rows.Count);
        return Alert(session, step, rows, named.ToDictionary(item => item.Id, item => item.Words, StringComparer.Ordinal));
    }

    private List<AlertView> Alert(Session session, InspectionStep step, List<FindingRecord> rows, Dictionary<string, FindingWords> words)
    {
        var severe = rows.Where(row => row.Severity >= Severities.AlertFrom).ToList();
        if (severe.Count == 0)
        {
            return [];
        }

        var last = AlertStore.Count(session, step.InstitutionId, severe.Count);
        List<AlertRecord> alerts = [.. severe.Select((row, i) => new AlertRecord
        {
            Id = ids.New("al"),
            InstitutionId = row.InstitutionId,
            Seq = last - severe.Count + 1 + i,
            FindingId = row.Id,
            ConversationId = row.ConversationId,
            Severity = row.Severity,
            TeamId = step.Card.TeamId,
            RaisedAt = row.RaisedAt,
        })];
        AlertStore.Insert(session, alerts);
        return [.. alerts.Zip(severe, (alert, row) => AlertList.View(alert, row, words[row.Id], step.Inspection.Row, null))];
    }

    private void GiveScore(Session session, InspectionStep step)
    {
        var score = Score.From(step.Inspection.All, rulebooks.Current.Rulebook);
        var deductions = JsonSerializer.Serialize(score.Deductions.Select(item => new DeductionView(item.Rule, item.Points)));
        if (!InspectionStore.Close(session, step.Card.Id, UtcMicros.From(step.Card.ClosedAt ?? clock.GetUtcNow()), score.Points, deductions))
        {
            return;
        }

        log.Append(session, new EntryDraft(step.InstitutionId, "score.given")
        {
            CaseId = step.Card.CaseId,
            SubjectId = step.Card.PersonId,
            RuleHash = score.Rulebook,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["conversation"] = step.Card.Id,
                ["staff"] = step.Card.StaffId,
                ["points"] = score.Points.ToString("0.##", CultureInfo.InvariantCulture),
                ["findings"] = step.Inspection.All.Count.ToString(CultureInfo.InvariantCulture),
            },
        });
    }

    private static EntryDraft Draft(InspectionStep step, string id, Finding finding, FindingWords words)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["finding"] = id,
            ["conversation"] = step.Card.Id,
            ["staff"] = step.Card.StaffId,
            ["rule"] = finding.Rule,
            ["category"] = finding.Category,
            ["severity"] = Words.Of(finding.Severity),
        };
        if (finding.Utterance is { } seq)
        {
            details["utterance"] = seq.ToString(CultureInfo.InvariantCulture);
        }

        return new EntryDraft(step.InstitutionId, "finding.raised")
        {
            CaseId = step.Card.CaseId,
            SubjectId = step.Card.PersonId,
            RuleHash = finding.RuleVersion,
            Details = details,
            Content = new EvidenceContent(
                JsonSerializer.SerializeToUtf8Bytes(new { matched = words.Matched, normalised = words.Normalised, why = words.Why }), "application/json"),
        };
    }

    private FindingRecord Row(Session session, InspectionStep step, string id, Finding finding, FindingWords words, Receipt receipt, long now)
    {
        var place = FindingPlace.Of(finding);
        return new FindingRecord
        {
            Id = id,
            InstitutionId = step.InstitutionId,
            ConversationId = step.Card.Id,
            CaseId = step.Card.CaseId,
            PersonId = step.Card.PersonId,
            StaffId = step.Card.StaffId,
            Rule = finding.Rule,
            RuleVersion = finding.RuleVersion,
            Category = finding.Category,
            Severity = Severities.Rank(finding.Severity),
            TitleZh = finding.Title.Zh,
            TitleEn = finding.Title.En,
            Basis = finding.Basis,
            UtteranceSeq = place.Utterance,
            SpanFrom = place.From,
            SpanTo = place.To,
            StartS = finding.Start,
            EndS = finding.End,
            Confidence = finding.Confidence,
            Words = words.Seal(keys, session, step.InstitutionId, step.Card.PersonId, id),
            RaisedAt = now,
            EntryId = receipt.EntryId,
            LeafHash = receipt.LeafHash,
        };
    }
}
