namespace Daylight.Inspection;

/// <summary>How a detector of many labels is to be trained.</summary>
/// <param name="Name">For example <c>conduct</c>.</param>
/// <param name="Source">Origin and licence of the texts, for the card; may be empty.</param>
public sealed record LabelPlan(string Name, string Source)
{
    /// <summary>The seed of all chance: the same lines in the same order with the same seed give the same bytes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Parts into which the texts are divided; each is judged by what the others teach.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>So many lines one after the other stand in the same part: neighbours are often written alike.</summary>
    public int Block { get; init; } = 10;

    /// <summary>How much a text that is judged wrong counts against large weights.</summary>
    public double Cost { get; init; } = 30;

    /// <summary>The most runs of characters; the file holds a byte a label and six more for each.</summary>
    public int RunsMax { get; init; } = 100_000;

    /// <summary>Whether personal numbers and addresses are covered before anything is learned, as in <see cref="DetectorPlan.CoversPersonal"/>.</summary>
    public bool CoversPersonal { get; init; }

    /// <summary>How many parts are trained at a time; does not change the result.</summary>
    public int Threads { get; init; } = 1;
}

/// <summary>The detector that came of a training, or the reason why none came.</summary>
/// <param name="Detector">The detector.</param>
/// <param name="LeftOut">Labels that too few texts carry, or too few do not; it does not know them.</param>
/// <param name="Problem">Why there is no detector.</param>
public sealed record LabelTrainingOutcome(LabelDetector? Detector, IReadOnlyList<string> LeftOut, string? Problem);

/// <summary>
/// Trains a detector of many labels. The texts are divided into parts, each judged by what the others teach; these judgements calibrate each label
/// (Platt), choose its threshold and are the figures on the card. What ships is trained once more on everything.
/// </summary>
public static class LabelTraining
{
    /// <summary>Trains a detector; tells after each part which share of the work is done.</summary>
    public static LabelTrainingOutcome Train(IReadOnlyList<LabelledUtterance> utterances, LabelPlan plan, Action<double> progress, CancellationToken cancellation)
    {
        if (utterances.Count > DetectorTraining.TextsMax)
        {
            return Refused($"{utterances.Count:N0} texts are too many; {DetectorTraining.TextsMax:N0} are the most");
        }

        var (labels, problem) = Labels(utterances);
        if (problem is not null)
        {
            return Refused(problem);
        }

        var all = LabelTexts.Of(plan.CoversPersonal ? [.. utterances.Select(one => one with { Spoken = Covered(one.Spoken) })] : utterances, labels);
        var enough = Enumerable.Range(0, labels.Count).Where(label => Math.Min(all.Count(label, LabelTexts.Carried), all.Count(label, LabelTexts.Absent)) >= DetectorTraining.TextsOfEachMin).ToArray();
        if (enough.Length == 0)
        {
            return Refused($"no label is carried by {DetectorTraining.TextsOfEachMin} texts and absent from as many");
        }

        var leftOut = Enumerable.Range(0, labels.Count).Except(enough).Select(label => labels[label].Label).ToArray();
        return new LabelTrainingOutcome(new Course(all.Only(enough), plan, progress, cancellation).Run(), leftOut, null);
    }

    /// <summary>The labels that some text carries, each with its field, in the order of their names.</summary>
    private static (IReadOnlyList<(string Label, string Field)> Labels, string? Problem) Labels(IReadOnlyList<LabelledUtterance> utterances)
    {
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (var (field, labels) in utterances.SelectMany(one => one.Present))
        {
            foreach (var label in labels)
            {
                if (!fields.TryAdd(label, field) && fields[label] != field)
                {
                    return ([], $"{label} stands among the {fields[label]} of one line and the {field} of another; a label belongs to one field");
                }
            }
        }

        return fields.Count > LabelFile.LabelsMax
            ? ([], $"there are {fields.Count} labels; {LabelFile.LabelsMax} are the most")
            : ([.. fields.Select(pair => (pair.Key, pair.Value))], null);
    }

