using Daylight.Demo.Samples;

namespace Daylight.Demo;

/// <summary>Calls: to the debtor, from the debtor, and to somebody beside the debtor.</summary>
internal sealed class SimulatedCalls(SimulatedDesk desk, SimulatedChoices choices, SampleLibrary library, DayClock clock, DayTally tally)
{
    private readonly SimulatedTalk _talk = new(desk, choices, clock, tally);

    /// <returns>When to try again, and the kind of message the moment asks for.</returns>
    public async Task<(DateTimeOffset? Again, string? Moment)> OutboundAsync(SimulatedCase @case, CancellationToken cancellation)
    {
        if (@case.Telephone() is not { } point)
        {
            return (null, null);
        }

        var sample = Choose(@case, "outbound", "Debtor");
        return await DialAsync(@case, @case.Row.PersonId, point.Id, "collection", sample, cancellation);
    }

    /// <summary>The debtor rings: no permit is needed, the conversation is kept all the same.</summary>
    public async Task<DateTimeOffset?> InboundAsync(SimulatedCase @case, CancellationToken cancellation)
    {
        var spouse = @case.View?.Parties.FirstOrDefault(party => party.Role == "Spouse");
        var role = spouse is not null && choices.Chance(0.5) ? "Spouse" : "Debtor";
        var personId = role == "Spouse" ? spouse!.PersonId : @case.Row.PersonId; // The role is Spouse only if there is one.
        if (Choose(@case, "inbound", role) is not { } sample)
        {
            return clock.Now + choices.Seconds(600, 3600);
        }

        if (await _talk.HoldAsync(sample, @case, personId, null, cancellation))
        {
            await desk.RecordAsync(sample.Facts, @case, personId, null, cancellation);
        }

        return clock.Now + choices.Seconds(7200, 14400);
    }

    /// <summary>Asks for somebody else of the case. Mostly the gate refuses, and that is the end of it.</summary>
    public async Task<DateTimeOffset?> ThirdPartyAsync(SimulatedCase @case, CancellationToken cancellation)
    {
        if (@case.SomebodyBeside() is not { } party)
        {
            return (await OutboundAsync(@case, cancellation)).Again;
        }

        var purpose = party.Role == "Guarantor" ? "collection" : "location";
        var sample = Choose(@case, "outbound", party.Role);
        await DialAsync(@case, party.PersonId, party.ContactPoints[0].Id, purpose, sample, cancellation);
        return clock.Now + choices.Seconds(1800, 7200);
    }

    private async Task<(DateTimeOffset? Again, string? Moment)> DialAsync(
        SimulatedCase @case, string personId, string pointId, string purpose, SampleConversation? sample, CancellationToken cancellation)
    {
        var (permitId, next) = await desk.AskAsync(@case, personId, "call", pointId, purpose, cancellation);
        if (permitId is null)
        {
            return (next, null);
        }

        var dialled = choices.Dial();
        if (dialled != SimulatedDial.Answered || sample is null)
        {
            return await UnansweredAsync(@case, permitId, dialled, cancellation);
        }

        await clock.WaitAsync(choices.Seconds(4, 20), cancellation);
        if (!await _talk.HoldAsync(sample, @case, personId, permitId, cancellation))
        {
            if (tally.Exhausted)
            {
                await desk.SendAsync($"contacts/permits/{permitId}/release", new { }, cancellation);
            }

            return (clock.Now + choices.Seconds(600, 1800), null);
        }

        await desk.ReportAsync(permitId, sample.Outcome, sample.Promise, @case, cancellation);
        await desk.RecordAsync(sample.Facts, @case, personId, pointId, cancellation);
        // Who asked for letters, named a lawyer or disputed the debt is left alone for the day, whatever the packs would allow.
        @case.Done = sample.Facts.Count > 0 || (sample.Promise is not null && choices.Chance(0.85));
        var moment = sample.SomebodyElseAnswers || sample.Facts.Count > 0 ? null : sample.Promise is null ? "after-talk" : "after-promise";
        return (clock.Now + choices.Seconds(4500, 10800), moment);
    }

    private async Task<(DateTimeOffset? Again, string? Moment)> UnansweredAsync(
        SimulatedCase @case, string permitId, SimulatedDial dialled, CancellationToken cancellation)
    {
        await clock.WaitAsync(choices.Seconds(12, 40), cancellation);
        var outcome = dialled switch
        {
            SimulatedDial.Busy => "busy",
            SimulatedDial.Voicemail => "voicemail",
            SimulatedDial.Dropped => "dropped",
            SimulatedDial.NotInService => "not-in-service",
            SimulatedDial.NoAnswer or SimulatedDial.Answered => "no-answer",
            _ => throw new InvalidOperationException("There is no such dial."),
        };
        await desk.ReportAsync(permitId, outcome, null, @case, cancellation);
        tally.Add(Count.Unanswered, outcome);
        return (clock.Now + choices.Redial(), outcome == "no-answer" ? "after-no-answer" : null);
    }

    private SampleConversation? Choose(SimulatedCase @case, string direction, string role) =>
        choices.Conversation(@case.Occasion("call", direction, role), library.Conversations, desk.Held);
}
