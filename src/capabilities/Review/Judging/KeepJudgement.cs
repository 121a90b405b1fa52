using System.Globalization;
using System.Text.Json;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>A question that was put, with what it may cost at most.</summary>
internal sealed record AskedQuestion(JudgementRow Job, JudgePrompt Prompt, long Day, long CeilingMicros);

/// <summary>
/// Writes what came of a question: the judgement with its entry, what it means for the queue, and what it took. A verdict of no
/// moves the finding behind the others or out of the queue, as its rule says; it changes neither finding, alert nor score.
/// </summary>
internal sealed class KeepJudgement(EvidenceLog log, KeyRing keys, JudgeSettings settings, HumanClock clock)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LastRetry = TimeSpan.FromHours(1);

    public void Keep(Session session, AskedQuestion asked, JudgeReply reply)
    {
        var cost = Cost(reply.Usage);
        Settle(session, asked, reply, cost);
        if (reply.Answer.Failure is { } failure)
        {
            GiveUp(session, JudgementStore.Find(session, asked.Job.InstitutionId, asked.Job.FindingId) ?? asked.Job, failure);
            return;
        }

        var (job, answer) = (asked.Job, reply.Answer.Value);
        var ended = JudgementStore.End(session, job with
        {
            Status = JudgementRow.Judged,
            Verdict = answer.Verdict,
            Words = new JudgementWords(answer.Quote, answer.Reason).Seal(keys, session, job.InstitutionId, job.PersonId, job.FindingId),
            Model = reply.Model,
            PromptHash = asked.Prompt.Hash,
            TokensIn = reply.Usage.TokensIn,
            TokensOut = reply.Usage.TokensOut,
            DurationMs = (long)reply.Took.TotalMilliseconds,
            CostMicros = cost,
            Currency = settings.Price.Currency,
            EndedAt = UtcMicros.From(clock.UtcNow),
        });
        if (ended)
        {
            log.Append(session, Judged(asked, reply, cost, Apply(session, job, answer.Verdict)));
        }
    }

    /// <summary>Nobody answered: asks again later, or lets the finding stand unjudged.</summary>
    public void GiveUp(Session session, JudgementRow job, Failure failure)
    {
        if (JudgeErrors.MayPass(failure) && job.Attempts < settings.Attempts)
        {
            var wait = TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, FirstRetry.Ticks << (int)Math.Min(20, Math.Max(0, job.Attempts - 1) * 2)));
            JudgementStore.Wait(session, job.FindingId, failure.Code, UtcMicros.From(clock.UtcNow + wait));
            return;
        }

        if (JudgementStore.End(session, job with { Status = JudgementRow.Failed, Problem = failure.Code, EndedAt = UtcMicros.From(clock.UtcNow) }))
        {
            log.Append(session, Draft(job, "finding.not-judged", new() { ["problem"] = failure.Code }));
        }
    }

    /// <summary>What it took; null where the server does not say.</summary>
    private long? Cost(JudgeUsage usage) => usage is { TokensIn: { } reading, TokensOut: { } writing } ? settings.Price.Micros(reading, writing) : null;

    private void Settle(Session session, AskedQuestion asked, JudgeReply reply, long? cost)
    {
        var verdict = reply.Answer.IsFailure ? null : reply.Answer.Value.Verdict;
        JudgeDayStore.Add(session, new JudgeDayRow
        {
            InstitutionId = asked.Job.InstitutionId,
            Day = asked.Day,
            Currency = settings.Price.Currency,
            Yes = verdict == "yes" ? 1 : 0,
            No = verdict == "no" ? 1 : 0,
            Unsure = verdict == "unsure" ? 1 : 0,
            Failed = verdict is null ? 1 : 0,
            TokensIn = reply.Usage.TokensIn ?? 0,
            TokensOut = reply.Usage.TokensOut ?? 0,
            CostMicros = (cost ?? asked.CeilingMicros) - asked.CeilingMicros,
        });
    }

    private static string Apply(Session session, JudgementRow job, string verdict)
    {
        if (verdict != "no")
        {
            return "as-it-was";
        }

        if (job.OnNo == "dismiss" && ReviewStore.Dismiss(session, job.FindingId))
        {
            return "dismissed";
        }

        return ReviewStore.Rank(session, job.FindingId, ReviewStore.BehindAll) ? "lowered" : "as-it-was";
    }

    private EntryDraft Judged(AskedQuestion asked, JudgeReply reply, long? cost, string effect)
    {
        var answer = reply.Answer.Value;
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["judge"] = "model",
            ["model"] = reply.Model,
            ["verdict"] = answer.Verdict,
            ["review"] = effect,
            ["promptHash"] = asked.Prompt.Hash,
            ["durationMs"] = Text((long)reply.Took.TotalMilliseconds),
        };
        Note(details, "tokensIn", reply.Usage.TokensIn);
        Note(details, "tokensOut", reply.Usage.TokensOut);
        Note(details, "costMicros", cost);
        if (settings.Price.Currency.Length > 0)
        {
            details["currency"] = settings.Price.Currency;
        }

        return Draft(asked.Job, "finding.judged", details) with
        {
            Content = new EvidenceContent(JsonSerializer.SerializeToUtf8Bytes(new { quote = answer.Quote, reason = answer.Reason }), "application/json"),
        };
    }

    private static EntryDraft Draft(JudgementRow job, string act, Dictionary<string, string> details)
    {
        details["finding"] = job.FindingId;
        details["conversation"] = job.ConversationId;
        details["rule"] = job.Rule;
        return new EntryDraft(job.InstitutionId, act) { CaseId = job.CaseId, SubjectId = job.PersonId, RuleHash = job.RuleVersion, Details = details };
    }

    private static void Note(Dictionary<string, string> details, string name, long? value)
    {
        if (value is { } known)
        {
            details[name] = Text(known);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
