using System.Globalization;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight detector train</c>.</summary>
internal static class DetectorTrain
{
    public sealed record Request(
        FileInfo[] Inputs, LabelledColumns Columns, FileInfo Model, string? Positive, string? Name, string Source, ulong Seed, int Threads, bool CoverPersonal, bool Json);

    public static async Task<int> RunAsync(Request request, CancellationToken cancellation)
    {
        if (Output.WouldDestroy(request.Model, request.Inputs))
        {
            return ExitCode.Unusable;
        }

        List<(string Text, string Label)> rows = [];
        var rejected = 0;
        foreach (var input in request.Inputs)
        {
            if (Read(input, request.Columns, rows) is not { } bad)
            {
                return ExitCode.Unusable;
            }

            rejected += bad;
        }

        var (labels, problem) = DetectorLabels.Of(rows.Select(row => row.Label).ToHashSet(StringComparer.Ordinal), request.Positive);
        if (labels is null)
        {
            return await UnusableAsync($"{request.Inputs[0].Name}: {problem}.");
        }

        var name = request.Name ?? Path.GetFileNameWithoutExtension(request.Model.Name);
        DetectorPlan plan = new(name, labels.Positive, labels.Negative, request.Source) { Seed = request.Seed, Threads = request.Threads, CoversPersonal = request.CoverPersonal };
        var texts = rows.ConvertAll(row => new LabelledText(row.Text, row.Label == labels.Positive));
        var outcome = await Output.ProgressAsync(context =>
        {
            var bar = context.AddTask("Training", maxValue: 1);
            return Task.Run(() => DetectorTraining.Train(texts, plan, share => bar.Value = share, cancellation), cancellation);
        });
        if (outcome.Detector is not { } detector)
        {
            return await UnusableAsync($"{request.Inputs[0].Name}: {outcome.Problem}.");
        }

        var file = detector.Write();
        await File.WriteAllBytesAsync(request.Model.FullName, file, cancellation);
        Print(request, detector, file.Length, rejected);
        return rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    /// <summary>Reads a file; answers how many rows were rejected, or null if it cannot be used.</summary>
    private static int? Read(FileInfo input, LabelledColumns columns, List<(string Text, string Label)> rows)
    {
        if (DetectorCommand.IsMissing(input))
        {
            return null;
        }

        using var reader = DetectorCommand.Reader(input);
        if (DetectorCommand.Open(input, columns, reader) is not { } file)
        {
            return null;
        }

        using LabelledRejects rejects = new(input);
        foreach (var row in file.Rows())
        {
            if (row.Problem is { } problem)
            {
                rejects.Add(row, problem);
            }
            else
            {
                rows.Add((row.Text, row.Label));
            }
        }

        return rejects.Count;
    }

    private static async Task<int> UnusableAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return ExitCode.Unusable;
    }

    private static void Print(Request request, Detector detector, int bytes, int rejected)
    {
        var rough = RoughCalibration.Of(detector.Card.Texts, detector.Card.PositiveTexts);
        if (request.Json)
        {
            Output.WriteJson(new { model = request.Model.FullName, detector.Hash, bytes, rejected, detector.Card, rough });
            return;
        }

        var card = detector.Card;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{card.Texts:N0} texts, {card.PositiveTexts:N0} labelled {card.Positive}; left out: {card.Duplicates:N0} duplicates, {card.Contradictions:N0} contradictions, {rejected:N0} rejected"));
        Console.WriteLine($"On unseen parts of the same files, threshold {DetectorCommand.Figure(card.Threshold)}:");
        DetectorEval.PrintFigures(card.Measured);
        if (rough is not null)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"warning: its probabilities are only rough: it learned from {rough.Positive:N0} texts of label {card.Positive} and {rough.Negative:N0} of label {card.Negative}; at least {rough.OfEachMin} of each are needed"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model: {request.Model} ({bytes / 1e6:0.0} MB, {detector.Hash})"));
    }
}
