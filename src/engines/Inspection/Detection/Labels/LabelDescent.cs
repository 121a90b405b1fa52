using System.Numerics;
using System.Runtime.InteropServices;

namespace Daylight.Inspection;

/// <summary>
/// Learns one logistic regression a label, all at once: dual coordinate descent (Yu, Huang and Lin, 2011), one text at a time in a
/// seeded order. The weights of all labels of a run lie beside each other, so that a text is added to all of them in one go. Each lane
/// holds one label and lanes are never added up: the result does not hang on how wide the machine's vectors are.
/// </summary>
internal sealed class LabelDescent
{
    private const int PassesMax = 60;
    private const int NewtonStepsMax = 12;
    private const double StillMoving = 0.001;

    private readonly LabelRows rows;
    private readonly sbyte[][] truths;
    private readonly double cost;
    private readonly float[] weights;
    private readonly float[] biases;
    private readonly float[] steps;

    private LabelDescent(LabelRows rows, sbyte[][] truths, double cost)
    {
        (this.rows, this.truths, this.cost) = (rows, truths, cost);
        Labels = truths[0].Length;
        Stride = LabelWeights.Padded(Labels);
        weights = new float[rows.Columns * Stride];
        (biases, steps) = (new float[Stride], new float[Stride]);
    }

    internal int Labels { get; }

    /// <summary>The length of a row of scores: the labels, padded.</summary>
    internal int Stride { get; }

    /// <summary>Learns from the texts of the given places.</summary>
    /// <param name="rows">All texts.</param>
    /// <param name="truths">For each text, what is known of each label.</param>
    /// <param name="members">The places of the texts to learn from; shuffled here.</param>
    /// <param name="cost">How much a text that is judged wrong counts against large weights.</param>
    /// <param name="order">All chance.</param>
    /// <param name="cancellation">Ends it early.</param>
    internal static LabelDescent Train(LabelRows rows, sbyte[][] truths, int[] members, double cost, SeededOrder order, CancellationToken cancellation)
    {
        LabelDescent descent = new(rows, truths, cost);
        var duals = members.ToDictionary(text => text, _ => new double[descent.Labels]);
        for (var pass = 0; pass < PassesMax; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            order.Shuffle(members);
            var moved = 0d;
            foreach (var text in members)
            {
                moved = Math.Max(moved, descent.Learn(text, duals[text]));
            }

            if (moved < StillMoving * cost)
            {
                break;
            }
        }

        return descent;
    }

    internal float Weight(int column, int label) => weights[(column * Stride) + label];

    internal float Bias(int label) => biases[label];

    /// <summary>What each label scores in a text.</summary>
    internal void Margins(int text, Span<float> margins)
    {
        biases.CopyTo(margins);
        foreach (var (column, value) in rows[text])
        {
            Add(weights.AsSpan(column * Stride, Stride), value, margins);
        }
    }

    private double Learn(int text, double[] duals)
    {
        Margins(text, steps);
        var moved = 0d;
        for (var label = 0; label < Labels; label++)
        {
            var truth = truths[text][label];
            var step = truth == LabelTexts.Unknown ? 0 : Solve(truth * steps[label], duals[label], rows.SquaredLength(text)) - duals[label];
            duals[label] += step;
            moved = Math.Max(moved, Math.Abs(step));
            steps[label] = (float)(truth * step);
        }

        steps.AsSpan(Labels).Clear();
        Add(steps, 1, biases);
        foreach (var (column, value) in rows[text])
        {
            Add(steps, value, weights.AsSpan(column * Stride, Stride));
        }

        return moved;
    }

    /// <summary>
    /// The dual variable, between 0 and the cost, at which this text is content: with a = cost · logistic(t), the zero of
    /// t + length (a − a₀) + margin, which rises everywhere; Newton's steps, kept between the borders that are known.
    /// </summary>
    private double Solve(double margin, double dual, double length)
    {
        var sought = (length * dual) - margin;
        var (low, high) = (sought - (length * cost), sought);
        var at = Math.Clamp(dual > 0 ? Math.Log(dual / (cost - dual)) : -margin, low, high);
        for (var step = 0; step < NewtonStepsMax; step++)
        {
            var share = Detector.Probability(at);
            var value = at + (length * cost * share) - sought;
            if (Math.Abs(value) < 1e-6)
            {
                break;
            }

            (low, high) = value > 0 ? (low, at) : (at, high);
            at -= value / (1 + (length * cost * share * (1 - share)));
            at = at > low && at < high ? at : (low + high) / 2;
        }

        return cost * Detector.Probability(at);
    }

    private static void Add(ReadOnlySpan<float> from, float factor, Span<float> to)
    {
        var source = MemoryMarshal.Cast<float, Vector<float>>(from);
        var target = MemoryMarshal.Cast<float, Vector<float>>(to);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }
}
