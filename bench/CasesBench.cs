using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Daylight.Bench;

/// <summary>The list of a hundred thousand cases in every order: its first page, and one far down, as the console reads them.</summary>
internal static class CasesBench
{
    private const int Rows = 100_000;
    private const int PagesDown = 200;
    private const int Times = 50;
    private static readonly string[] Orders = ["-openedAt", "-lastContactAt", "-balance", "-daysPastDue"];

    public static async Task RunAsync()
    {
        await using var installation = await Installation.OpenAsync();
        await Api.ImportAsync(installation.Admin, Api.Portfolio(Rows));
        Latencies first = new();
        Latencies later = new();
        foreach (var order in Orders)
        {
            var far = await DownAsync(installation.Admin, order);
            for (var i = 0; i < Times; i++)
            {
                first.Add(await TimeAsync(installation.Admin, $"cases?sort={order}&limit=50"));
                later.Add(await TimeAsync(installation.Admin, $"cases?sort={order}&limit=50&cursor={far}"));
            }
        }

        var row = string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} cases, page of 50, {Orders.Length} orders");
        Figures.Print($"{row}: the first page", first.Percentiles(), $"{first.Count} requests");
        Figures.Print($"{row}: behind {PagesDown * 200:N0} cases", later.Percentiles(), $"{later.Count} requests");
    }

    private static async Task<string> DownAsync(HttpClient admin, string order)
    {
        string? cursor = null;
        for (var page = 0; page < PagesDown; page++)
        {
            cursor = (await Api.GetAsync(admin, $"cases?sort={order}&limit=200{(cursor is null ? "" : "&cursor=" + cursor)}"))["next"]!.GetValue<string>();
        }

        return cursor!; // There are more cases than these pages hold.
    }

    private static async Task<TimeSpan> TimeAsync(HttpClient admin, string path)
    {
        var started = Stopwatch.GetTimestamp();
        JsonNode page = await Api.GetAsync(admin, path);
        var took = Stopwatch.GetElapsedTime(started);
        return page["items"]!.AsArray().Count == 50 ? took : throw new InvalidOperationException($"{path} gave {page["items"]!.AsArray().Count} rows.");
    }
}
