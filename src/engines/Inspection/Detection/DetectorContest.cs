namespace Daylight.Inspection;

/// <summary>
/// A champion and a challenger before the same labelled texts, best later ones than both were trained on. It says how they did and
/// whether the difference is more than chance; whether the challenger takes over is a person's decision.
/// </summary>
/// <param name="champion">The detector in force.</param>
/// <param name="challenger">The one that may follow it.</param>
public sealed class DetectorContest(Detector champion, Detector challenger)
{
    private readonly DetectorTally championTally = new(champion.Card.Threshold);
    private readonly DetectorTally challengerTally = new(challenger.Card.Threshold);

    /// <summary>Texts that only the champion judged right.</summary>
    public int OnlyChampionRight { get; private set; }

    /// <summary>Texts that only the challenger judged right.</summary>
    public int OnlyChallengerRight { get; private set; }

    /// <summary>How well the champion did.</summary>
    public DetectorFigures Champion => championTally.Figures();

    /// <summary>How well the challenger did.</summary>
    public DetectorFigures Challenger => challengerTally.Figures();

    /// <summary>How far the champion's scores lie from those of its training; null below 200 texts (<see cref="ScoreDrift"/>).</summary>
    public double? ChampionDrift => ScoreDrift.Index(champion.Card.ScoreShares, championTally.Counts);

    /// <summary>The same of the challenger.</summary>
    public double? ChallengerDrift => ScoreDrift.Index(challenger.Card.ScoreShares, challengerTally.Counts);

    /// <summary>How probable so uneven a split of the disagreements is if both were equally good (exact sign test, two-sided): 0 to 1.</summary>
    public double Chance => SignTest(OnlyChampionRight, OnlyChallengerRight);

    /// <summary>Puts one text before both.</summary>
    public void Add(string text, bool positive)
    {
        var (first, second) = (champion.Judge(text), challenger.Judge(text));
        championTally.Add(first.Probability, positive);
        challengerTally.Add(second.Probability, positive);
        if (first.Found != second.Found)
        {
            OnlyChampionRight += first.Found == positive ? 1 : 0;
            OnlyChallengerRight += second.Found == positive ? 1 : 0;
        }
    }

    private static double SignTest(int one, int other)
    {
        var (all, fewer) = (one + other, Math.Min(one, other));
        var (logarithm, sum) = (-all * Math.Log(2), 0d);
        for (var k = 0; k <= fewer; k++)
        {
            sum += Math.Exp(logarithm);
            logarithm += Math.Log((double)(all - k) / (k + 1));
        }

        return Math.Min(1, 2 * sum);
    }
}
