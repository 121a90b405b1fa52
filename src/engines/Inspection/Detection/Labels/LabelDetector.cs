using System.Collections.Concurrent;

namespace Daylight.Inspection;

/// <summary>
/// A statistical detector of many labels: one look at a text gives the probability of each. Made by <see cref="LabelTraining"/> or read
/// from a file (<c>spec/detector-model.md</c>, version 3). Immutable; any thread may ask.
/// </summary>
public sealed class LabelDetector
{
    private readonly ConcurrentBag<LabelWork> idle = [];
    private readonly ConcurrentBag<DetectorWork> reading = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    internal LabelDetector(LabelDetectorCard card, LabelWeights weights)
        : this(card, weights, DetectorFile.HashOf(LabelFile.Write(card, weights)))
    {
    }

    internal LabelDetector(LabelDetectorCard card, LabelWeights weights, string hash)
    {
        (Card, Weights, Hash) = (card, weights, hash);
        for (var i = 0; i < card.Labels.Count; i++)
        {
            places[card.Labels[i].Label] = i;
        }
    }

    /// <summary>What it was trained on and how well it did, label by label.</summary>
    public LabelDetectorCard Card { get; }

    /// <summary><c>sha256:</c> and the hash of its file.</summary>
    public string Hash { get; }

    /// <summary>The first twelve digits of <see cref="Hash"/>, as a finding names the model.</summary>
    public string ShortHash => Detector.ShortOf(Hash);

    internal LabelWeights Weights { get; }

    /// <summary>The file of this detector.</summary>
    public byte[] Write() => LabelFile.Write(Card, Weights);

    /// <summary>The place of a label among those of the card, or null where there is none of that name.</summary>
    public int? Place(string label) => places.TryGetValue(label, out var place) ? place : null;

    /// <summary>Judges words, of a very long text its first 4,096 characters, for all labels at once; allocates nothing once warm.</summary>
    /// <param name="spoken">The words.</param>
    /// <param name="probabilities">Receives one probability a label, in the order of the card.</param>
    public void Judge(SpokenText spoken, Span<double> probabilities)
    {
        LogOdds(spoken, probabilities);
        foreach (ref var probability in probabilities[..Card.Labels.Count])
        {
            probability = Detector.Probability(probability);
        }
    }

    /// <summary>Judges words for one label and says what moved the verdict.</summary>
    /// <param name="spoken">The words.</param>
    /// <param name="label">The place of the label.</param>
    public LabelExplanation Explain(SpokenText spoken, int label)
    {
        var (odds, own) = ExplainOwn(spoken, label);
        var work = Reading(spoken.Before ?? "");
        InfluenceSum before = new(work.Text);
        Weights.ExplainBefore(work.Text.Characters, label, work, before.Add);
        reading.Add(work);
        var probability = Detector.Probability(odds);
        return new LabelExplanation(
            new DetectorVerdict(probability, probability >= Card.Labels[label].Threshold), odds, Weights.Levels[label], Weights.OfKind(spoken.Kind, label), own, before.Strongest());
    }

    /// <summary>The log odds of one label, and what pieces of the words themselves add to them, the strongest first.</summary>
    internal (double LogOdds, IReadOnlyList<DetectorInfluence> Influences) ExplainOwn(SpokenText spoken, int label)
    {
        var odds = new double[Card.Labels.Count];
        LogOdds(spoken, odds);
        var work = Reading(spoken.Text);
        InfluenceSum own = new(work.Text);
        Weights.ExplainOwn(work.Text.Characters, label, work, own.Add);
        reading.Add(work);
        return (odds[label], own.Strongest());
    }

    private DetectorWork Reading(string text)
    {
        var work = reading.TryTake(out var kept) ? kept : new DetectorWork();
        work.Text.Set(text);
        return work;
    }

    private void LogOdds(SpokenText spoken, Span<double> odds)
    {
        var work = idle.TryTake(out var kept) ? kept : new LabelWork(Weights);
        work.Text.Set(spoken.Text);
        work.Before.Set(spoken.Before ?? "");
        Weights.LogOdds(work, spoken.Kind, odds);
        idle.Add(work);
    }
}

/// <summary>A verdict on one label and everything that led to it: level, channel and all influences add up to <see cref="LogOdds"/>.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="LogOdds">The logarithm of the odds of the probability.</param>
/// <param name="Level">What stands before anything is known.</param>
/// <param name="Kind">What the channel adds.</param>
/// <param name="Influences">Pieces of the words, the strongest first.</param>
/// <param name="Before">Pieces of what was said before, the strongest first.</param>
public sealed record LabelExplanation(
    DetectorVerdict Verdict, double LogOdds, double Level, double Kind, IReadOnlyList<DetectorInfluence> Influences, IReadOnlyList<DetectorInfluence> Before);
