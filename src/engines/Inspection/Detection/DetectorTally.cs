namespace Daylight.Inspection;

/// <summary>Counts judgements against labels, one text at a time. Not for several threads at once.</summary>
public sealed class DetectorTally(double threshold)
{
    internal const int Bins = 10;

    private readonly int[] counts = new int[Bins];
    private readonly double[] probabilities = new double[Bins];
    private readonly int[] positives = new int[Bins];
    private int hits;
    private int falseAlarms;
    private int misses;
    private int rightlyQuiet;
    private double squares;

    /// <summary>Texts judged so far.</summary>
    public int Texts => hits + falseAlarms + misses + rightlyQuiet;

    /// <summary>Found and positive.</summary>
    public int Hits => hits;

    /// <summary>Found and negative.</summary>
    public int FalseAlarms => falseAlarms;

    /// <summary>Not found and positive.</summary>
    public int Misses => misses;

    /// <summary>Not found and negative.</summary>
    public int RightlyQuiet => rightlyQuiet;

    /// <summary>How many texts fell into each tenth of the probability.</summary>
    public IReadOnlyList<int> Counts => counts;

    /// <summary>Counts one text.</summary>
    public void Add(double probability, bool positive)
    {
        ref var cell = ref Cell(probability >= threshold, positive);
        cell++;
        var error = probability - (positive ? 1 : 0);
        squares += error * error;
        var bin = Math.Min(Bins - 1, (int)(probability * Bins));
        counts[bin]++;
        probabilities[bin] += probability;
        positives[bin] += positive ? 1 : 0;
    }

    /// <summary>The figures so far; what cannot be divided is 0.</summary>
    public DetectorFigures Figures()
    {
        var texts = Math.Max(1, Texts);
        var error = 0d;
        for (var bin = 0; bin < Bins; bin++)
        {
            error += Math.Abs(probabilities[bin] - positives[bin]) / texts;
        }

        return new DetectorFigures(
            Texts, Share(hits + rightlyQuiet, Texts), Share(hits, hits + falseAlarms), Share(hits, hits + misses), F1(hits, falseAlarms, misses),
            (F1(hits, falseAlarms, misses) + F1(rightlyQuiet, misses, falseAlarms)) / 2, squares / texts, error);
    }

    /// <summary>The share of texts in each tenth of the probability.</summary>
    public IReadOnlyList<double> Shares() => Array.ConvertAll(counts, count => Share(count, Texts));

    private ref int Cell(bool found, bool positive)
    {
        if (found)
        {
            return ref positive ? ref hits : ref falseAlarms;
        }

        return ref positive ? ref misses : ref rightlyQuiet;
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static double F1(int right, int tooMany, int missed) => right == 0 ? 0 : 2d * right / ((2d * right) + tooMany + missed);
}
