namespace Daylight.Inspection;

/// <summary>What a rule asks of a detector: a model, and where it knows many labels, which of them. Closed: <see cref="OneLabel"/>, <see cref="OneOfMany"/>.</summary>
internal abstract record DetectorQuestion
{
    /// <summary>What it is called in a why sentence, with the first digits of the model's hash.</summary>
    internal abstract string Name { get; }

    /// <summary>The hash of the model.</summary>
    internal abstract string Hash { get; }

    /// <summary>From which probability on the model itself calls it found.</summary>
    internal abstract double Threshold { get; }

    /// <summary>How probable it is of the whole utterance; judged once, however many rules ask.</summary>
    internal abstract double Probability(UtteranceScan scan);

    /// <summary>How probable it is of words that are only a part of an utterance.</summary>
    internal abstract double Probability(SpokenText part);

    /// <summary>The log odds of words, and what pieces of them add.</summary>
    internal abstract (double LogOdds, IReadOnlyList<DetectorInfluence> Influences) Explain(SpokenText spoken);

    /// <summary>A detector of one label.</summary>
    internal sealed record OneLabel(Detector Detector) : DetectorQuestion
    {
        internal override string Name => $"{Detector.Card.Name}（{Detector.ShortHash}）";

        internal override string Hash => Detector.Hash;

        internal override double Threshold => Detector.Card.Threshold;

        internal override double Probability(UtteranceScan scan) => scan.Judged(Detector);

        internal override double Probability(SpokenText part) => Detector.Judge(part.Text).Probability;

        internal override (double LogOdds, IReadOnlyList<DetectorInfluence> Influences) Explain(SpokenText spoken)
        {
            var explanation = Detector.Explain(spoken.Text);
            return (explanation.LogOdds, explanation.Influences);
        }
    }

    /// <summary>One label of a detector of many.</summary>
    internal sealed record OneOfMany(LabelDetector Detector, int Label) : DetectorQuestion
    {
        internal override string Name => $"{Detector.Card.Name}（{Detector.Card.Labels[Label].Label}，{Detector.ShortHash}）";

        internal override string Hash => Detector.Hash;

        internal override double Threshold => Detector.Card.Labels[Label].Threshold;

        internal override double Probability(UtteranceScan scan) => scan.Judged(Detector)[Label];

        internal override double Probability(SpokenText part)
        {
            var probabilities = new double[Detector.Card.Labels.Count];
            Detector.Judge(part, probabilities);
            return probabilities[Label];
        }

        internal override (double LogOdds, IReadOnlyList<DetectorInfluence> Influences) Explain(SpokenText spoken) => Detector.ExplainOwn(spoken, Label);
    }
}

/// <summary>How probable something must be, or must not be, of an utterance that other words make a hit.</summary>
internal sealed record DetectorBar(DetectorQuestion Question, double AtLeast, double Below)
{
    internal bool Holds(UtteranceScan scan) => Question.Probability(scan) is var probability && probability >= AtLeast && probability < Below;
}
