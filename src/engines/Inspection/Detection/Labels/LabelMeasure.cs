namespace Daylight.Inspection;

/// <summary>Counts probabilities of one label against what is known, and makes its figures of them. Not for several threads at once.</summary>
internal sealed class LabelMeasure
{
    private static readonly double[] Shown = [0.1, 0.25, 0.5, 0.75, 0.9];

    private readonly List<(float Probability, bool Carried)> judged = [];

    internal int PositiveTexts { get; private set; }

    internal void Add(double probability, bool carried)
    {
        judged.Add(((float)probability, carried));
        PositiveTexts += carried ? 1 : 0;
    }

    /// <summary>The figures of the label.</summary>
    /// <param name="label">Its name.</param>
    /// <param name="field">The field that names it.</param>
    /// <param name="threshold">From where on a text counts as found; null for the best one of these texts.</param>
    internal LabelCard Card(string label, string field, double? threshold)
    {
        judged.Sort((a, b) => b.Probability.CompareTo(a.Probability));
        var from = threshold ?? Best();
        DetectorTally tally = new(from);
        foreach (var (probability, carried) in judged)
        {
            tally.Add(probability, carried);
        }

        return new LabelCard(label, field, judged.Count, PositiveTexts, from, Math.Round(AveragePrecision(), 4), tally.Figures(), [.. Shown.Select(Point)], tally.Shares());
    }

    /// <summary>Texts of the same probability share one rank.</summary>
    private double AveragePrecision()
    {
        var (sum, right) = (0d, 0);
        for (var i = 0; i < judged.Count;)
        {
            var (begin, before) = (judged[i].Probability, right);
            for (; i < judged.Count && judged[i].Probability == begin; i++)
            {
                right += judged[i].Carried ? 1 : 0;
            }

            sum += (double)(right - before) * right / i;
        }

        return PositiveTexts == 0 ? 0 : sum / PositiveTexts;
    }

    /// <summary>Of the hundredths, the one with the best F1; of equal ones the highest.</summary>
    private double Best()
    {
        var (best, threshold) = (-1d, 0.5);
        for (var percent = 1; percent < 100; percent++)
        {
            var point = Point(percent / 100d);
            var f1 = point.Precision + point.Recall == 0 ? 0 : 2 * point.Precision * point.Recall / (point.Precision + point.Recall);
            (best, threshold) = f1 >= best ? (f1, point.Threshold) : (best, threshold);
        }

        return threshold;
    }

    private LabelPoint Point(double threshold)
    {
        var found = 0;
        var right = 0;
        for (; found < judged.Count && judged[found].Probability >= threshold; found++)
        {
            right += judged[found].Carried ? 1 : 0;
        }

        return new LabelPoint(threshold, found, Share(right, found), Share(right, PositiveTexts));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 4);
}
