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
    string InstitutionId, ConversationCard Card, OpenInspection Inspection, IReadOnlyList<Finding> Unsaved, bool Ended)
{
    /// <summary>True if it was scored before it had words, and is scored anew.</summary>
    public bool Reopened { get; init; }

    /// <summary>The re-inspection it belongs to; null while the conversation is inspected for the first time.</summary>
    public string? Reinspection { get; init; }

    /// <summary>How the champions of the institution's own models score it; of one that has ended.</summary>
    public IReadOnlyList<ModelScore> Scores { get; init; } = [];

    /// <summary>True where findings raise no alert: what was said long ago is nobody's emergency now.</summary>
    public bool IsSilent { get; init; }
}

/// <summary>
/// Saves findings, each once: the row, the ledger entry, the review that waits for a person, and the alert if it is major or
/// critical. All in the transaction that removes the fact from the outbox; the live wall hears of it after the commit.
/// </summary>
internal sealed class KeepFindings(
    EvidenceLog log, KeyRing keys, OpenInspections inspections, SettleFindings settling, QueueJudgements judging, SpeakerHints hints, LiveFeed feed, CaseActivity activity, IdSource ids, TimeProvider clock)
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
            Rulebook = step.Inspection.Rulebook.Hash,
        });
        var alerts = Save(session, step);
        if (step.Card.CorrectionCount > 0 || step.Reopened)
        {
            settling.Settle(session, step);
        }

        if (step.Ended)
        {
            if (step.Reopened)
            {
                InspectionStore.Reopen(session, step.Card.Id);
            }

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
        return fresh.Count == 0 ? [] : Append(session, step, fresh);
    }

    /// <summary>Writes findings that the conversation does not have, with their entries, reviews and alerts; the alerts, for the wall.</summary>
    public List<AlertView> Append(Session session, InspectionStep step, List<Finding> fresh)
    {
        var raised = Name(session, step, fresh);
        var receipts = log.AppendAll(session, raised.ConvertAll(item => Draft(step, item)));
        var rows = raised.Select((item, i) => Row(session, step, item, receipts[i])).ToList();
        FindingStore.Insert(session, rows);
        InspectionStore.Count(session, step.Card.Id, rows.Count, rows.Max(row => row.Severity));
        ReviewStore.Insert(session, [.. rows.Zip(raised, (row, item) => new ReviewRecord
        {
            Id = item.ReviewId,
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
        })]);
        judging.Queue(session, [.. rows.Zip(raised, (row, item) => (row, item.Finding.Judge))]);
        activity.Touch(session, step.InstitutionId, step.Card.CaseId, null, rows.Count);
        if (step.Card is { Imported: false, ClosedAt: null })
        {
            session.AfterCommit(() => fresh.ForEach(finding => hints.Tell(step.InstitutionId, step.Card.StaffId, Hint(step, finding))));
        }

        return Alert(session, step, rows, raised);
    }

    /// <summary>Gives findings their ids and numbers before they are written: the entry of each names its review and its alert.</summary>
    private List<Raised> Name(Session session, InspectionStep step, List<Finding> fresh)
    {
        var severe = fresh.Count(finding => RaisesAlert(step, finding));
        var seq = severe == 0 ? 0 : AlertStore.Count(session, step.InstitutionId, severe) - severe;
        return fresh.ConvertAll(finding => new Raised(
            ids.New("fn"),
            ids.New("rv"),
            RaisesAlert(step, finding) ? ids.New("al") : null,
            RaisesAlert(step, finding) ? ++seq : 0,
            finding,
            FindingWords.Of(finding, step.Inspection.TextOf(finding))));
    }

    /// <summary>What the speaker is told of a finding, while they speak.</summary>
    private static SpeakerHint Hint(InspectionStep step, Finding finding) => new(
        step.Card.Id,
        finding.Utterance,
        finding.Rule,
        finding.Category,
        Words.Of(finding.Severity),
        new Bilingual(finding.Title.Zh, finding.Title.En),
        finding.Advice is { } advice ? new Bilingual(advice.Zh, advice.En) : null);

    private static bool RaisesAlert(InspectionStep step, Finding finding) => !step.IsSilent && Severities.Rank(finding.Severity) >= Severities.AlertFrom;

    private static List<AlertView> Alert(Session session, InspectionStep step, List<FindingRecord> rows, List<Raised> raised)
    {
        List<(AlertRecord Alert, FindingRecord Row, FindingWords Words)> severe = [];
        foreach (var (row, item) in rows.Zip(raised))
        {
            if (item.AlertId is { } id)
            {
                severe.Add((
                    new AlertRecord
                    {
                        Id = id,
                        InstitutionId = row.InstitutionId,
                        Seq = item.AlertSeq,
                        FindingId = row.Id,
                        ConversationId = row.ConversationId,
                        Severity = row.Severity,
                        TeamId = step.Card.TeamId,
                        RaisedAt = row.RaisedAt,
                    },
                    row,
                    item.Words));
            }
        }

        AlertStore.Insert(session, severe.ConvertAll(item => item.Alert));
        return severe.ConvertAll(item => AlertList.View(item.Alert, item.Row, item.Words, step.Inspection.Row, null));
    }

    private void GiveScore(Session session, InspectionStep step)
    {
        var score = Score.From(step.Inspection.All, step.Inspection.Rulebook);
        var deductions = JsonSerializer.Serialize(score.Deductions.Select(item => new DeductionView(item.Rule, item.Points)));
        if (!InspectionStore.Close(session, step.Card.Id, UtcMicros.From(step.Card.ClosedAt ?? clock.GetUtcNow()), score.Rulebook, score.Points, deductions))
        {
            return;
        }

        ModelScoreStore.Add(session, step.InstitutionId, step.Scores);
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

    private static EntryDraft Draft(InspectionStep step, Raised raised)
    {
        var finding = raised.Finding;
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["finding"] = raised.Id,
            ["conversation"] = step.Card.Id,
            ["staff"] = step.Card.StaffId,
            ["rule"] = finding.Rule,
            ["category"] = finding.Category,
            ["severity"] = Words.Of(finding.Severity),
            ["review"] = raised.ReviewId,
        };
        if (raised.AlertId is { } alert)
        {
            details["alert"] = alert;
            details["alertSeq"] = raised.AlertSeq.ToString(CultureInfo.InvariantCulture);
        }

        if (finding.Utterance is { } seq)
        {
            details["utterance"] = seq.ToString(CultureInfo.InvariantCulture);
        }

        if (step.Reinspection is { } run)
        {
            details["reinspection"] = run;
        }

        return new EntryDraft(step.InstitutionId, "finding.raised")
        {
            CaseId = step.Card.CaseId,
            SubjectId = step.Card.PersonId,
            RuleHash = finding.RuleVersion,
            Details = details,
            Content = new EvidenceContent(Content(step, finding, raised.Words), "application/json"),
        };
    }

    /// <summary>The rules of law that forbid the finding's category, as the row and the entry keep them.</summary>
    private static string? LawOf(InspectionStep step, Finding finding) => step.Inspection.Basis.Forbidding(finding.Category) is { Count: > 0 } law
        ? JsonSerializer.Serialize(law, JsonSerializerOptions.Web)
        : null;

    /// <summary>What the finding says, whole: its row could be written again from this entry alone.</summary>
    public static byte[] Content(InspectionStep step, Finding finding, FindingWords words) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        basis = finding.Basis,
        confidence = finding.Confidence,
        end = finding.End,
        excerpt = words.Excerpt,
        judge = finding.Judge is { } judge ? new { ask = judge.Ask, onNo = QueueJudgements.Of(judge.OnNo), turns = judge.Turns } : null,
        law = LawOf(step, finding),
        matched = words.Matched,
        model = finding.Model,
        normalised = words.Normalised,
        raisedFrom = step.Inspection.RaisedFrom(finding) is { } severity ? Words.Of(severity) : null,
        rulebook = PublishedRulebooks.LabelOf(step.Inspection.Rulebook),
        span = finding.Span is { } span ? new[] { span.From, span.To } : null,
        start = finding.Start,
        team = step.Card.TeamId,
        titleEn = finding.Title.En,
        titleZh = finding.Title.Zh,
        why = words.Why,
    });

    private FindingRecord Row(Session session, InspectionStep step, Raised raised, Receipt receipt)
    {
        var finding = raised.Finding;
        var place = FindingPlace.Of(finding);
        return new FindingRecord
        {
            Id = raised.Id,
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
            Words = raised.Words.Seal(keys, session, step.InstitutionId, step.Card.PersonId, raised.Id),
            RaisedAt = UtcMicros.From(receipt.At),
            Law = LawOf(step, finding),
            RaisedFrom = step.Inspection.RaisedFrom(finding) is { } severity ? Severities.Rank(severity) : null,
            Rulebook = PublishedRulebooks.LabelOf(step.Inspection.Rulebook),
            Model = finding.Model,
            EntryId = receipt.EntryId,
            LeafHash = receipt.LeafHash,
        };
    }

    /// <summary>A finding about to be written, with the ids of what comes of it; no alert for a minor one.</summary>
    private sealed record Raised(string Id, string ReviewId, string? AlertId, long AlertSeq, Finding Finding, FindingWords Words);
}
