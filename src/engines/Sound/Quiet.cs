namespace Daylight.Sound;

/// <summary>Stretches in which no sample reaches a level: the definition of ffmpeg's <c>silencedetect</c>.</summary>
public static class Quiet
{
    /// <summary>
    /// Finds them. A stretch begins with its first quiet sample and ends before the first that is not; it counts from
    /// <paramref name="seconds"/> on.
    /// </summary>
    /// <param name="samples">One channel.</param>
    /// <param name="rate">Samples a second.</param>
    /// <param name="decibels">The level in dB of full scale, for example −40.</param>
    /// <param name="seconds">The shortest stretch that counts.</param>
    public static IReadOnlyList<Stretch> Find(ReadOnlySpan<float> samples, int rate, double decibels, double seconds)
    {
        var level = (float)Math.Pow(10, decibels / 20);
        var found = new List<Stretch>();
        var from = 0;
        for (var i = 0; i <= samples.Length; i++)
        {
            if (i < samples.Length && Math.Abs(samples[i]) < level)
            {
                continue;
            }
            if ((double)(i - from) / rate >= seconds && i > from)
            {
                found.Add(new Stretch((double)from / rate, (double)i / rate));
            }
            from = i + 1;
        }
        return found;
    }
}
