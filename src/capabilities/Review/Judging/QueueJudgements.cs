using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>
/// Notes that a model is to be asked about findings, in the transaction that writes them. Without a model each is noted as not
/// judged, so that a finding never looks judged because nobody was asked.
/// </summary>
internal sealed class QueueJudgements(JudgeSettings settings, HumanClock clock)
{
    /// <summary>The words of <see cref="JudgeNo"/> in rows, entries and answers.</summary>
    public static string Of(JudgeNo no) => no switch
    {
        JudgeNo.Lower => "lower",
        JudgeNo.Dismiss => "dismiss",
        _ => throw new ArgumentOutOfRangeException(nameof(no), no, "not known"),
    };

    public void Queue(Session session, IReadOnlyList<(FindingRecord Row, JudgeQuestion? Judge)> findings)
    {
        var now = UtcMicros.From(clock.UtcNow);
        List<JudgementRow> rows = [];
        foreach (var (finding, judge) in findings)
        {
            if (judge is not null)
            {
                rows.Add(new JudgementRow
                {
                    FindingId = finding.Id,
                    InstitutionId = finding.InstitutionId,
                    ConversationId = finding.ConversationId,
                    CaseId = finding.CaseId,
                    PersonId = finding.PersonId,
                    Rule = finding.Rule,
                    RuleVersion = finding.RuleVersion,
                    Ask = judge.Ask,
                    Turns = judge.Turns,
                    OnNo = Of(judge.OnNo),
                    Status = settings.IsOn ? JudgementRow.Waiting : JudgementRow.Off,
                    NextAt = now,
                    CreatedAt = now,
                    EndedAt = settings.IsOn ? null : now,
                });
            }
        }

        if (rows.Count > 0)
        {
            JudgementStore.Insert(session, rows);
        }
    }

    /// <summary>The finding does not hold any more: nobody is asked about it.</summary>
    public void Withdraw(Session session, string findingId) => JudgementStore.Withdraw(session, findingId, UtcMicros.From(clock.UtcNow));

    /// <summary>The finding stands on other words now: what was said about the former counts no more.</summary>
    public void Renew(Session session, FindingRecord finding)
    {
        if (JudgementStore.Find(session, finding.InstitutionId, finding.Id) is null)
        {
            return;
        }

        ReviewStore.Recall(session, finding.Id, finding.Severity);
        if (settings.IsOn)
        {
            JudgementStore.Again(session, finding.Id, UtcMicros.From(clock.UtcNow));
        }
    }
}
