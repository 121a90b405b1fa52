using System.Globalization;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight detector train</c> on utterances with labels: a detector of many labels.</summary>
internal static class LabelTrain
{
    public static async Task<int> RunAsync(DetectorTrain.Request request, CancellationToken cancellation)
    {
        if (request.Inputs.Any(DetectorCommand.IsMissing))
        {
            return ExitCode.Unusable;
        }

        if (request.Positive is not null || !request.Inputs.All(LabelledLines.IsJson))
        {
            await Console.Error.WriteLineAsync("A detector of many labels is trained on .jsonl files alone, and knows no --positive; one of two labels on CSV.");
            return ExitCode.Unusable;
        }

        if (Output.WouldDestroy(request.Model, request.Inputs))
        {
            return ExitCode.Unusable;
        }

        List<LabelledUtterance> utterances = [];
        var rejected = 0;
        foreach (var input in request.Inputs)
        {
            using LabelledRejects rejects = new(input);
            utterances.AddRange(LabelledLines.Read(input, rejects));
            rejected += rejects.Count;
        }

        LabelPlan plan = new(request.Name ?? Path.GetFileNameWithoutExtension(request.Model.Name), request.Source)
        {
            Seed = request.Seed, Threads = request.Threads, CoversPersonal = request.CoverPersonal,
        };
        var outcome = await Output.ProgressAsync(context =>
        {
            var bar = context.AddTask("Training", maxValue: 1);
            return Task.Run(() => LabelTraining.Train(utterances, plan, share => bar.Value = share, cancellation), cancellation);
        });
        if (outcome.Detector is not { } detector)
        {
            await Console.Error.WriteLineAsync($"{request.Inputs[0].Name}: {outcome.Problem}.");
            return ExitCode.Unusable;
        }

        var file = detector.Write();
        await File.WriteAllBytesAsync(request.Model.FullName, file, cancellation);
        Print(request, detector, outcome.LeftOut, file.Length, rejected);
        return rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private static void Print(DetectorTrain.Request request, LabelDetector detector, IReadOnlyList<string> leftOut, int bytes, int rejected)
    {
        if (request.Json)
        {
            Output.WriteJson(new { model = request.Model.FullName, detector.Hash, bytes, rejected, leftOut, detector.Card });
            return;
        }

        var card = detector.Card;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{card.Texts:N0} texts, {card.Labels.Count} labels; {card.Duplicates:N0} copies joined, {rejected:N0} rejected"));
        if (leftOut.Count > 0)
        {
            Console.WriteLine($"left out, with fewer than {DetectorTraining.TextsOfEachMin} texts that carry it or that do not: {string.Join(", ", leftOut)}");
        }

        Console.WriteLine("On unseen parts of the same files; AP: average precision, from: the threshold of the best F1:");
        LabelEval.PrintTable(card.Labels);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model: {request.Model} ({bytes / 1e6:0.0} MB, {detector.Hash})"));
    }
}
