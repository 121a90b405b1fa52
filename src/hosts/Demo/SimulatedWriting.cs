using Daylight.Demo.Api;
using Daylight.Demo.Samples;

namespace Daylight.Demo;

/// <summary>Written contact: single messages, screened before they leave, and threads.</summary>
internal sealed class SimulatedWriting(SimulatedDesk desk, SimulatedChoices choices, SampleLibrary library, DayClock clock, DayTally tally)
{
    private readonly SimulatedThread _thread = new(desk, choices, clock, tally);

    /// <returns>When the case should come up again.</returns>
    public async Task<DateTimeOffset?> MessageAsync(SimulatedCase @case, string moment, CancellationToken cancellation)
    {
        var later = clock.Now + choices.Seconds(3600, 7200);
        if (@case.Mobile() is not { } point || choices.Message(moment, @case.Employer, "sms", library.Messages) is not { } sample)
        {
            return later;
        }

        var (permitId, next) = await desk.AskAsync(@case, @case.Row.PersonId, "sms", point.Id, "collection", cancellation);
        if (permitId is null)
        {
            return next;
        }

        await clock.WaitAsync(choices.Seconds(10, 40), cancellation);
        await WriteAsync(sample, permitId, desk.Placeholders(@case), cancellation);
        return later;
    }

    /// <summary>A chat or text-message thread, both sides of it.</summary>
    /// <returns>When the case should come up again.</returns>
    public async Task<DateTimeOffset?> ThreadAsync(SimulatedCase @case, string kind, CancellationToken cancellation)
    {
        var channel = kind == "chat" ? "im" : kind;
        if (choices.Conversation(@case.Occasion(kind, "outbound", "Debtor"), library.Conversations, desk.Held) is not { } sample || @case.PointFor(channel) is not { } point)
        {
            return clock.Now + choices.Seconds(600, 1800);
        }

        var (permitId, next) = await _thread.HoldAsync(sample, @case, point, cancellation);
        if (permitId is null)
        {
            return next ?? clock.Now + choices.Seconds(7200, 14400);
        }

        await desk.ReportAsync(permitId, sample.Outcome, sample.Promise, @case, cancellation);
        await desk.RecordAsync(sample.Facts, @case, @case.Row.PersonId, null, cancellation);
        return clock.Now + choices.Seconds(7200, 14400);
    }

    /// <summary>What is blocked is written anew; what is warned about is written anew or, by the stubborn, sent after all.</summary>
    private async Task WriteAsync(SampleMessage sample, string permitId, Placeholders placeholders, CancellationToken cancellation)
    {
        var verdict = await desk.SendMessageAsync(permitId, placeholders.Fill(sample.Text), null, cancellation);
        if (verdict is null or { Verdict: "allowed" })
        {
            return;
        }

        tally.Add(Count.MessagesHeld, $"message:{verdict.Verdict}");
        await clock.WaitAsync(choices.Seconds(15, 60), cancellation);
        if (verdict.Verdict == "warned" && choices.Chance(0.3))
        {
            var seen = verdict.Findings.Select(finding => finding.Rule).Distinct(StringComparer.Ordinal).ToList();
            verdict = await desk.SendMessageAsync(permitId, placeholders.Fill(sample.Text), seen, cancellation);
        }
        else if (sample.Rewrite is { } rewrite)
        {
            verdict = await desk.SendMessageAsync(permitId, placeholders.Fill(rewrite), null, cancellation);
        }

        if (verdict is { Verdict: not "allowed" })
        {
            await desk.SendAsync($"contacts/permits/{permitId}/release", new { }, cancellation);
        }
    }
}
