using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform;

namespace Daylight.Transcription;

/// <summary>From a recording to the words of a conversation; touches no table.</summary>
internal sealed class HearRecording(TranscriptionSettings settings, IRecogniser recogniser)
{
    /// <summary>Hears all channels, one after the other.</summary>
    /// <param name="job">The job; its conversation's id is what the recogniser is told.</param>
    /// <param name="recording">The recording's bytes.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Result<List<Utterance>>> RunAsync(TranscriptionRow job, byte[] recording, IProgress<double> progress, CancellationToken cancellation)
    {
        IReadOnlyList<string> named = job.Roles?.Split(',') ?? settings.Channels;
        var read = await RecordingAudio.ReadAsync(recording, job.Codec, named.Count, recogniser.Takes, cancellation);
        if (read.Failure is { } unreadable)
        {
            return unreadable;
        }

        var wav = read.Value;
        var roles = RolesOf(wav.Channels, named);
        if (roles.Failure is { } unknown)
        {
            return unknown;
        }

        List<List<Said>> channels = [];
        for (var channel = 0; channel < wav.Channels; channel++)
        {
            var (before, share) = ((double)channel / wav.Channels, 1.0 / wav.Channels);
            Speech speech = new($"{job.ConversationId}-{channel + 1}", wav.Rate, RecordingAudio.Channel(wav, channel));
            var heard = await recogniser.HearAsync(speech, new Share(part => progress.Report(before + (part * share))), cancellation);
            if (heard.Failure is { } failure)
            {
                return failure;
            }

            channels.Add(heard.Value.ConvertAll(item => new Said(roles.Value[channel], item)));
        }

        return Transcript.Of(channels);
    }

    private Result<List<string>> RolesOf(int channels, IReadOnlyList<string> named) =>
        channels == 1 && named.Count != 1
            ? settings.OneChannel is { } role ? new List<string> { role } : TranscriptionErrors.OneChannel
            : channels <= named.Count ? named.ToList() : TranscriptionErrors.TooManyChannels;

    /// <summary>Tells at once, on the thread that works; <see cref="Progress{T}"/> would tell out of order.</summary>
    private sealed class Share(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
