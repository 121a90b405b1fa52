using System.Text.Json.Serialization;

namespace Daylight.Inspection;

/// <summary>What a detector says of itself; stands in front of its file.</summary>
/// <param name="Name">For example <c>abuse</c>.</param>
/// <param name="Positive">The label of what it finds, as the training file wrote it.</param>
/// <param name="Negative">The other label.</param>
/// <param name="Source">Where the texts came from and under which licence; empty if nobody said.</param>
/// <param name="Texts">How many texts it learned from, after duplicates were removed.</param>
/// <param name="PositiveTexts">How many of them are positive.</param>
/// <param name="Duplicates">Rows left out because the same text stood before.</param>
/// <param name="Contradictions">Rows left out because the same text carries both labels.</param>
/// <param name="Seed">The seed of all chance in the training.</param>
/// <param name="Folds">Into how many parts the texts were divided; each part was judged by what the others taught.</param>
/// <param name="Epochs">How often each network saw every text.</param>
/// <param name="Threshold">From which probability on a text counts as found.</param>
/// <param name="Measured">How well it did on texts that the judging models had not seen.</param>
/// <param name="Calibration">How the parts are weighed into one logarithm of odds.</param>
/// <param name="ScoreShares">Which share of unseen training texts fell into each tenth of the probability: the reference for drift.</param>
/// <param name="Doubt">Where its training labels were found to say little, and what is set against that; null if nobody looked.</param>
public sealed record DetectorCard(
    string Name, string Positive, string Negative, string Source, int Texts, int PositiveTexts, int Duplicates, int Contradictions,
    ulong Seed, int Folds, int Epochs, double Threshold, DetectorFigures Measured, DetectorCalibration Calibration, IReadOnlyList<double> ScoreShares,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DetectorDoubt? Doubt = null);

/// <summary>How the parts of a detector are weighed: log odds = intercept + linear × margin + network × mean score.</summary>
public sealed record DetectorCalibration(double Intercept, double Linear, double Network);
