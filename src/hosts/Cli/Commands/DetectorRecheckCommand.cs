using System.Globalization;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight detector recheck</c>.</summary>
internal static class DetectorRecheckCommand
{
    public sealed record Request(Detector Detector, FileInfo Input, LabelledColumns Columns, FileInfo Words, double? Share, FileInfo Model, bool Json);

    public static async Task<int> RunAsync(Request request, CancellationToken cancellation)
    {
        if (DetectorCommand.IsMissing(request.Input) || DetectorCommand.IsMissing(request.Words))
        {
            return ExitCode.Unusable;
        }

        using var reader = DetectorCommand.Reader(request.Input);
        if (DetectorCommand.Open(request.Input, request.Columns, reader) is not { } file)
        {
            return ExitCode.Unusable;
        }

        using LabelledRejects rejects = new(request.Input);
        DetectorLabels labels = new(request.Detector.Card.Positive, request.Detector.Card.Negative);
        var texts = DetectorEval.Known(file.Rows(), labels, rejects).Select(one => new LabelledText(one.Row.Text, one.Positive)).ToArray();
        var words = (await File.ReadAllLinesAsync(request.Words.FullName, cancellation)).Select(word => word.Trim()).Where(word => word.Length > 0).ToArray();
        var outcome = DetectorRecheck.Run(request.Detector, texts, words, request.Share);
        if (outcome is not { Detector: { } detector, Before: { } before, After: { } after })
        {
            await Console.Error.WriteLineAsync($"{request.Input.Name}: {outcome.Problem}.");
            return ExitCode.Unusable;
        }

        await File.WriteAllBytesAsync(request.Model.FullName, detector.Write(), cancellation);
        Print(request, detector, before, after, rejects.Count);
        return rejects.Count > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private static void Print(Request request, Detector detector, DetectorFigures before, DetectorFigures after, int rejected)
    {
        if (request.Json)
        {
            Output.WriteJson(new { model = request.Model.FullName, detector.Hash, detector.Card.Doubt, before, after, rejected });
            return;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"texts: {before.Texts}"));
        Output.WriteTable(["On them", "Accuracy", "Precision", "Recall", "Macro-F1"], [Line("before", before), Line("after, each half by a fit on the other", after)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model: {request.Model} ({detector.Hash})"));
    }

    private static IReadOnlyList<string> Line(string name, DetectorFigures figures) =>
        [name, DetectorCommand.Figure(figures.Accuracy), DetectorCommand.Figure(figures.Precision), DetectorCommand.Figure(figures.Recall), DetectorCommand.Figure(figures.MacroF1)];
}
