using Daylight.Inspection;
using Daylight.Sound;

namespace Daylight.Cli;

/// <summary>Gives the utterances of a conversation the loudness that its recording has where they were spoken.</summary>
internal static class RecordingLoudness
{
    private const long BytesMax = 2_000_000_000;

    /// <summary>
    /// The conversation with <see cref="Utterance.LoudnessDb"/> where the sender gave none, and null; or the conversation as it
    /// was and why the recording could not be heard. Utterances without a time keep none.
    /// </summary>
    /// <param name="conversation">As read.</param>
    /// <param name="folder">Where a relative path begins: the folder of the file of conversations.</param>
    public static (Conversation Conversation, string? Problem) Add(Conversation conversation, string folder)
    {
        if (conversation.Head.Recording is not { } recording)
        {
            return (conversation, null);
        }

        if (recording.Contains('\0', StringComparison.Ordinal))
        {
            return (conversation, "its path holds a NUL character");
        }

        var file = new FileInfo(Path.Combine(folder, recording));
        if (!file.Exists || file.Length > BytesMax)
        {
            return (conversation, file.Exists ? $"{recording} has more than {BytesMax:N0} bytes" : $"there is no file {recording}");
        }

        try
        {
            var wav = WavFile.Read(File.ReadAllBytes(file.FullName));
            if (wav.Channels != 2)
            {
                return (conversation, $"{recording} has {wav.Channels} channel(s); staff are expected on the first of two and the customer on the second");
            }

            Loudness[] sides = [Loudness.Measure(wav.Rate, wav.Channel(0)), Loudness.Measure(wav.Rate, wav.Channel(1))];
            return (conversation with { Utterances = [.. conversation.Utterances.Select(utterance => Heard(utterance, sides))] }, null);
        }
        catch (SoundFormatException problem)
        {
            return (conversation, $"{recording}: {problem.Message.TrimEnd('.')}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (conversation, $"{recording}: {problem.Message.TrimEnd('.')}");
        }
    }

    private static Utterance Heard(Utterance utterance, Loudness[] sides)
    {
        var side = utterance.Role switch
        {
            UtteranceRole.Staff => sides[0],
            UtteranceRole.Customer or UtteranceRole.ThirdParty => sides[1],
            _ => null,
        };
        return side is null || utterance is not { LoudnessDb: null, Start: { } start, End: { } end } || side.Between(start, end) is not { } loudness || !double.IsFinite(loudness)
            ? utterance
            : utterance with { LoudnessDb = Math.Round(loudness, 1) };
    }
}
