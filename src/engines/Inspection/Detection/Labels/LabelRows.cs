namespace Daylight.Inspection;

/// <summary>
/// Utterances as rows of numbers: the runs of the words as a vector of length one, those of the words before as a shorter one, and the channel.
/// The columns stand in the order of <see cref="LabelWeights"/>.
/// </summary>
internal sealed class LabelRows
{
    private const int TextsMin = 3;
    private const double BeforeShare = 0.6;
    private const double KindShare = 0.3;

    private readonly List<(int Column, float Value)[]> rows = [];
    private readonly List<double> squaredLengths = [];

    internal LabelRows(LabelTexts texts, int runsMax)
    {
        Own = LabelRuns.Of(texts.Texts, LabelRuns.OwnLengthMax, TextsMin, runsMax);
        Before = LabelRuns.Of([.. texts.Before.Where(text => text.Length > 0)], LabelRuns.BeforeLengthMax, TextsMin, runsMax);
        for (var i = 0; i < texts.Texts.Count; i++)
        {
            List<(int Column, float Value)> row = [];
            Add(row, Own, 0, texts.Texts[i], 1);
            Add(row, Before, Own.Count, texts.Before[i], BeforeShare);
            if (texts.Kinds[i] is { } kind)
            {
                row.Add((Own.Count + Before.Count + (int)kind, (float)KindShare));
            }

            rows.Add([.. row]);
            squaredLengths.Add(1 + row.Sum(cell => (double)cell.Value * cell.Value));
        }
    }

    internal LabelRuns Own { get; }

    internal LabelRuns Before { get; }

    internal int Count => rows.Count;

    internal int Columns => Own.Count + Before.Count + LabelWeights.Kinds;

    /// <summary>The square of the length of a row, with one more for the bias.</summary>
    internal double SquaredLength(int text) => squaredLengths[text];

    internal ReadOnlySpan<(int Column, float Value)> this[int text] => rows[text];

    /// <summary>What stands in a column, times the length of the text: what the file keeps beside the weight learned.</summary>
    internal double Factor(int column)
    {
        if (column < Own.Count)
        {
            return Own.Rarities[column];
        }

        return column < Own.Count + Before.Count ? BeforeShare * Before.Rarities[column - Own.Count] : KindShare;
    }

    private static void Add(List<(int Column, float Value)> row, LabelRuns known, int offset, DetectorText text, double share)
    {
        var runs = RunCounts.Distinct(text, known.Table, known.LengthMax);
        var norm = Math.Sqrt(runs.Sum(known.Square)) + KnownRun.NormMin;
        row.AddRange(runs.Select(run => (offset + run, (float)(share * known.Rarities[run] / norm))));
    }
}
