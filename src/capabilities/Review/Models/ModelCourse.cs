using Daylight.Conduct;
using Daylight.Inspection;

namespace Daylight.Review;

/// <summary>The champion that a new model has to stand beside.</summary>
/// <param name="VersionId">Its version.</param>
/// <param name="Detector">It.</param>
/// <param name="SeenHeldOut">How many of the held-out texts are of conversations it learned from.</param>
internal sealed record Incumbent(string VersionId, Detector Detector, int SeenHeldOut);

/// <summary>Trains a model of a split and measures it on what was held out, beside the champion. Pure: same texts, same model.</summary>
internal static class ModelCourse
{
    /// <summary>Both labels as reviewers say them.</summary>
    private const string Positive = "upheld", Negative = "overturned";

    /// <summary>Trains; the model and what is to be known of it, or why there is none.</summary>
    public static (Detector? Detector, ModelReport? Report, string? Problem) Run(
        ModelTrainingRow row, TrainingSplit split, Incumbent? champion, Action<double> progress, CancellationToken cancellation)
    {
        DetectorPlan plan = new(row.Name, Positive, Negative, $"reviewed findings: {row.Category}{(row.Rule is { } rule ? ", " + rule : "")}") { CoversPersonal = true };
        var learned = split.Learned.Select(text => new LabelledText(text.Words, text.Positive)).ToList();
        var outcome = DetectorTraining.Train(learned, plan, progress, cancellation);
        return outcome.Detector is { } detector
            ? (detector, Report(row, split, detector, champion), null)
            : (null, null, outcome.Problem);
    }

    private static ModelReport Report(ModelTrainingRow row, TrainingSplit split, Detector detector, Incumbent? champion)
    {
        DetectorTally tally = new(detector.Card.Threshold);
        foreach (var text in split.HeldOut)
        {
            tally.Add(detector.Judge(text.Words).Probability, text.Positive);
        }

        DetectorTally traffic = new(detector.Card.Threshold);
        foreach (var text in split.Reference)
        {
            traffic.Add(detector.Judge(text.Words).Probability, text.Positive);
        }

        var isTraffic = traffic.Texts >= ScoreDrift.TextsMin;
        return new ModelReport
        {
            From = Daylight.Platform.UtcMicros.ToInstant(row.FromAt),
            To = Daylight.Platform.UtcMicros.ToInstant(row.ToAt),
            Upheld = split.Counts.Upheld,
            Overturned = split.Counts.Overturned,
            Background = split.Counts.Background,
            Learned = detector.Card.Texts,
            LearnedPositive = detector.Card.PositiveTexts,
            Conversations = split.Learned.Select(text => text.ConversationId).Distinct(StringComparer.Ordinal).Count(),
            HeldOutFrom = split.HeldOutSince,
            HeldOut = split.HeldOut.Count,
            HeldOutPositive = split.Counts.HeldOutUpheld,
            Threshold = detector.Card.Threshold,
            Figures = tally.Figures(),
            Trained = detector.Card.Measured,
            Contest = champion is null ? null : Contest(split, detector, champion),
            Reference = isTraffic ? Smoothed(traffic) : detector.Card.ScoreShares,
            ReferenceTexts = isTraffic ? traffic.Texts : detector.Card.Texts,
            ReferenceKind = isTraffic ? "traffic" : "training",
        };
    }

    /// <summary>Shares with half a text more in each tenth, so that a tenth which happened to be empty is not taken for an impossible one.</summary>
    private static double[] Smoothed(DetectorTally tally) =>
        [.. tally.Counts.Select(count => Math.Round((count + 0.5) / (tally.Texts + (0.5 * tally.Counts.Count)), 6))];

    private static ModelContest Contest(TrainingSplit split, Detector detector, Incumbent champion)
    {
        DetectorContest contest = new(champion.Detector, detector);
        foreach (var text in split.HeldOut)
        {
            contest.Add(text.Words, text.Positive);
        }

        return new ModelContest(
            champion.VersionId, champion.Detector.Hash, contest.Champion, contest.OnlyChampionRight, contest.OnlyChallengerRight, contest.Chance, champion.SeenHeldOut);
    }
}
