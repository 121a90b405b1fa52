using System.Runtime.Intrinsics;

namespace Daylight.Inspection;

/// <summary>
/// The numbers of a detector of many labels. What is known of a text has one row with a signed byte a label, so that one look-up serves
/// all labels; the bytes are added as whole numbers, which gives the same sum on every machine, and scaled once at the end.
/// Rows: the runs of the words, those of the words before, the channels.
/// </summary>
internal sealed class LabelWeights
{
    /// <summary>Labels are padded to a multiple of this, the bytes of one vector.</summary>
    internal const int Lanes = 16;

    /// <summary>So many channels have a row.</summary>
    internal const int Kinds = 5;

    /// <summary>So many bytes, even of -128, fit into a sum of 16 bits.</summary>
    private const int RowsPerSum = 256;

    private readonly sbyte[] rows;
    private readonly float[] levels;

    /// <param name="own">The runs of the words.</param>
    /// <param name="before">The runs of the words before.</param>
    /// <param name="labels">For each label a scale and the steps of all rows: what a row adds, per unit of length where it is a run's.</param>
    /// <param name="levels">The log odds of each label before anything is known.</param>
    internal LabelWeights(LabelRuns own, LabelRuns before, PackedNumbers labels, float[] levels)
    {
        (Own, Before, Packed, this.levels) = (own, before, labels, levels);
        Stride = Padded(levels.Length);
        rows = new sbyte[Rows * Stride];
        for (var label = 0; label < levels.Length; label++)
        {
            var steps = labels.Steps.AsSpan(label * Rows, Rows);
            for (var row = 0; row < steps.Length; row++)
            {
                rows[(row * Stride) + label] = steps[row];
            }
        }
    }

    internal LabelRuns Own { get; }

    internal LabelRuns Before { get; }

    internal PackedNumbers Packed { get; }

    /// <summary>The log odds of each label before anything is known.</summary>
    internal ReadOnlySpan<float> Levels => levels;

    internal int Rows => Own.Count + Before.Count + Kinds;

    /// <summary>The length of a row in memory.</summary>
    internal int Stride { get; }

    internal static int Padded(int labels) => (labels + Lanes - 1) / Lanes * Lanes;

    /// <summary>The log odds of every label.</summary>
    internal void LogOdds(LabelWork work, ConversationKind? kind, Span<double> odds)
    {
        for (var label = 0; label < levels.Length; label++)
        {
            odds[label] = levels[label] + OfKind(kind, label);
        }

        work.Begin();
        AddRuns(Own, 0, work.Text.Characters, work, odds);
        AddRuns(Before, Own.Count, work.Before.Characters, work, odds);
    }

    /// <summary>What the channel adds.</summary>
    internal double OfKind(ConversationKind? kind, int label) => kind is { } known ? Weight(Own.Count + Before.Count + (int)known, label) : 0;

    /// <summary>Adds what each run of the words adds to the log odds of a label, shared among the places where it stands.</summary>
    internal void ExplainOwn(ReadOnlySpan<char> text, int label, DetectorWork work, Action<int, int, double> add) => Explain(Own, 0, text, label, work, add);

    /// <summary>The same of the words before.</summary>
    internal void ExplainBefore(ReadOnlySpan<char> text, int label, DetectorWork work, Action<int, int, double> add) => Explain(Before, Own.Count, text, label, work, add);

    private void Explain(LabelRuns known, int offset, ReadOnlySpan<char> text, int label, DetectorWork work, Action<int, int, double> add)
    {
        var runs = KnownRun.Find(known.Table, text, known.LengthMax, work);
        var norm = KnownRun.Norm(runs, known.Rarities);
        KnownRun.Share(runs, run => Weight(offset + run, label) / norm, add);
    }

    private double Weight(int row, int label) => (double)Packed.Scales[label] * rows[(row * Stride) + label];

    private void AddRuns(LabelRuns known, int offset, ReadOnlySpan<char> text, LabelWork work, Span<double> odds)
    {
        var (square, pending) = (0d, 0);
        for (var start = 0; start < text.Length; start++)
        {
            for (var length = 1; length <= known.LengthMax && start + length <= text.Length; length++)
            {
                var run = known.Table.Find(NgramKey.Of(text.Slice(start, length)));
                if (run < 0 || !work.IsNew(offset + run))
                {
                    continue;
                }

                square += known.Square(run);
                Add(rows.AsSpan((offset + run) * Stride, Stride), work.Pending);
                if (++pending == RowsPerSum)
                {
                    work.Carry();
                    pending = 0;
                }
            }
        }

        work.Carry();
        var norm = Math.Sqrt(square) + KnownRun.NormMin;
        for (var label = 0; label < levels.Length; label++)
        {
            odds[label] += Packed.Scales[label] * (work.Sums[label] / norm);
        }

        work.Clear();
    }

    private static void Add(ReadOnlySpan<sbyte> row, Span<short> sums)
    {
        for (var at = 0; at < row.Length; at += Lanes)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Create(row.Slice(at, Lanes)));
            var first = sums.Slice(at, Lanes / 2);
            var second = sums.Slice(at + (Lanes / 2), Lanes / 2);
            (Vector128.Create<short>(first) + lower).CopyTo(first);
            (Vector128.Create<short>(second) + upper).CopyTo(second);
        }
    }
}
