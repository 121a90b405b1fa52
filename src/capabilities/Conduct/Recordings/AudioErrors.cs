using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>Why a recording cannot be read as sound.</summary>
public static class AudioErrors
{
    /// <summary>It is neither WAV nor a format that the converter knows.</summary>
    public static Failure NotAudio { get; } = new(FailureKind.Invalid, "recording-unreadable", "The recording cannot be read: it is neither WAV, nor a format that ffmpeg knows.");

    /// <summary>The converter is not installed.</summary>
    public static Failure NeedsFfmpeg { get; } = new(FailureKind.Unavailable, "ffmpeg-missing", "The recording is not a WAV of 8 or 16 kHz; install ffmpeg on the server, which converts it, and try again.");

    /// <summary>What it is converted to is too long to be held.</summary>
    public static Failure TooLong { get; } = new(FailureKind.TooLarge, "recording-too-long", "The recording is too long to be read as a whole.");
}
