namespace Daylight.Sound;

/// <summary>Plain levels of samples, without weighting.</summary>
public static class Levels
{
    /// <summary>Root mean square in dB of full scale: 20·log10(√mean(x²)). A full-scale square is 0, a full-scale sine −3.01.</summary>
    public static double Rms(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }
        return samples.Length == 0 || sum == 0 ? double.NegativeInfinity : 10 * Math.Log10(sum / samples.Length);
    }

    /// <summary>The lowest and the highest sample of each of so many equal pieces, for a player's wave form; values from −1 to 1.</summary>
    public static (float Low, float High)[] Peaks(ReadOnlySpan<float> samples, int pieces)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pieces);
        var peaks = new (float Low, float High)[pieces];
        for (var i = 0; i < pieces; i++)
        {
            var from = (int)((long)samples.Length * i / pieces);
            var to = (int)((long)samples.Length * (i + 1) / pieces);
            var (low, high) = (0f, 0f);
            foreach (var sample in samples[from..to])
            {
                low = Math.Min(low, sample);
                high = Math.Max(high, sample);
            }
            peaks[i] = (low, high);
        }
        return peaks;
    }
}
