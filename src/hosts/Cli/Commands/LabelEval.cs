using System.Globalization;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary>What <c>daylight detector eval</c>, <c>compare</c> and <c>explain</c> do with detectors of many labels.</summary>
internal static class LabelEval
{
    public static async Task<int> RunAsync(LabelDetector detector, FileInfo input, bool json)
    {
        if (await MeasureAsync(input, detector) is not [var evaluation])
        {
            return ExitCode.Unusable;
        }

        if (json)
        {
            Output.WriteJson(new { model = detector.Card.Name, detector.Hash, evaluation.Texts, evaluation.Rejected, labels = evaluation.Labels });
        }
        else
        {
            PrintTable(evaluation.Labels);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"texts: {evaluation.Texts}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rejected: {evaluation.Rejected}"));
        }

        return evaluation.Rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    /// <summary>Champion and challenger side by side, for every label that both know.</summary>
    public static async Task<int> CompareAsync(LabelDetector champion, LabelDetector challenger, FileInfo input, bool json)
    {
        if (await MeasureAsync(input, champion, challenger) is not [var first, var second])
        {
            return ExitCode.Unusable;
        }

        var both = first.Labels.Join(second.Labels, one => one.Label, other => other.Label, (one, other) => (Champion: one, Challenger: other), StringComparer.Ordinal).ToArray();
        if (both.Length == 0)
        {
            await Console.Error.WriteLineAsync("The two models have no label in common that the file tells of.");
            return ExitCode.Unusable;
        }

        if (json)
        {
            Output.WriteJson(new { champion = champion.Hash, challenger = challenger.Hash, first.Texts, first.Rejected, labels = both.Select(pair => new { pair.Champion.Label, pair.Champion, pair.Challenger }) });
        }
        else
        {
            Output.WriteTable(
                ["Label", "AP", "Precision", "Recall"],
                both.Select(pair => (IReadOnlyList<string>)[
                    pair.Champion.Label, Both(pair, one => one.AveragePrecision),
                    Both(pair, one => one.Measured.Precision), Both(pair, one => one.Measured.Recall)]));
            Console.WriteLine("champion / challenger, each at the thresholds of its card; AP: average precision");
        }

        return first.Rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    public static int Explain(LabelDetector detector, SpokenText spoken, string? label, int top, bool json)
    {
        var probabilities = new double[detector.Card.Labels.Count];
        detector.Judge(spoken, probabilities);
        var place = label is null ? Array.IndexOf(probabilities, probabilities.Max()) : detector.Place(label);
        if (place is not { } at)
        {
            Console.Error.WriteLine($"The model has no label {label}; it knows {string.Join(", ", detector.Card.Labels.Select(one => one.Label))}.");
            return ExitCode.Unusable;
        }

        var explanation = detector.Explain(spoken, at);
        var words = explanation.Influences.Take(Math.Max(0, top)).Select(influence => (Where: "words", Text: spoken.Text[influence.Span.From..influence.Span.To], influence.Weight))
            .Concat(explanation.Before.Take(Math.Max(0, top)).Select(influence => (Where: "before", Text: spoken.Before![influence.Span.From..influence.Span.To], influence.Weight))) // Only what was said has pieces.
            .OrderByDescending(piece => Math.Abs(piece.Weight)).Take(Math.Max(0, top)).ToArray();
        var rest = explanation.LogOdds - explanation.Level - explanation.Kind - words.Sum(piece => piece.Weight);
        var all = detector.Card.Labels.Select((one, i) => (one.Label, Probability: probabilities[i], Found: probabilities[i] >= one.Threshold)).OrderByDescending(one => one.Probability).ToArray();
        if (json)
        {
            Output.WriteJson(new
            {
                labels = all.Select(one => new { one.Label, one.Probability, one.Found }), explained = detector.Card.Labels[at].Label, explanation.LogOdds, explanation.Level, explanation.Kind, rest,
                influences = words.Select(piece => new { piece.Where, piece.Text, piece.Weight }),
            });
            return ExitCode.Done;
        }

        Output.WriteTable(["Label", "Probability", "Found"], all.Select(one => (IReadOnlyList<string>)[one.Label, DetectorCommand.Figure(one.Probability), one.Found ? "yes" : "no"]));
        Console.WriteLine($"What moved {detector.Card.Labels[at].Label}:");
        Output.WriteTable(["Piece", "Of", "Weight"], words.Select(piece => (IReadOnlyList<string>)[piece.Text, piece.Where, DetectorCommand.Signed(piece.Weight)])
            .Append(["all others", "", DetectorCommand.Signed(rest)]).Append(["the channel", "", DetectorCommand.Signed(explanation.Kind)])
            .Append(["before anything is known", "", DetectorCommand.Signed(explanation.Level)]).Append(["log odds", "", DetectorCommand.Signed(explanation.LogOdds)]));
        return ExitCode.Done;
    }

    /// <summary>AP is the average precision; From is the threshold.</summary>
    public static void PrintTable(IEnumerable<LabelCard> labels) => Output.WriteTable(
        ["Label", "Texts", "Carry it", "AP", "From", "Precision", "Recall"],
        labels.Select(one => (IReadOnlyList<string>)[
            one.Label, Number(one.Texts), Number(one.PositiveTexts), DetectorCommand.Figure(one.AveragePrecision), one.Threshold.ToString("0.00", CultureInfo.InvariantCulture),
            DetectorCommand.Figure(one.Measured.Precision), DetectorCommand.Figure(one.Measured.Recall)]));

    /// <summary>One evaluation a detector, all of the same lines; null, with a word of why, if there is nothing to judge.</summary>
    private static async Task<Measured[]?> MeasureAsync(FileInfo input, params LabelDetector[] detectors)
    {
        if (DetectorCommand.IsMissing(input))
        {
            return null;
        }

        if (!LabelledLines.IsJson(input))
        {
            await Console.Error.WriteLineAsync($"{input.Name}: a detector of many labels is measured on a .jsonl file of utterances with labels.");
            return null;
        }

        using LabelledRejects rejects = new(input);
        var evaluations = Array.ConvertAll(detectors, detector => new LabelEvaluation(detector));
        var texts = 0;
        foreach (var utterance in LabelledLines.Read(input, rejects))
        {
            Array.ForEach(evaluations, evaluation => evaluation.Add(utterance));
            texts++;
        }

        if (evaluations[0].Labels().Count > 0)
        {
            return Array.ConvertAll(evaluations, evaluation => new Measured(evaluation.Labels(), texts, rejects.Count));
        }

        await Console.Error.WriteLineAsync($"{input.Name}: holds no text of which a label of the model is known.");
        return null;
    }

    private static string Both((LabelCard Champion, LabelCard Challenger) pair, Func<LabelCard, double> figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{figure(pair.Champion):0.000} / {figure(pair.Challenger):0.000}"); // So short that a line fits into 80 columns.

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Measured(IReadOnlyList<LabelCard> Labels, int Texts, int Rejected);
}
