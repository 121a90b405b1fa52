namespace Daylight.Sound;

/// <summary>What was measured on one side of a call.</summary>
/// <param name="Rms">Level of the whole channel in dB of full scale.</param>
/// <param name="Loudness">Loudness after EBU R128.</param>
/// <param name="Voiced">When somebody spoke.</param>
/// <param name="PitchMedianHertz">Median of the fundamental frequency; null where no pitch was found.</param>
/// <param name="PitchRangeSemitones">From the 10th to the 90th percentile of the pitch; null where no pitch was found.</param>
public sealed record SideSound(
    double Rms, Loudness Loudness, IReadOnlyList<Stretch> Voiced, double? PitchMedianHertz, double? PitchRangeSemitones)
{
    /// <summary>Seconds somebody spoke.</summary>
    public double VoicedSeconds => Voiced.Sum(stretch => stretch.Seconds);

    internal static SideSound Measure(float[] samples, int rate)
    {
        var voiced = VoiceActivity.Find(samples, rate);
        var pitch = new List<double>();
        foreach (var stretch in voiced)
        {
            var from = (int)(stretch.From * rate);
            var piece = samples.AsSpan(from, Math.Min(samples.Length, (int)(stretch.To * rate)) - from);
            foreach (var point in Pitch.Track(piece, rate))
            {
                if (point.Semitones is { } semitones)
                {
                    pitch.Add(semitones);
                }
            }
        }
        pitch.Sort();
        double At(double share) => pitch[(int)((pitch.Count - 1) * share)];
        return new SideSound(
            Levels.Rms(samples), Loudness.Measure(rate, samples), voiced,
            pitch.Count == 0 ? null : 27.5 * Math.Pow(2, At(0.5) / 12),
            pitch.Count == 0 ? null : At(0.9) - At(0.1));
    }
}

/// <summary>A two-channel call measured: the staff on the first channel, the customer on the second.</summary>
/// <param name="Staff">The first channel.</param>
/// <param name="Customer">The second channel.</param>
/// <param name="Talk">How the two spoke together.</param>
public sealed record CallSound(SideSound Staff, SideSound Customer, Talk Talk)
{
    /// <summary>Measures a recording of two channels.</summary>
    /// <exception cref="SoundFormatException">It has one channel, or more than two: who speaks can't be told.</exception>
    public static CallSound Measure(WavFile recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        if (recording.Channels != 2)
        {
            throw new SoundFormatException(
                $"The recording has {recording.Channels} channel(s); two are needed, the staff on the first and the customer on the second.");
        }
        var staff = SideSound.Measure(recording.Channel(0), recording.Rate);
        var customer = SideSound.Measure(recording.Channel(1), recording.Rate);
        return new CallSound(staff, customer, new Talk(staff.Voiced, customer.Voiced, recording.Seconds));
    }

    /// <summary>One side of it.</summary>
    public SideSound this[Side side] => side == Side.Staff ? Staff : Customer;
}
