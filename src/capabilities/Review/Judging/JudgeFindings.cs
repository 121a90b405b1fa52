using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Review;

/// <summary>
/// Asks the model about findings, one after the other, until none waits. Who asks holds a lease; what a stopped server left is
/// asked again when it has run out. Before each question the most it may cost is put on the day's account, so that no limit is
/// passed however many ask at the same time, and whatever a server leaves open.
/// </summary>
internal sealed partial class JudgeFindings(
    Database database,
    Transcripts transcripts,
    CaseMask masks,
    SubjectStates states,
    JudgeSettings settings,
    OpenAiJudge judge,
    KeepJudgement keeping,
    HumanClock clock,
    ILogger<JudgeFindings> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>How long a finding of a live conversation waits for the turns behind it.</summary>
    private static readonly TimeSpan LiveWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan LiveLook = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MinuteLook = TimeSpan.FromSeconds(5);

    /// <summary>How long who asks is believed to be alive: longer than any question takes.</summary>
    public TimeSpan Lease => (settings.Address?.Timeout ?? TimeSpan.Zero) + TimeSpan.FromMinutes(1);

    /// <summary>Takes the next finding and asks about it; false if none is due.</summary>
    public async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        if (!settings.IsOn || await database.WriteAsync(Take, cancellation).ConfigureAwait(false) is not { } job)
        {
            return false;
        }

        switch (await database.ReadAsync(session => Prepare(session, job), cancellation).ConfigureAwait(false))
        {
            case JudgeLater later:
                await database.WriteAsync(session => JudgementStore.Wait(session, job.FindingId, null, UtcMicros.From(clock.UtcNow + later.Wait)), cancellation).ConfigureAwait(false);
                break;
            case JudgeNever never:
                await database.WriteAsync(session => keeping.GiveUp(session, job, never.Why), cancellation).ConfigureAwait(false);
                break;
            case JudgeNow now:
                await AskAsync(job, now, cancellation).ConfigureAwait(false);
                break;
        }

        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.IsOn)
        {
            await Task.WhenAll(Enumerable.Range(0, settings.Parallel).Select(_ => ServiceRounds.WorkOffAsync(
                () => WorkAsync(stoppingToken), Pause, failure => LogFailure(log, failure), stoppingToken))).ConfigureAwait(false);
        }
    }

    private JudgementRow? Take(Session session)
    {
        session.Lock("judgement");
        var now = clock.UtcNow;
        if (JudgementStore.Due(session, UtcMicros.From(now)) is not { } due)
        {
            return null;
        }

        JudgementStore.Lease(session, due.FindingId, UtcMicros.From(now + Lease));
        return due;
    }

    private JudgePreparation Prepare(Session session, JudgementRow job)
    {
        var waited = clock.UtcNow - UtcMicros.ToInstant(job.CreatedAt);
        if (waited > settings.GiveUpAfter)
        {
            return new JudgeNever(JudgeErrors.TooLate);
        }

        if (job.Attempts >= settings.Attempts)
        {
            return new JudgeNever(JudgeErrors.TimedOut); // Whoever asked last never told what came of it.
        }

        if (states.Of(session, job.InstitutionId, job.PersonId) != SubjectState.Active
            || transcripts.Card(session, job.InstitutionId, job.ConversationId) is not { } card
            || FindingStore.FindAll(session, job.InstitutionId, [job.FindingId]).FirstOrDefault() is not { } finding)
        {
            return new JudgeNever(JudgeErrors.Withheld);
        }

        var around = Around(session, job, finding);
        if (card.ClosedAt is null && waited < LiveWait && JudgeExcerpt.TurnsBehind(around, finding.UtteranceSeq) <= job.Turns && job.Turns > 0)
        {
            return new JudgeLater(LiveLook);
        }

        return masks.Of(session, job.InstitutionId, job.CaseId) is { } mask && JudgeExcerpt.Of(around, finding, (int)job.Turns, mask) is { } excerpt
            ? new JudgeNow(excerpt, JudgePrompt.Of(settings, job.Ask, excerpt))
            : new JudgeNever(JudgeErrors.TooWide);
    }

    private IReadOnlyList<Utterance> Around(Session session, JudgementRow job, FindingRecord finding)
    {
        var seq = finding.UtteranceSeq;
        return seq < 0
            ? transcripts.Utterances(session, job.InstitutionId, job.ConversationId, 0, long.MaxValue)
            : transcripts.Utterances(session, job.InstitutionId, job.ConversationId, Math.Max(0, seq - JudgeExcerpt.AroundMax), seq + JudgeExcerpt.AroundMax + 1);
    }

    private async Task AskAsync(JudgementRow job, JudgeNow now, CancellationToken cancellation)
    {
        if (await database.WriteAsync(session => Reserve(session, job, now.Prompt), cancellation).ConfigureAwait(false) is { } asked)
        {
            var reply = await judge.AskAsync(now.Prompt, now.Excerpt, cancellation).ConfigureAwait(false);
            await database.WriteAsync(session => keeping.Keep(session, asked, reply), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Puts a question on the day's account; null if a limit is reached, and it waits.</summary>
    private AskedQuestion? Reserve(Session session, JudgementRow job, JudgePrompt prompt)
    {
        session.Lock("judge:" + job.InstitutionId);
        var now = clock.UtcNow;
        var day = (long)(now - DateTimeOffset.UnixEpoch).TotalDays;
        var spent = JudgeDayStore.Since(session, job.InstitutionId, day);
        var ceiling = settings.Price.Micros(prompt.Body.Length, settings.AnswerTokensMax); // No token is shorter than a byte.
        var cost = spent.Where(row => row.Currency == settings.Price.Currency).Sum(row => row.CostMicros);
        if (spent.Sum(row => row.Asked) >= settings.PerDay || cost + ceiling > settings.Price.DayMaxMicros)
        {
            JudgementStore.Wait(session, job.FindingId, JudgeErrors.DayLimit.Code, UtcMicros.From(DateTimeOffset.UnixEpoch.AddDays(day + 1)));
            return null;
        }

        if (JudgementStore.AskedSince(session, job.InstitutionId, UtcMicros.From(now - TimeSpan.FromMinutes(1))) >= settings.PerMinute)
        {
            JudgementStore.Wait(session, job.FindingId, null, UtcMicros.From(now + MinuteLook));
            return null;
        }

        JudgementStore.Ask(session, job.FindingId, UtcMicros.From(now));
        JudgeDayStore.Add(session, new JudgeDayRow { InstitutionId = job.InstitutionId, Day = day, Currency = settings.Price.Currency, Asked = 1, CostMicros = ceiling });
        return new AskedQuestion(job, prompt, day, ceiling);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A finding could not be judged now")]
    private static partial void LogFailure(ILogger logger, Exception failure);

    /// <summary>What is to be done with a finding that is due.</summary>
    private abstract record JudgePreparation;

    private sealed record JudgeNow(JudgeExcerpt Excerpt, JudgePrompt Prompt) : JudgePreparation;

    private sealed record JudgeLater(TimeSpan Wait) : JudgePreparation;

    private sealed record JudgeNever(Failure Why) : JudgePreparation;
}
