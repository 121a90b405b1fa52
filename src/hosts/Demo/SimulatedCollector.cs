using Daylight.Demo.Api;
using Daylight.Demo.Samples;

namespace Daylight.Demo;

/// <summary>One collector's working day: walks the assigned cases, keeps to what the gate says, comes back when it allows.</summary>
internal sealed class SimulatedCollector(
    string staffId, SimulatedDesk desk, SimulatedChoices choices, SampleLibrary library, DayClock clock, DayTally tally)
{
    private const int CasesMax = 2000;
    private readonly PriorityQueue<SimulatedCase, DateTimeOffset> _queue = new();
    private readonly SimulatedCalls _calls = new(desk, choices, library, clock, tally);
    private readonly SimulatedWriting _writing = new(desk, choices, library, clock, tally);

    /// <summary>Works until the day is over, the conversations are used up or nothing is left to do.</summary>
    public async Task WorkAsync(CancellationToken cancellation)
    {
        await desk.CloseWhatWasLeftOpenAsync(staffId, cancellation);
        await LoadCasesAsync(cancellation);
        await clock.WaitAsync(choices.Seconds(5, 180), cancellation);
        await desk.CloseWhatWasLeftOpenAsync(staffId, cancellation);
        while (!clock.Over && !tally.Exhausted && _queue.TryDequeue(out var next, out var due))
        {
            await ReadClockIfServerWasAwayAsync(cancellation);
            await RestAtLunchAsync(cancellation);
            await clock.WaitUntilAsync(due, cancellation);
            if (clock.Over || tally.Exhausted)
            {
                return;
            }

            var again = await WorkOnAsync(next, cancellation);
            if (again is { } moment && moment < clock.End && !next.Done && !next.WornOut)
            {
                _queue.Enqueue(next, moment);
            }

            await clock.WaitAsync(choices.Seconds(40, 190), cancellation);
        }
    }

    private async Task LoadCasesAsync(CancellationToken cancellation)
    {
        var cases = new List<SimulatedCase>();
        var cursor = "";
        do
        {
            var page = await desk.Client.GetAsync<Page<CaseRow>>($"cases?assignee=me&limit=200{cursor}", cancellation);
            cases.AddRange((page.Value?.Items ?? []).Select(row => new SimulatedCase(row)));
            cursor = page.Value?.Next is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : "";
        }
        while (cursor.Length > 0 && cases.Count < CasesMax);

        choices.Shuffle(cases);
        tally.Add(Count.Cases, "cases-loaded", cases.Count);
        foreach (var (index, found) in cases.Index())
        {
            // All are due at once, in this order: a tick apart.
            _queue.Enqueue(found, clock.StartedAt.AddTicks(index));
        }
    }

    /// <returns>When the case should come up again, or null for not today.</returns>
    private async Task<DateTimeOffset?> WorkOnAsync(SimulatedCase @case, CancellationToken cancellation)
    {
        if (@case.View is null)
        {
            var opened = await desk.Client.GetAsync<CaseView>($"cases/{@case.Row.Id}", cancellation);
            if (opened.Value is null)
            {
                tally.Problem(opened.Problem?.Code ?? "case-unreadable");
                return null;
            }

            @case.View = opened.Value;
        }

        @case.Attempts++;
        return choices.Move() switch
        {
            SimulatedMove.Call => await CallAsync(@case, cancellation),
            SimulatedMove.WriteMessage => await _writing.MessageAsync(@case, "after-no-answer", cancellation),
            SimulatedMove.HoldThread => await _writing.ThreadAsync(@case, choices.Thread(), cancellation),
            SimulatedMove.TakeInboundCall => await _calls.InboundAsync(@case, cancellation),
            SimulatedMove.AskForThirdParty => await _calls.ThirdPartyAsync(@case, cancellation),
            _ => throw new InvalidOperationException("There is no such move."),
        };
    }

    private async Task<DateTimeOffset?> CallAsync(SimulatedCase @case, CancellationToken cancellation)
    {
        var (again, moment) = await _calls.OutboundAsync(@case, cancellation);
        if (moment == "after-no-answer" && @case.SomebodyBeside() is not null && choices.Chance(0.4))
        {
            // The temptation of the trade: nobody answers, so try somebody close. The gate knows when that is allowed.
            await clock.WaitAsync(choices.Seconds(15, 45), cancellation);
            await _calls.ThirdPartyAsync(@case, cancellation);
        }

        if (moment is not null && choices.Chance(0.25))
        {
            await clock.WaitAsync(choices.Seconds(20, 60), cancellation);
            await _writing.MessageAsync(@case, moment, cancellation);
        }

        return again;
    }

    private async Task RestAtLunchAsync(CancellationToken cancellation)
    {
        while (clock.Lunch && choices.Chance(0.8))
        {
            await clock.WaitAsync(choices.Seconds(300, 900), cancellation);
        }
    }

    private async Task ReadClockIfServerWasAwayAsync(CancellationToken cancellation)
    {
        if (desk.Client.WasAway)
        {
            desk.Client.Seen();
            var session = await desk.Client.GetAsync<SessionView>("session", cancellation);
            if (session.Value is { } view)
            {
                clock.Synchronise(view.Clock);
            }
        }
    }
}
