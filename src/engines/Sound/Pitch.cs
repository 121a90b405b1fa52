namespace Daylight.Sound;

/// <summary>The pitch of one moment.</summary>
/// <param name="Seconds">The middle of the frame.</param>
/// <param name="Hertz">The fundamental frequency; null where the voice has none.</param>
public readonly record struct PitchPoint(double Seconds, double? Hertz)
{
    /// <summary>Semitones over 27.5 Hz.</summary>
    public double? Semitones => Hertz is { } hertz ? 12 * Math.Log2(hertz / 27.5) : null;
}

/// <summary>
/// Fundamental frequency from 75 to 500 Hz every 10 ms, after P. Boersma, "Accurate short-term analysis of the fundamental
/// frequency" (1993): autocorrelation of a Hann-windowed frame of three longest periods, divided by that of the window;
/// the path of candidates with the least cost. Costs and thresholds are those published there for speech.
/// </summary>
public static class Pitch
{
    /// <summary>Lowest frequency looked for, in Hz.</summary>
    public const double HertzMin = 75;

    /// <summary>Highest frequency looked for, in Hz.</summary>
    public const double HertzMax = 500;

    private const double StepSeconds = 0.01;
    private const double SilenceThreshold = 0.03;
    private const double VoicingThreshold = 0.45;
    private const double OctaveCost = 0.01;
    private const double OctaveJumpCost = 0.35;
    private const double VoicedUnvoicedCost = 0.14;
    private const int CandidatesMax = 15;

    private readonly record struct Candidate(double Hertz, double Strength); // 0 Hz: no voice.

    /// <summary>Follows the pitch of one channel.</summary>
    public static PitchPoint[] Track(ReadOnlySpan<float> samples, int rate)
    {
        // Above 16 kHz every second sample tells nothing more about 500 Hz.
        if (rate > 16_000)
        {
            return Track(Halve(samples), rate / 2);
        }
        var frame = new FrameCorrelation(rate);
        var step = StepSeconds * rate;
        var frames = samples.Length < frame.Size ? 0 : 1 + (int)((samples.Length - frame.Size) / step);
        var peak = Peak(samples);
        var candidates = new Candidate[frames][];
        for (var i = 0; i < frames; i++)
        {
            candidates[i] = Candidates(frame, samples.Slice((int)(i * step), frame.Size), peak, rate);
        }
        var path = Path(candidates);
        var points = new PitchPoint[frames];
        for (var i = 0; i < frames; i++)
        {
            var hertz = candidates[i][path[i]].Hertz;
            points[i] = new PitchPoint(((int)(i * step) + (frame.Size / 2.0)) / rate, hertz > 0 ? hertz : null);
        }
        return points;
    }

    private static Candidate[] Candidates(FrameCorrelation frame, ReadOnlySpan<float> samples, float peak, int rate)
    {
        var found = new List<Candidate>(CandidatesMax) { new(0, Unvoiced(samples, peak)) };
        if (peak == 0)
        {
            return [.. found];
        }
        var r = frame.Correlate(samples);
        for (var lag = frame.LagMin; lag < frame.LagMax; lag++)
        {
            if (r[lag] < r[lag - 1] || r[lag] <= r[lag + 1] || r[lag] < VoicingThreshold / 2)
            {
                continue;
            }
            var (offset, height) = Summit(r[lag - 1], r[lag], r[lag + 1]);
            var hertz = rate / (lag + offset);
            if (hertz is >= HertzMin and <= HertzMax)
            {
                // A correlation over 1 comes from interpolation; its mirror image below 1 says as much.
                var strength = height > 1 ? 1 / height : height;
                found.Add(new Candidate(hertz, strength - (OctaveCost * Math.Log2(HertzMin * (lag + offset) / rate))));
            }
        }
        if (found.Count > CandidatesMax)
        {
            found.Sort(1, found.Count - 1, Comparer<Candidate>.Create((a, b) => b.Strength.CompareTo(a.Strength)));
            found.RemoveRange(CandidatesMax, found.Count - CandidatesMax);
        }
        return [.. found];
    }

    private static double Unvoiced(ReadOnlySpan<float> samples, float peak)
    {
        if (peak == 0)
        {
            return 1;
        }
        var local = Peak(samples) / peak;
        return VoicingThreshold + Math.Max(0, 2 - (local / (SilenceThreshold / (1 + VoicingThreshold))));
    }

    /// <summary>The cheapest path through the candidates (Viterbi); all frames are 10 ms apart, for which the costs are stated.</summary>
    private static int[] Path(Candidate[][] frames)
    {
        if (frames.Length == 0)
        {
            return [];
        }
        var best = Array.ConvertAll(frames[0], candidate => candidate.Strength);
        var from = new int[frames.Length][];
        for (var i = 1; i < frames.Length; i++)
        {
            var (before, now) = (frames[i - 1], frames[i]);
            var next = new double[now.Length];
            from[i] = new int[now.Length];
            for (var to = 0; to < now.Length; to++)
            {
                var (value, choice) = (double.NegativeInfinity, 0);
                for (var start = 0; start < before.Length; start++)
                {
                    var sum = best[start] - TransitionCost(before[start].Hertz, now[to].Hertz);
                    if (sum > value)
                    {
                        (value, choice) = (sum, start);
                    }
                }
                (next[to], from[i][to]) = (value + now[to].Strength, choice);
            }
            best = next;
        }
        var path = new int[frames.Length];
        path[^1] = Array.IndexOf(best, best.Max());
        for (var i = frames.Length - 1; i > 0; i--)
        {
            path[i - 1] = from[i][path[i]];
        }
        return path;
    }

    private static double TransitionCost(double from, double to) => (from > 0, to > 0) switch
    {
        (false, false) => 0,
        (true, true) => OctaveJumpCost * Math.Abs(Math.Log2(from / to)),
        _ => VoicedUnvoicedCost,
    };

    /// <summary>The summit of the parabola through three points: its distance from the middle one and its height.</summary>
    private static (double Offset, double Height) Summit(float before, float middle, float after)
    {
        var bend = before - (2 * middle) + after;
        if (bend >= 0)
        {
            return (0, middle);
        }
        var offset = 0.5 * (before - after) / bend;
        return (offset, middle - (0.25 * (before - after) * offset));
    }

    private static float Peak(ReadOnlySpan<float> samples)
    {
        var mean = 0.0;
        foreach (var sample in samples)
        {
            mean += sample;
        }
        var centre = samples.Length == 0 ? 0 : (float)(mean / samples.Length);
        var peak = 0f;
        foreach (var sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample - centre));
        }
        return peak;
    }

    private static float[] Halve(ReadOnlySpan<float> samples)
    {
        var half = new float[samples.Length / 2];
        for (var i = 0; i < half.Length; i++)
        {
            half[i] = (samples[2 * i] + samples[(2 * i) + 1]) / 2;
        }
        return half;
    }
}
