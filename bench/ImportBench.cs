using System.Diagnostics;

namespace Daylight.Bench;

/// <summary>A hundred thousand accounts through the API into the embedded database, every case with its sealed entry.</summary>
internal static class ImportBench
{
    private const int Rows = 100_000;

    public static async Task RunAsync()
    {
        await using var installation = await Installation.OpenAsync();
        var csv = Api.Portfolio(Rows);
        var started = Stopwatch.GetTimestamp();
        var import = await Api.ImportAsync(installation.Admin, csv);
        var took = Stopwatch.GetElapsedTime(started);
        Figures.Print($"import of {import["rowsAdded"]!.GetValue<int>():N0} accounts", $"{Figures.Rate(Rows, took, "rows")} ({took.TotalSeconds:0.0} s)", "limit: 60 s");
    }
}
