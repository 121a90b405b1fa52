namespace Daylight.Sound;

/// <summary>
/// When somebody speaks on a channel, by level alone: 10 ms frames over a threshold that follows the channel's own noise.
/// With N the 10th and L the 95th percentile of the frames' RMS levels (frames of digital silence left out), a frame is voiced
/// over max(N + 9 dB, L − 30 dB, −60 dBFS). Gaps under 200 ms are closed, runs under 60 ms dropped. A channel
/// whose L stays under −50 dBFS, or whose L and N lie less than 9 dB apart under −35 dBFS (line noise), has no speech; one as
/// even but louder is voiced throughout.
/// </summary>
public static class VoiceActivity
{
    private const double FrameSeconds = 0.01;
    private const double GapSeconds = 0.2;
    private const double RunSeconds = 0.06;
    private const double NothingDecibels = -100;

    /// <summary>The voiced stretches of one channel, in order, apart from each other.</summary>
    public static IReadOnlyList<Stretch> Find(ReadOnlySpan<float> samples, int rate)
    {
        var size = (int)(rate * FrameSeconds);
        var levels = new double[samples.Length / size];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = Math.Max(NothingDecibels, Levels.Rms(samples.Slice(i * size, size)));
        }
        return ThresholdOf(levels) is { } threshold ? Runs(levels, threshold, (double)size / rate) : [];
    }

    private static double? ThresholdOf(double[] levels)
    {
        var heard = levels.Where(level => level > NothingDecibels).Order().ToArray();
        if (heard.Length == 0)
        {
            return null;
        }
        var noise = heard[(int)(heard.Length * 0.10)];
        var loud = heard[(int)(heard.Length * 0.95)];
        if (loud < -50)
        {
            return null;
        }
        if (loud - noise < 9)
        {
            // Nothing but tone or speech without a pause, or nothing but noise: only the level can tell.
            return heard.Length < levels.Length * 0.9 || loud >= -35 ? Math.Max(loud - 30, -60) : null;
        }
        return Math.Max(Math.Max(noise + 9, loud - 30), -60);
    }

    private static List<Stretch> Runs(double[] levels, double threshold, double frame)
    {
        var runs = new List<Stretch>();
        var from = -1;
        for (var i = 0; i <= levels.Length; i++)
        {
            var voiced = i < levels.Length && levels[i] > threshold;
            if (voiced && from < 0)
            {
                from = i;
            }
            else if (!voiced && from >= 0)
            {
                Add(runs, new Stretch(from * frame, i * frame));
                from = -1;
            }
        }
        runs.RemoveAll(run => run.Seconds < RunSeconds - 1e-9);
        return runs;
    }

    private static void Add(List<Stretch> runs, Stretch run)
    {
        if (runs.Count > 0 && run.From - runs[^1].To < GapSeconds - 1e-9)
        {
            runs[^1] = new Stretch(runs[^1].From, run.To);
            return;
        }
        runs.Add(run);
    }
}
