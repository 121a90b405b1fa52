namespace Daylight.Inspection;

/// <summary>
/// The linear part of a detector: which runs of one to three characters occur, each scaled by how much more often it
/// stands in one class than in the other, the whole brought to length one, then weighed. The margin is a sum over runs.
/// </summary>
/// <param name="table">The runs that are known.</param>
/// <param name="ratios">Logarithm of the ratio of frequencies, a run each.</param>
/// <param name="weights">What the run adds per unit of length: learned weight times ratio.</param>
/// <param name="bias">The margin of a text without any known run.</param>
internal sealed class NgramModel(KeyTable table, float[] ratios, float[] weights, float bias)
{
    internal KeyTable Table => table;

    internal float[] Ratios => ratios;

    internal float[] Weights => weights;

    internal float Bias => bias;

    internal double Margin(ReadOnlySpan<char> text, DetectorWork work)
    {
        var runs = Runs(text, work);
        var sum = 0d;
        for (var i = 0; i < runs.Length; i++)
        {
            if (i == 0 || runs[i].Index != runs[i - 1].Index)
            {
                sum += weights[runs[i].Index];
            }
        }

        return bias + (sum / Norm(runs));
    }

    /// <summary>Adds what each run adds to the margin, times the factor, shared among the places where it stands.</summary>
    internal void Explain(ReadOnlySpan<char> text, DetectorWork work, double factor, Action<int, int, double> add)
    {
        var runs = Runs(text, work);
        var norm = Norm(runs);
        for (var i = 0; i < runs.Length;)
        {
            var next = i + 1;
            while (next < runs.Length && runs[next].Index == runs[i].Index)
            {
                next++;
            }

            var share = factor * weights[runs[i].Index] / norm / (next - i);
            for (; i < next; i++)
            {
                add(runs[i].Start, runs[i].Start + runs[i].Length, share);
            }
        }
    }

    private double Norm(ReadOnlySpan<KnownRun> runs)
    {
        var squares = 0d;
        for (var i = 0; i < runs.Length; i++)
        {
            if (i == 0 || runs[i].Index != runs[i - 1].Index)
            {
                squares += (double)ratios[runs[i].Index] * ratios[runs[i].Index];
            }
        }

        return Math.Sqrt(squares) + 1e-6;
    }

    private ReadOnlySpan<KnownRun> Runs(ReadOnlySpan<char> text, DetectorWork work)
    {
        var runs = work.Runs(text.Length * NgramKey.LengthMax);
        var count = 0;
        for (var start = 0; start < text.Length; start++)
        {
            for (var length = 1; length <= NgramKey.LengthMax && start + length <= text.Length; length++)
            {
                var index = table.Find(NgramKey.Of(text.Slice(start, length)));
                if (index >= 0)
                {
                    runs[count++] = new KnownRun(index, start, length);
                }
            }
        }

        var known = runs[..count];
        known.Sort(static (a, b) => a.Index != b.Index ? a.Index.CompareTo(b.Index) : a.Start.CompareTo(b.Start));
        return known;
    }
}

/// <summary>A run that the linear part knows, where it stands in the text.</summary>
internal readonly record struct KnownRun(int Index, int Start, int Length);
