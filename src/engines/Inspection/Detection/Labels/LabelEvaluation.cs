namespace Daylight.Inspection;

/// <summary>Puts a detector of many labels before labelled utterances, one at a time. Not for several threads at once.</summary>
/// <param name="detector">The detector.</param>
public sealed class LabelEvaluation(LabelDetector detector)
{
    private readonly LabelMeasure[] measures = [.. detector.Card.Labels.Select(_ => new LabelMeasure())];
    private readonly double[] probabilities = new double[detector.Card.Labels.Count];

    /// <summary>Judges an utterance and counts it for every label of which it is known whether the text carries it.</summary>
    public void Add(LabelledUtterance utterance)
    {
        detector.Judge(utterance.Spoken, probabilities);
        for (var label = 0; label < measures.Length; label++)
        {
            if (utterance.Carries(detector.Card.Labels[label].Label, detector.Card.Labels[label].Field) is { } carried)
            {
                measures[label].Add(probabilities[label], carried);
            }
        }
    }

    /// <summary>The figures of each label that the utterances told of, at the thresholds of the card.</summary>
    public IReadOnlyList<LabelCard> Labels() =>
        [.. detector.Card.Labels.Select((label, i) => measures[i].Card(label.Label, label.Field, label.Threshold)).Where(label => label.Texts > 0)];
}
