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
        var runs = KnownRun.Find(table, text, NgramKey.LengthMax, work);
        var sum = 0d;
        for (var i = 0; i < runs.Length; i++)
        {
            if (i == 0 || runs[i].Index != runs[i - 1].Index)
            {
                sum += weights[runs[i].Index];
            }
        }

        return bias + (sum / KnownRun.Norm(runs, ratios));
    }

    /// <summary>Adds what each run adds to the margin, times the factor, shared among the places where it stands.</summary>
    internal void Explain(ReadOnlySpan<char> text, DetectorWork work, double factor, Action<int, int, double> add)
    {
        var runs = KnownRun.Find(table, text, NgramKey.LengthMax, work);
        var norm = KnownRun.Norm(runs, ratios);
        KnownRun.Share(runs, run => factor * weights[run] / norm, add);
    }
}
