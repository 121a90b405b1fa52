namespace Daylight.Inspection;

/// <summary>What a detector thinks of a text.</summary>
/// <param name="Probability">How likely the text is positive, calibrated on texts unseen in training.</param>
/// <param name="Found">Whether that reaches the threshold of the detector.</param>
public readonly record struct DetectorVerdict(double Probability, bool Found);

/// <summary>A piece of the original text and what it adds to the logarithm of the odds; below zero it speaks against.</summary>
public readonly record struct DetectorInfluence(TextSpan Span, double Weight);

/// <summary>A verdict and everything that led to it: <see cref="Level"/> and all influences add up to <see cref="LogOdds"/>.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="LogOdds">The logarithm of the odds of the probability.</param>
/// <param name="Level">What stands before any text was read.</param>
/// <param name="Influences">Pieces of the text, the strongest first.</param>
public sealed record DetectorExplanation(DetectorVerdict Verdict, double LogOdds, double Level, IReadOnlyList<DetectorInfluence> Influences);
