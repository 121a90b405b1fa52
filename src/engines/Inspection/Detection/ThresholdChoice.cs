namespace Daylight.Inspection;

/// <summary>
/// Chooses from which probability on a text counts as found: of all thresholds whose accuracy on unseen texts lies within one
/// standard error of the best, the highest. Where two thresholds are as good as one can tell, the one that raises fewer false alarms wins.
/// </summary>
internal static class ThresholdChoice
{
    private const int From = 20;
    private const int To = 80;

    internal static double Choose(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> positive)
    {
        var accuracies = new double[To + 1];
        for (var percent = From; percent <= To; percent++)
        {
            var right = 0;
            for (var i = 0; i < probabilities.Length; i++)
            {
                right += probabilities[i] >= percent / 100d == positive[i] ? 1 : 0;
            }

            accuracies[percent] = (double)right / probabilities.Length;
        }

        var best = accuracies.Max();
        var enough = best - Math.Sqrt(best * (1 - best) / probabilities.Length);
        return Array.FindLastIndex(accuracies, accuracy => accuracy >= enough) / 100d;
    }
}
