using System.Globalization;
using Spectre.Console;

namespace Daylight.Cli.Serving;

/// <summary>
/// States a good standing for the demonstration's institution and its collectors, by the server's clock. Two trainings run out
/// within a month, which the console warns of; that of the last collector but one has run out, and the gate refuses their
/// contacts. (The last one shouts, and is needed.)
/// </summary>
internal sealed class DemoStanding(DemoFile demo, RemoteServer server)
{
    private const int MonthsSinceEvaluation = 4;
    private const int MonthsSinceLapsedTraining = 14;

    public async Task StateAsync(ProgressTask bar, CancellationToken cancellation)
    {
        bar.MaxValue = demo.Collectors.Count + 1;
        var session = await server.GetAsync("session", cancellation);
        var today = TodayOf(session["clock"]!["now"]!.GetValue<DateTimeOffset>(), session["institution"]!["zone"]!.GetValue<string>());
        await server.PutAsync(
            "institution/standing",
            new
            {
                listed = true, licensed = true, evaluatedOn = Day(today.AddMonths(-MonthsSinceEvaluation)), lenderConsent = false, callerIdShown = true,
                premiumRate = false,
            },
            cancellation);
        bar.Value = 1;
        foreach (var (index, collector) in demo.Collectors.Index())
        {
            await server.PutAsync(
                $"staff/{collector.StaffId}/standing",
                new { trainedOn = Day(TrainedOn(today, index)), ownDevice = false },
                cancellation);
            bar.Value++;
        }
    }

    /// <summary>One to ten months ago; of one collector more than a year; of two, days before the year is over.</summary>
    private DateOnly TrainedOn(DateOnly today, int index) => (demo.Collectors.Count - index) switch
    {
        2 => today.AddMonths(-MonthsSinceLapsedTraining),
        3 or 4 => today.AddMonths(-12).AddDays(7 * (demo.Collectors.Count - index)),
        _ => today.AddMonths(-1 - (index % 10)),
    };

    private static DateOnly TodayOf(DateTimeOffset now, string zone) => DateOnly.FromDateTime(
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? TimeZoneInfo.ConvertTime(now, known).DateTime : now.UtcDateTime);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
