using System.Globalization;
using Daylight.Inspection;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight detector compare</c>: champion against challenger on the same texts.</summary>
internal static class DetectorCompare
{
    public sealed record Request(Detector Champion, Detector Challenger, FileInfo Input, LabelledColumns Columns, bool Json);

    public static async Task<int> RunAsync(Request request)
    {
        if (DetectorCommand.IsMissing(request.Input))
        {
            return ExitCode.Unusable;
        }

        DetectorLabels labels = new(request.Champion.Card.Positive, request.Champion.Card.Negative);
        if (request.Challenger.Card.Positive != labels.Positive || request.Challenger.Card.Negative != labels.Negative)
        {
            await Console.Error.WriteLineAsync($"The champion knows {labels.Positive} and {labels.Negative}, the challenger {request.Challenger.Card.Positive} and {request.Challenger.Card.Negative}; only models with the same labels can be compared.");
            return ExitCode.Unusable;
        }

        using var reader = DetectorCommand.Reader(request.Input);
        if (DetectorCommand.Open(request.Input, request.Columns, reader) is not { } file)
        {
            return ExitCode.Unusable;
        }

        using LabelledRejects rejects = new(request.Input);
        DetectorContest contest = new(request.Champion, request.Challenger);
        foreach (var (row, positive) in DetectorEval.Known(file.Rows(), labels, rejects))
        {
            contest.Add(row.Text, positive);
        }

        if (contest.Champion.Texts == 0)
        {
            await Console.Error.WriteLineAsync($"{request.Input.Name}: holds no labelled text that can be judged.");
            return ExitCode.Unusable;
        }

        Print(request, contest, rejects.Count);
        return rejects.Count > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private static void Print(Request request, DetectorContest contest, int rejected)
    {
        if (request.Json)
        {
            Output.WriteJson(new
            {
                champion = new { request.Champion.Hash, figures = contest.Champion, drift = contest.ChampionDrift },
                challenger = new { request.Challenger.Hash, figures = contest.Challenger, drift = contest.ChallengerDrift },
                contest.OnlyChampionRight, contest.OnlyChallengerRight, contest.Chance, rejected,
            });
            return;
        }

        Output.WriteTable(
            ["", "Accuracy", "Precision", "Recall", "Macro-F1", "Brier", "Drift"],
            [Line("champion", contest.Champion, contest.ChampionDrift), Line("challenger", contest.Challenger, contest.ChallengerDrift)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"texts: {contest.Champion.Texts}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"only-champion-right: {contest.OnlyChampionRight}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"only-challenger-right: {contest.OnlyChallengerRight}"));
        Console.WriteLine($"chance: {DetectorCommand.Figure(contest.Chance)}");
    }

    private static IReadOnlyList<string> Line(string name, DetectorFigures figures, double? drift) =>
        [name, DetectorCommand.Figure(figures.Accuracy), DetectorCommand.Figure(figures.Precision), DetectorCommand.Figure(figures.Recall), DetectorCommand.Figure(figures.MacroF1),
         DetectorCommand.Figure(figures.Brier), drift is { } known ? DetectorCommand.Figure(known) + (known >= ScoreDrift.Alarming ? " !" : "") : "-"];
}
