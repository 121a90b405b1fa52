using Daylight.Platform;

namespace Daylight.Transcription;

/// <summary>One channel of a recording: 16-bit samples.</summary>
/// <param name="Name">What the recogniser is told it is: ids of ours, never a person's.</param>
/// <param name="Rate">Samples a second.</param>
/// <param name="Samples">From first to last.</param>
internal sealed record Speech(string Name, int Rate, short[] Samples)
{
    public double Seconds => (double)Samples.Length / Rate;
}

/// <summary>What somebody said, as a recogniser heard it.</summary>
/// <param name="Text">The words.</param>
/// <param name="Start">Seconds from the beginning; null if the recogniser does not tell.</param>
/// <param name="End">Likewise.</param>
internal sealed record Heard(string Text, double? Start, double? End);

/// <summary>Hears speech; one implementation for each protocol.</summary>
internal interface IRecogniser
{
    /// <summary>Its name in entries and lists, for example <c>funasr-2pass</c>.</summary>
    string Name { get; }

    /// <summary>Whether it can be sent speech of this rate.</summary>
    bool Takes(int rate);

    /// <summary>Hears one channel.</summary>
    /// <param name="speech">The channel.</param>
    /// <param name="progress">Is told the share that was sent, from 0 to 1.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was heard, in the order of its time, or a failure of <see cref="TranscriptionErrors"/>.</returns>
    Task<Result<List<Heard>>> HearAsync(Speech speech, IProgress<double> progress, CancellationToken cancellation);
}