    private static SpokenText Covered(SpokenText spoken) => spoken with { Text = DetectorTraining.Covered(spoken.Text), Before = spoken.Before is { } before ? DetectorTraining.Covered(before) : null };

    private static LabelTrainingOutcome Refused(string problem) => new(null, [], problem);

    private sealed class Course(LabelTexts texts, LabelPlan plan, Action<double> progress, CancellationToken cancellation)
    {
        private readonly LabelRows rows = new(texts, plan.RunsMax);
        private readonly int[] folds = TextFolds.Divide(texts.Texts, Array.ConvertAll(texts.Lines, line => line / plan.Block), plan.Folds, new SeededOrder(plan.Seed));
        private readonly float[][] margins = new float[texts.Texts.Count][];
        private int done;

        public LabelDetector Run()
        {
            LabelDescent? whole = null;
            Parallel.For(0, plan.Folds + 1, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, plan.Threads), CancellationToken = cancellation }, part =>
            {
                if (part == plan.Folds)
                {
                    whole = Learn(text => true, plan.Seed);
                }
                else
                {
                    Fold(part);
                }

                progress((double)Interlocked.Increment(ref done) / (plan.Folds + 1));
            });
            var calibrations = Enumerable.Range(0, texts.Labels.Count).Select(Calibration).ToArray();
            LabelDetectorCard card = new(
                plan.Name, plan.Source, texts.Texts.Count, texts.Duplicates, plan.Seed, plan.Folds, [.. calibrations.Select((calibration, label) => Card(label, calibration))]);
            return new LabelDetector(card, Weights(whole!, calibrations)); // The loop above has run to its end.
        }

        private LabelDescent Learn(Predicate<int> from, ulong seed) =>
            LabelDescent.Train(rows, texts.Truths, Array.FindAll(Enumerable.Range(0, rows.Count).ToArray(), from), plan.Cost, new SeededOrder(seed), cancellation);

        private void Fold(int fold)
        {
            var taught = Learn(text => folds[text] != fold, SeededOrder.Mix(plan.Seed + (ulong)fold + 1));
            for (var text = 0; text < folds.Length; text++)
            {
                if (folds[text] == fold)
                {
                    taught.Margins(text, margins[text] = new float[taught.Stride]);
                }
            }
        }

        private DetectorCalibration Calibration(int label)
        {
            var known = Known(label);
            return LogisticFit.Fit(Array.ConvertAll(known, text => (double)margins[text][label]), new double[known.Length], Array.ConvertAll(known, text => texts.Truths[text][label] == LabelTexts.Carried));
        }

        private LabelCard Card(int label, DetectorCalibration calibration)
        {
            LabelMeasure measure = new();
            foreach (var text in Known(label))
            {
                measure.Add(Detector.Probability(calibration.Intercept + (calibration.Linear * margins[text][label])), texts.Truths[text][label] == LabelTexts.Carried);
            }

            return measure.Card(texts.Labels[label].Label, texts.Labels[label].Field, null);
        }

        private int[] Known(int label) => Array.FindAll(Enumerable.Range(0, rows.Count).ToArray(), text => texts.Truths[text][label] != LabelTexts.Unknown);

        /// <summary>The calibration goes into the weights, so that a judgement needs none of its own.</summary>
        private LabelWeights Weights(LabelDescent taught, DetectorCalibration[] calibrations)
        {
            var values = new float[rows.Columns * calibrations.Length];
            for (var label = 0; label < calibrations.Length; label++)
            {
                for (var column = 0; column < rows.Columns; column++)
                {
                    values[(label * rows.Columns) + column] = (float)(calibrations[label].Linear * taught.Weight(column, label) * rows.Factor(column));
                }
            }

            var levels = calibrations.Select((calibration, label) => (float)(calibration.Intercept + (calibration.Linear * taught.Bias(label)))).ToArray();
            return new LabelWeights(rows.Own, rows.Before, PackedNumbers.Pack(values, calibrations.Length), levels);
        }
    }
}
