namespace Daylight.Inspection;

/// <summary>Memory that one judgement of many labels uses and the next uses again.</summary>
internal sealed class LabelWork(LabelWeights weights)
{
    private readonly int[] stamps = new int[weights.Own.Count + weights.Before.Count];
    private readonly short[] pending = new short[weights.Stride];
    private readonly int[] sums = new int[weights.Stride];
    private int stamp;

    internal DetectorText Text { get; } = new();

    internal DetectorText Before { get; } = new();

    /// <summary>Sums of 16 bits, to be carried before they overflow.</summary>
    internal Span<short> Pending => pending;

    internal ReadOnlySpan<int> Sums => sums;

    internal void Begin()
    {
        if (++stamp == int.MaxValue)
        {
            Array.Clear(stamps);
            stamp = 1;
        }
    }

    /// <summary>True the first time it is asked of a run in this utterance.</summary>
    internal bool IsNew(int run)
    {
        if (stamps[run] == stamp)
        {
            return false;
        }

        stamps[run] = stamp;
        return true;
    }

    internal void Carry()
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += pending[i];
        }

        Array.Clear(pending);
    }

    internal void Clear() => Array.Clear(sums);
}
