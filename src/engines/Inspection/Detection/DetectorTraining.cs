using System.Text;

namespace Daylight.Inspection;

/// <summary>How a detector is to be trained.</summary>
/// <param name="Name">For example <c>abuse</c>.</param>
/// <param name="Positive">The label of what it finds, for the card.</param>
/// <param name="Negative">The other label, for the card.</param>
/// <param name="Source">Origin and licence of the texts, for the card; may be empty.</param>
public sealed record DetectorPlan(string Name, string Positive, string Negative, string Source)
{
    /// <summary>The seed of all chance: the same texts in the same order with the same seed give the same bytes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Parts into which the texts are divided; as many networks are trained, each without one part.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How often each network sees every text.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Below so many texts no networks are trained: they would learn the texts by heart.</summary>
    public int TextsForNetworks { get; init; } = 2_000;

    /// <summary>
    /// Whether identity, card, telephone and plate numbers, addresses and accounts of chat services are covered before anything is learned,
    /// so that the model can hold no piece of them. Names are not: a run of characters must stand in two texts to be learned.
    /// </summary>
    public bool CoversPersonal { get; init; }

    /// <summary>How many parts are trained at a time; does not change the result.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>The detector that came of a training, or the reason why none came.</summary>
public sealed record DetectorTrainingOutcome(Detector? Detector, string? Problem);

/// <summary>
/// Trains a detector. The texts are divided into parts; for each part a linear model and a network learn from all others
/// and judge it. These judgements, none of a text that the judge had seen, calibrate the whole, choose the threshold and are
/// the figures on the card. The networks stay together as a committee; the linear model is trained once more on everything.
/// </summary>
public static class DetectorTraining
{
    private const char Cover = '＊';

    /// <summary>The least number of texts of each class.</summary>
    public const int TextsOfEachMin = 20;

    /// <summary>The most texts that one training takes.</summary>
    public const int TextsMax = 2_000_000;

    /// <summary>Trains a detector; tells after each part which share of the work is done.</summary>
    public static DetectorTrainingOutcome Train(IReadOnlyList<LabelledText> texts, DetectorPlan plan, Action<double> progress, CancellationToken cancellation)
    {
        if (texts.Count > TextsMax)
        {
            return Refused($"{texts.Count:N0} texts are too many; {TextsMax:N0} are the most");
        }

        var cleaned = CleanTexts.Of(plan.CoversPersonal ? [.. texts.Select(text => text with { Text = Covered(text.Text) })] : texts);
        var positives = cleaned.Positive.Count(positive => positive);
        if (Math.Min(positives, cleaned.Texts.Count - positives) < TextsOfEachMin)
        {
            return Refused($"there are {positives} texts of label {plan.Positive} and {cleaned.Texts.Count - positives} of label {plan.Negative} without duplicates; at least {TextsOfEachMin} of each are needed");
        }

        return new DetectorTrainingOutcome(new Course(cleaned, plan, progress, cancellation).Run(positives), null);
    }

    /// <summary>One mark for personal entities that touch, however long they are.</summary>
    internal static string Covered(string text)
    {
        var personal = EntityFinder.Find(text).Where(entity => EntityMask.Personal.Contains(entity.Kind)).ToArray();
        StringBuilder covered = new(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Array.Exists(personal, entity => entity.Span.From <= i && i < entity.Span.To))
            {
                covered.Append(text[i]);
            }
            else if (covered.Length == 0 || covered[^1] != Cover)
            {
                covered.Append(Cover);
            }
        }

        return covered.ToString();
    }

    private static DetectorTrainingOutcome Refused(string problem) => new(null, problem);

    private sealed class Course(CleanTexts texts, DetectorPlan plan, Action<double> progress, CancellationToken cancellation)
    {
        private readonly int[] folds = TextFolds.Divide(texts.Texts, plan.Folds, new SeededOrder(plan.Seed));
        private readonly double[] margins = new double[texts.Texts.Count];
        private readonly double[] scores = new double[texts.Texts.Count];
        private int done;

        public Detector Run(int positives)
        {
            var networked = texts.Texts.Count >= plan.TextsForNetworks;
            var vocabulary = networked ? WindowVocabulary.Of(texts.Texts) : new WindowVocabulary([], []);
            var networks = new WindowNetwork[networked ? plan.Folds : 0];
            NgramModel? linear = null;
            Parallel.For(0, plan.Folds + 1, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, plan.Threads), CancellationToken = cancellation }, part =>
            {
                if (part == plan.Folds)
                {
                    linear = NgramTraining.Train(texts.Texts, texts.Positive, new SeededOrder(plan.Seed));
                }
                else
                {
                    Fold(part, vocabulary, networks);
                }

                progress((double)Interlocked.Increment(ref done) / (plan.Folds + 1));
            });
            var calibration = LogisticFit.Fit(margins, scores, texts.Positive);
            var probabilities = Enumerable.Range(0, margins.Length).Select(i => Probability(calibration, i)).ToArray();
            var threshold = ThresholdChoice.Choose(probabilities, texts.Positive);
            DetectorTally tally = new(threshold);
            for (var i = 0; i < probabilities.Length; i++)
            {
                tally.Add(probabilities[i], texts.Positive[i]);
            }

            DetectorCard card = new(
                plan.Name, plan.Positive, plan.Negative, plan.Source, texts.Texts.Count, positives, texts.Duplicates, texts.Contradictions,
                plan.Seed, plan.Folds, networked ? plan.Epochs : 0, threshold, tally.Figures(), calibration, tally.Shares());
            return new Detector(card, linear!, vocabulary, networks); // The loop above has run to its end.
        }

        private void Fold(int fold, WindowVocabulary vocabulary, WindowNetwork[] networks)
        {
            var others = Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold).ToArray();
            var learned = Array.ConvertAll(others, i => texts.Texts[i]);
            var labels = Array.ConvertAll(others, i => texts.Positive[i]);
            var seed = SeededOrder.Mix(plan.Seed + (ulong)fold + 1);
            var linear = NgramTraining.Train(learned, labels, new SeededOrder(seed));
            if (networks.Length > 0)
            {
                networks[fold] = WindowTraining.Train(learned, labels, vocabulary, plan.Epochs, new SeededOrder(seed), cancellation);
            }

            DetectorWork work = new();
            for (var i = 0; i < folds.Length; i++)
            {
                if (folds[i] != fold)
                {
                    continue;
                }

                var text = texts.Texts[i];
                margins[i] = linear.Margin(text.Characters, work);
                if (networks.Length > 0)
                {
                    var characters = work.CharacterRows(text.Length);
                    var pairs = work.PairRows(text.Length);
                    vocabulary.Rows(text.Characters, characters, pairs);
                    scores[i] = networks[fold].Score(characters, pairs, work);
                }
            }
        }

        private double Probability(DetectorCalibration calibration, int i) =>
            1 / (1 + Math.Exp(-(calibration.Intercept + (calibration.Linear * margins[i]) + (calibration.Network * scores[i]))));
    }
}
