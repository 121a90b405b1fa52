namespace Daylight.Inspection;

/// <summary>
/// Why the probabilities of a detector are only rough: it learned from too few texts of one label. What it finds may be right all
/// the same; how likely it says that is, is not to be relied on, nor is the measured calibration error, which is of the same few.
/// </summary>
/// <param name="Positive">The texts of what it finds that it learned from.</param>
/// <param name="Negative">The others.</param>
/// <param name="OfEachMin">How many of each are needed.</param>
public sealed record RoughCalibration(int Positive, int Negative, int OfEachMin)
{
    /// <summary>
    /// So many of either label are needed before one can tell how well probabilities are calibrated at all: the usual least
    /// number of events, and of others, for a calibration curve (Van Calster and others, 2016).
    /// </summary>
    public const int Needed = 200;

    /// <summary>Null where there are enough.</summary>
    /// <param name="texts">All texts that were learned from.</param>
    /// <param name="positive">Those of what it finds.</param>
    public static RoughCalibration? Of(int texts, int positive) =>
        Math.Min(positive, texts - positive) < Needed ? new RoughCalibration(positive, texts - positive, Needed) : null;
}
