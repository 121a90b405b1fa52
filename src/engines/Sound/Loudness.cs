namespace Daylight.Sound;

/// <summary>
/// Loudness after EBU R128 (ITU-R BS.1770-4, EBU Tech 3341 and 3342). Figures in LUFS; silence is negative infinity.
/// A telephone line has no absolute loudness: judge one channel against its own median (<see cref="Jump"/>).
/// </summary>
public sealed class Loudness
{
    private const double SilenceGate = -70;
    private const int StepsPerMomentary = 4; // Steps of 100 ms; 400 ms a momentary value.
    private const int StepsPerShortTerm = 30; // 3 s.

    private readonly double[] _powers;

    private Loudness(double[] powers)
    {
        _powers = powers;
        Integrated = GatedBlocks(StepsPerMomentary, relativeGate: -10) is { Count: > 0 } blocks ? FromPower(blocks.Average()) : double.NegativeInfinity;
        Range = RangeOf(GatedBlocks(StepsPerShortTerm, relativeGate: -20));
    }

    /// <summary>Seconds from one value of a row to the next.</summary>
    public static double StepSeconds => 0.1;

    /// <summary>Loudness of the whole with its pauses left out by the gates of −70 LUFS and −10 LU.</summary>
    public double Integrated { get; }

    /// <summary>Loudness range in LU: from the 10th to the 95th percentile of the short-term values.</summary>
    public double Range { get; }

    /// <summary>How many steps of 100 ms the recording has.</summary>
    public int Steps => _powers.Length;

    /// <summary>Loudness of the 400 ms that end with this step; negative infinity before there are as many.</summary>
    public double Momentary(int step) => Ending(step, StepsPerMomentary);

    /// <summary>Loudness of the 3 s that end with this step; negative infinity before there are as many.</summary>
    public double ShortTerm(int step) => Ending(step, StepsPerShortTerm);

    /// <summary>Loudness from one second to another without a gate, in whole steps; null where less than a step lies between.</summary>
    public double? Between(double fromSeconds, double toSeconds)
    {
        var from = Math.Max(0, (int)Math.Round(fromSeconds / StepSeconds, MidpointRounding.AwayFromZero));
        var to = Math.Min(_powers.Length, (int)Math.Round(toSeconds / StepSeconds, MidpointRounding.AwayFromZero));
        return to > from ? FromPower(_powers.AsSpan(from, to - from).ToArray().Average()) : null;
    }

    /// <summary>By how many dB a step's short-term loudness lies over the median of the speaker's gated short-term values.</summary>
    public double Jump(int step) => ShortTerm(step) - MedianShortTerm;

    /// <summary>Median of the short-term values over the gate; negative infinity where there are none.</summary>
    public double MedianShortTerm
    {
        get
        {
            var blocks = GatedBlocks(StepsPerShortTerm, relativeGate: -20);
            blocks.Sort();
            return blocks.Count == 0 ? double.NegativeInfinity : FromPower(blocks[blocks.Count / 2]);
        }
    }

    /// <summary>Measures one channel, or several as one programme.</summary>
    public static Loudness Measure(int rate, params ReadOnlySpan<float[]> channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 4_000);
        ArgumentOutOfRangeException.ThrowIfZero(channels.Length);
        var powers = StepPowers(channels[0], rate);
        foreach (var channel in channels[1..])
        {
            var more = StepPowers(channel, rate);
            for (var i = 0; i < Math.Min(powers.Length, more.Length); i++)
            {
                powers[i] += more[i];
            }
        }
        return new Loudness(powers);
    }

    /// <summary>Mean square of the K-weighted samples in every step of 100 ms; a last step that is not full is left out.</summary>
    private static double[] StepPowers(ReadOnlySpan<float> samples, int rate)
    {
        var filter = new KWeighting(rate);
        var powers = new double[(int)(samples.Length / (rate * StepSeconds))];
        for (var step = 0; step < powers.Length; step++)
        {
            var from = (int)((long)step * rate / 10);
            var to = (int)((long)(step + 1) * rate / 10);
            var sum = 0.0;
            foreach (var sample in samples[from..to])
            {
                var weighted = filter.Next(sample);
                sum += weighted * weighted;
            }
            powers[step] = sum / (to - from);
        }
        return powers;
    }

    private double Ending(int step, int steps) => step + 1 < steps ? double.NegativeInfinity : FromPower(PowerOf(step, steps));

    private double PowerOf(int last, int steps)
    {
        var sum = 0.0;
        for (var i = last - steps + 1; i <= last; i++)
        {
            sum += _powers[i];
        }
        return sum / steps;
    }

    private List<double> GatedBlocks(int steps, double relativeGate)
    {
        var blocks = new List<double>(Math.Max(0, _powers.Length - steps + 1));
        for (var last = steps - 1; last < _powers.Length; last++)
        {
            var power = PowerOf(last, steps);
            if (FromPower(power) > SilenceGate)
            {
                blocks.Add(power);
            }
        }
        if (blocks.Count == 0)
        {
            return blocks;
        }
        var gate = FromPower(blocks.Average()) + relativeGate;
        blocks.RemoveAll(power => FromPower(power) <= gate);
        return blocks;
    }

    private static double RangeOf(List<double> blocks)
    {
        if (blocks.Count < 2)
        {
            return 0;
        }
        blocks.Sort();
        double At(double share) => FromPower(blocks[(int)Math.Round((blocks.Count - 1) * share, MidpointRounding.AwayFromZero)]);
        return At(0.95) - At(0.10);
    }

    private static double FromPower(double power) => power > 0 ? -0.691 + (10 * Math.Log10(power)) : double.NegativeInfinity;
}
