using Daylight.Conduct;
using Daylight.Platform;

namespace Daylight.Transcription;

/// <summary>What may stand between a recording and its words. The codes are kept with the job, so none holds anything personal.</summary>
internal static class TranscriptionErrors
{
    /// <summary>Those that may pass by themselves: the job waits and tries again.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal) { "recogniser-away", "recogniser-timeout", "recogniser-busy", "storage-unavailable" };

    public static readonly Failure Away = new(FailureKind.Unavailable, "recogniser-away", "The recogniser cannot be reached or ended the connection before its last answer.");

    public static readonly Failure TimedOut = new(FailureKind.Unavailable, "recogniser-timeout", "The recogniser gave no last answer in the time the settings allow (timeoutSeconds).");

    public static readonly Failure Busy = new(FailureKind.Unavailable, "recogniser-busy", "The recogniser answered that it is overloaded or failing.");

    public static readonly Failure Refused = new(FailureKind.Invalid, "recogniser-refused", "The recogniser refused the request: look at its log, and at endpoint, dialect, model and key in config/transcription.json.");

    public static readonly Failure Unreadable = new(FailureKind.Invalid, "recogniser-unreadable", "The recogniser's answer is not of the dialect that config/transcription.json names.");

    public static readonly Failure OneChannel = new(FailureKind.Invalid, "one-channel", "The recording has one channel for both speakers, so nobody knows who said what; record two channels, or say with oneChannel whose words they are.");

    public static readonly Failure TooManyChannels = new(FailureKind.Invalid, "too-many-channels", "The recording has more channels than roles were named for; name them in channels.");

    public static readonly Failure Erased = new(FailureKind.Conflict, "erased", "The person's data was erased; the recording can be opened by nobody.");

    public static readonly Failure TooLong = new(FailureKind.TooLarge, "transcript-too-long", "The recognised words are more than a conversation may hold.");

    public static readonly Failure Broken = new(FailureKind.Unavailable, "internal", "Something broke on our side; the server's log says what.");

    public static readonly Failure NotFailed = new(FailureKind.Conflict, "transcription-not-failed", "Only a transcription that has failed can be tried again.");

    private static readonly Dictionary<string, Failure> Known = new Failure[]
    {
        Away, TimedOut, Busy, Refused, Unreadable, AudioErrors.NotAudio, AudioErrors.NeedsFfmpeg, AudioErrors.TooLong, OneChannel, TooManyChannels, Erased, TooLong, Broken,
    }.ToDictionary(failure => failure.Code, StringComparer.Ordinal);

    public static bool MayPass(Failure failure) => Passing.Contains(failure.Code);

    /// <summary>The sentence of a kept code.</summary>
    public static string? Sentence(string? code) => code is null ? null : Known.TryGetValue(code, out var failure) ? failure.Detail : code;
}
