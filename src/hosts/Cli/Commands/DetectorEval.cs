using System.Globalization;
using System.Text;
using System.Text.Json;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight detector eval</c>: reads, judges and counts in stretches, so that a file may be larger than memory.</summary>
internal static class DetectorEval
{
    private const int Stretch = 2_048;
    private const int GroupsMax = 200;

    public sealed record Request(Detector Detector, FileInfo Input, LabelledColumns Columns, FileInfo? Output, int Threads, bool Json);

    public static async Task<int> RunAsync(Request request, CancellationToken cancellation)
    {
        if (DetectorCommand.IsMissing(request.Input) || Output.WouldDestroy(request.Output, request.Input))
        {
            return ExitCode.Unusable;
        }

        using var reader = DetectorCommand.Reader(request.Input);
        if (DetectorCommand.Open(request.Input, request.Columns, reader) is not { } file)
        {
            return ExitCode.Unusable;
        }

        using LabelledRejects rejects = new(request.Input);
        await using var output = request.Output is null ? null : new StreamWriter(request.Output.FullName, append: false, new UTF8Encoding(false));
        Counts counts = new(request.Detector.Card.Threshold);
        DetectorLabels labels = new(request.Detector.Card.Positive, request.Detector.Card.Negative);
        foreach (var rows in Known(file.Rows(), labels, rejects).Chunk(Stretch))
        {
            await JudgeAsync(request, rows, counts, output, cancellation);
        }

        if (counts.All.Texts == 0)
        {
            await Console.Error.WriteLineAsync($"{request.Input.Name}: holds no labelled text that can be judged.");
            return ExitCode.Unusable;
        }

        Print(request, counts, rejects.Count);
        return rejects.Count > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    public static void PrintFigures(DetectorFigures figures)
    {
        Console.WriteLine($"accuracy: {DetectorCommand.Figure(figures.Accuracy)}");
        Console.WriteLine($"precision: {DetectorCommand.Figure(figures.Precision)}");
        Console.WriteLine($"recall: {DetectorCommand.Figure(figures.Recall)}");
        Console.WriteLine($"f1: {DetectorCommand.Figure(figures.F1)}");
        Console.WriteLine($"macro-f1: {DetectorCommand.Figure(figures.MacroF1)}");
        Console.WriteLine($"brier: {DetectorCommand.Figure(figures.Brier)}");
        Console.WriteLine($"calibration-error: {DetectorCommand.Figure(figures.CalibrationError)}");
    }

    public static IEnumerable<(LabelledRow Row, bool Positive)> Known(IEnumerable<LabelledRow> rows, DetectorLabels labels, LabelledRejects rejects)
    {
        foreach (var row in rows)
        {
            var positive = row.Problem is null ? labels.Read(row.Label) : null;
            if (positive is { } known)
            {
                yield return (row, known);
            }
            else
            {
                rejects.Add(row, row.Problem ?? $"label: {row.Label} is not known; this model knows {labels.Positive} and {labels.Negative}");
            }
        }
    }

    private static async Task JudgeAsync(Request request, (LabelledRow Row, bool Positive)[] rows, Counts counts, StreamWriter? output, CancellationToken cancellation)
    {
        var verdicts = new DetectorVerdict[rows.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation }, i => verdicts[i] = request.Detector.Judge(rows[i].Row.Text));
        for (var i = 0; i < rows.Length; i++)
        {
            counts.Add(rows[i].Row.Group, verdicts[i].Probability, rows[i].Positive);
            counts.AddClasses(Detector.RepeatsOthers(rows[i].Row.Text), request.Detector.IsDoubtful(rows[i].Row.Text), verdicts[i].Probability, rows[i].Positive);
            if (output is not null)
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(new { line = rows[i].Row.Line, probability = Math.Round(verdicts[i].Probability, 6), found = verdicts[i].Found, label = rows[i].Positive }));
            }
        }
    }

    private static void Print(Request request, Counts counts, int rejected)
    {
        var figures = counts.All.Figures();
        if (request.Json)
        {
            Output.WriteJson(new
            {
                model = request.Detector.Card.Name, request.Detector.Hash, request.Detector.Card.Threshold, figures.Texts, rejected, figures.Accuracy, figures.Precision, figures.Recall,
                figures.F1, figures.MacroF1, figures.Brier, figures.CalibrationError, quoting = counts.Quoting.Figures(), doubtful = counts.Doubtful.Figures(), groups = counts.Groups.ToDictionary(pair => pair.Key, pair => pair.Value.Figures(), StringComparer.Ordinal),
            });
            return;
        }

        PrintFigures(figures);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"texts: {figures.Texts}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rejected: {rejected}"));
        PrintClass("quoting", counts.Quoting);
        PrintClass("doubtful", counts.Doubtful);
        if (counts.Groups.Count > 0)
        {
            Output.WriteTable([request.Columns.Group!, "Texts", "Right", "Found", "Positive"], counts.Groups.Select(pair => Line(pair.Key, pair.Value)));
        }
    }

    /// <summary>The two kinds of text in which detectors raise most false alarms: those that repeat others, and those with words that decided training labels (anti-bias).</summary>
    private static void PrintClass(string name, DetectorTally tally)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}-texts: {tally.Texts}"));
        if (tally.Texts > 0)
        {
            Console.WriteLine($"{name}-accuracy: {DetectorCommand.Figure(tally.Figures().Accuracy)}");
            Console.WriteLine($"{name}-recall: {DetectorCommand.Figure(tally.Figures().Recall)}");
            Console.WriteLine($"{name}-alarms: {DetectorCommand.Figure((double)tally.FalseAlarms / Math.Max(1, tally.FalseAlarms + tally.RightlyQuiet))}");
        }
    }

    private static IReadOnlyList<string> Line(string name, DetectorTally tally) =>
        [name, Number(tally.Texts), DetectorCommand.Figure(tally.Figures().Accuracy), Number(tally.Hits + tally.FalseAlarms), Number(tally.Hits + tally.Misses)];

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Counts(double threshold)
    {
        public DetectorTally All { get; } = new(threshold);

        /// <summary>Texts that repeat words of others.</summary>
        public DetectorTally Quoting { get; } = new(threshold);

        /// <summary>Texts with words by which training labels went.</summary>
        public DetectorTally Doubtful { get; } = new(threshold);

        public SortedDictionary<string, DetectorTally> Groups { get; } = new(StringComparer.Ordinal);

        public void AddClasses(bool quoting, bool doubtful, double probability, bool positive)
        {
            if (quoting)
            {
                Quoting.Add(probability, positive);
            }

            if (doubtful)
            {
                Doubtful.Add(probability, positive);
            }
        }

        public void Add(string? group, double probability, bool positive)
        {
            All.Add(probability, positive);
            if (group is null)
            {
                return;
            }

            var name = Groups.Count < GroupsMax || Groups.ContainsKey(group) ? group : "others";
            if (!Groups.TryGetValue(name, out var tally))
            {
                Groups[name] = tally = new DetectorTally(threshold);
            }

            tally.Add(probability, positive);
        }
    }
}
