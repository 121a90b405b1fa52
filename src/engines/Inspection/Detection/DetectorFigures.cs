namespace Daylight.Inspection;

/// <summary>How well a detector did on labelled texts. Shares lie between 0 and 1.</summary>
/// <param name="Texts">How many were judged.</param>
/// <param name="Accuracy">Share judged right.</param>
/// <param name="Precision">Share of the found that are positive.</param>
/// <param name="Recall">Share of the positive that were found.</param>
/// <param name="F1">Harmonic mean of the two.</param>
/// <param name="MacroF1">Mean of F1 of both classes.</param>
/// <param name="Brier">Mean squared distance of the probability from what was true.</param>
/// <param name="CalibrationError">Mean distance, weighed by texts, of mean probability and share of positives in tenths of the probability.</param>
public sealed record DetectorFigures(
    int Texts, double Accuracy, double Precision, double Recall, double F1, double MacroF1, double Brier, double CalibrationError);
