namespace Daylight.Inspection;

/// <summary>How far today's scores lie from those of the training.</summary>
public static class ScoreDrift
{
    /// <summary>From here on somebody should look: the usual border of a population stability index.</summary>
    public const double Alarming = 0.25;

    /// <summary>The least number of texts that an index says anything about.</summary>
    public const int TextsMin = 200;

    private const double ShareMin = 1e-4;

    /// <summary>
    /// The population stability index over the tenths of the probability: 0 where both are alike, below 0.1 little, from 0.25 on much.
    /// Null below <see cref="TextsMin"/> texts.
    /// </summary>
    /// <param name="reference">Shares, as on the card of the detector.</param>
    /// <param name="counts">How many texts fell into each tenth since.</param>
    public static double? Index(IReadOnlyList<double> reference, IReadOnlyList<int> counts)
    {
        var texts = counts.Sum();
        if (texts < TextsMin || counts.Count != reference.Count)
        {
            return null;
        }

        var index = 0d;
        for (var i = 0; i < counts.Count; i++)
        {
            var (expected, actual) = (Math.Max(ShareMin, reference[i]), Math.Max(ShareMin, (double)counts[i] / texts));
            index += (actual - expected) * Math.Log(actual / expected);
        }

        return index;
    }
}
