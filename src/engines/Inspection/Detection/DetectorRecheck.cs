namespace Daylight.Inspection;

/// <summary>The detector with its doubt and what the recheck changed, or the reason why there is none.</summary>
/// <param name="Detector">The detector as it judges from now on.</param>
/// <param name="Before">How well it judged the texts that were read once more.</param>
/// <param name="After">How well it judges each half of them after the shift that the other half asks for.</param>
/// <param name="Problem">Why nothing came of it; null if something did.</param>
public sealed record DetectorRecheckOutcome(Detector? Detector, DetectorFigures? Before, DetectorFigures? After, string? Problem);

/// <summary>
/// Corrects a detector where words occur that decided the labels in its training, by texts that it was not trained on and that
/// people have read and labelled once more. Only the prior is corrected (one number): the order among such texts stays.
/// </summary>
public static class DetectorRecheck
{
    /// <summary>The least number of texts with one of the words.</summary>
    public const int TextsMin = 60;

    private const int TextsOfEachMin = 15;
    private const int HalvingsMax = 60;

    /// <summary>Rechecks a detector. Texts without any of the words are passed over.</summary>
    /// <param name="detector">What is to be corrected; a shift it has already is replaced.</param>
    /// <param name="texts">Texts that people read once more.</param>
    /// <param name="words">The words that decided labels.</param>
    /// <param name="share">
    /// How large a part of the texts with these words is positive, between 0 and 1, where better is known than these texts tell,
    /// which are then asked for the order only; null to go by them.
    /// </param>
    public static DetectorRecheckOutcome Run(Detector detector, IReadOnlyList<LabelledText> texts, IReadOnlyList<string> words, double? share = null)
    {
        if (share is not (null or (> 0 and < 1)))
        {
            return Refused("the share must lie between 0 and 1");
        }

        var read = words.Select(word => DetectorText.Of(word).Characters.ToString().Trim()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        DetectorDoubt none = new(read, 0, 0);
        if (!none.IsSound)
        {
            return Refused($"there must be 1 to {DetectorDoubt.WordsMax} words of at most {DetectorDoubt.WordLengthMax} characters");
        }

        // Without a shift the words only say which texts to look at.
        var marked = detector.With(none);
        var asked = texts.Where(text => marked.IsDoubtful(text.Text)).ToArray();
        var positive = Array.ConvertAll(asked, text => text.Positive);
        var positives = positive.Count(one => one);
        if (asked.Length < TextsMin || Math.Min(positives, asked.Length - positives) < TextsOfEachMin)
        {
            return Refused($"{asked.Length} texts hold one of the words, {positives} of them positive; at least {TextsMin} are needed, {TextsOfEachMin} of each label");
        }

        var odds = Array.ConvertAll(asked, text => marked.LogOdds(text.Text));
        var (before, after) = Measure(odds, positive, detector.Card.Threshold, share);
        return new DetectorRecheckOutcome(detector.With(new DetectorDoubt(read, Shift(odds, positive, share), asked.Length)), before, after, null);
    }

    private static (DetectorFigures Before, DetectorFigures After) Measure(double[] odds, bool[] positive, double threshold, double? share)
    {
        var (before, after) = (new DetectorTally(threshold), new DetectorTally(threshold));
        for (var half = 0; half < 2; half++)
        {
            var shift = Shift(Half(odds, 1 - half), Half(positive, 1 - half), share);
            for (var i = half; i < odds.Length; i += 2)
            {
                before.Add(Detector.Probability(odds[i]), positive[i]);
                after.Add(Detector.Probability(odds[i] + shift), positive[i]);
            }
        }

        return (before.Figures(), after.Figures());
    }

    /// <summary>The shift with which as many positives are expected as there are: the most likely one, found by halving.</summary>
    private static double Shift(double[] odds, bool[] positive, double? share)
    {
        var wanted = share * odds.Length ?? positive.Count(one => one);
        var (low, high) = (-DetectorDoubt.ShiftMax, DetectorDoubt.ShiftMax);
        for (var halving = 0; halving < HalvingsMax; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = odds.Sum(one => Detector.Probability(one + middle)) > wanted ? (low, middle) : (middle, high);
        }

        return low;
    }

    private static T[] Half<T>(T[] all, int first) => all.Where((_, i) => i % 2 == first).ToArray();

    private static DetectorRecheckOutcome Refused(string problem) => new(null, null, null, problem);
}
