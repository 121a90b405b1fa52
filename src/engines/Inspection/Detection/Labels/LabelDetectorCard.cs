namespace Daylight.Inspection;

/// <summary>What a detector of many labels says of itself; stands in front of its file.</summary>
/// <param name="Name">For example <c>conduct</c>.</param>
/// <param name="Source">Where the texts came from and under which licence; empty if nobody said.</param>
/// <param name="Texts">How many texts it learned from, copies joined.</param>
/// <param name="Duplicates">Lines joined with one of the same text.</param>
/// <param name="Seed">The seed of all chance in the training.</param>
/// <param name="Folds">Into how many parts the texts were divided; each part was judged by what the others taught.</param>
/// <param name="Labels">Its labels, in the order of the file.</param>
public sealed record LabelDetectorCard(string Name, string Source, int Texts, int Duplicates, ulong Seed, int Folds, IReadOnlyList<LabelCard> Labels);

/// <summary>One label of a detector of many, and how well it was found in texts that the judging models had not seen.</summary>
/// <param name="Label">For example <c>threat</c>.</param>
/// <param name="Field">The field of the labelled lines that names it, such as <c>categories</c>.</param>
/// <param name="Texts">Texts of which it is known whether they carry the label.</param>
/// <param name="PositiveTexts">How many of them do.</param>
/// <param name="Threshold">From which probability on a text counts as found where nobody says otherwise: the best F1.</param>
/// <param name="AveragePrecision">Mean precision over all ranks at which a text with the label stands, 0 to 1.</param>
/// <param name="Measured">The figures at the threshold.</param>
/// <param name="Points">What other thresholds give.</param>
/// <param name="ScoreShares">Which share of the texts fell into each tenth of the probability: the reference for drift.</param>
public sealed record LabelCard(
    string Label, string Field, int Texts, int PositiveTexts, double Threshold, double AveragePrecision, DetectorFigures Measured,
    IReadOnlyList<LabelPoint> Points, IReadOnlyList<double> ScoreShares);

/// <summary>What a threshold gives: how many texts are found, which share of them rightly, and which share of those with the label.</summary>
public readonly record struct LabelPoint(double Threshold, int Found, double Precision, double Recall);
