using System.Globalization;
using Daylight.Demo.Api;
using Daylight.Demo.Samples;

namespace Daylight.Demo;

/// <summary>
/// Plays a working day through the public API, exactly as real clients would use it: sign in by token, ask the gate, keep to
/// its answer, hold the conversation, report what happened. Everything it sends is invented.
/// </summary>
public sealed class SimulatedDay
{
    private readonly SimulatedDayOptions _options;
    private readonly List<string> _gaveUp = [];

    /// <exception cref="ArgumentOutOfRangeException">The pace is outside 1 to 3600.</exception>
    /// <exception cref="ArgumentException">There is no collector.</exception>
    public SimulatedDay(SimulatedDayOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Pace, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Pace, 3600);
        if (options.Collectors.Count == 0)
        {
            throw new ArgumentException("A day needs at least one collector.", nameof(options));
        }

        _options = options;
    }

    /// <summary>Plays until the day is over by the server's clock, the conversations are used up, or it is cancelled.</summary>
    /// <returns>What happened.</returns>
    /// <exception cref="InvalidDataException">A sample file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<DaySummary> RunAsync(CancellationToken cancellation)
    {
        var library = SampleLibrary.Read(_options.SamplesFolder);
        var tally = new DayTally(_options.Report, _options.MaxConversations);
        var began = _options.TimeProvider.GetTimestamp();
        using var network = _options.Handler is null ? new SocketsHttpHandler { MaxConnectionsPerServer = 64 } : null;
        var handler = _options.Handler ?? network!; // Exactly one of the two is there.

        var first = await SignInAsync(Client(handler, 0, "reading", tally), cancellation);
        if (first is null)
        {
            return new DaySummary(tally.Progress("not-started"), default, _options.TimeProvider.GetElapsedTime(began), _gaveUp);
        }

        var clock = new DayClock(first, _options.Pace, _options.EndsAt, _options.TimeProvider);
        tally.Use(clock);
        // The moment of the start makes the keys of this run differ from those of an earlier one against the same data.
        var run = clock.StartedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, _options.Collectors.Count)
            .Select(place => Task.Run(() => WorkAsync(place, Client(handler, place, run, tally), library, clock, tally, cancellation), cancellation)));
        return new DaySummary(tally.Progress("day-over"), clock.StartedAt, _options.TimeProvider.GetElapsedTime(began), _gaveUp);
    }

    private async Task WorkAsync(int place, DaylightClient client, SampleLibrary library, DayClock clock, DayTally tally, CancellationToken cancellation)
    {
        try
        {
            var session = await SignInAsync(client, cancellation);
            if (session is null)
            {
                return;
            }

            var temperament = SimulatedTemperament.Of(place, _options.Collectors.Count);
            var choices = new SimulatedChoices(_options.Seed, place, temperament);
            var desk = new SimulatedDesk(client, _options.Collectors[place].Name, session.Institution.Name, clock, tally);
            await new SimulatedCollector(session.Staff.Id, desk, choices, library, clock, tally).WorkAsync(cancellation);
        }
        catch (ServerGoneException gone)
        {
            GiveUp(gone.Message);
        }
    }

    private async Task<SessionView?> SignInAsync(DaylightClient client, CancellationToken cancellation)
    {
        try
        {
            var session = await client.GetAsync<SessionView>("session", cancellation);
            if (session.Value is null)
            {
                GiveUp($"GET /session answered {session.Problem?.Status} {session.Problem?.Code}.");
            }

            return session.Value;
        }
        catch (ServerGoneException gone)
        {
            GiveUp(gone.Message);
            return null;
        }
    }

    private DaylightClient Client(HttpMessageHandler handler, int place, string run, DayTally tally) =>
        new(handler, _options.Server, _options.Collectors[place].Token, $"day-{run}-{place}", _options.Patience, _options.TimeProvider)
        {
            Repeated = () => tally.Add(Count.Retries, "retry"),
        };

    private void GiveUp(string reason)
    {
        lock (_gaveUp)
        {
            _gaveUp.Add(reason);
        }
    }
}
