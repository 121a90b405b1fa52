using Xunit;

namespace Daylight;

/// <summary>A fact that needs ffmpeg: skipped, and told so, where it is not installed. <c>eng/install-test-tools</c> brings it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute() => Skip = Ffmpegs.Missing;
}

/// <summary>A theory that needs ffmpeg, likewise.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegTheoryAttribute : TheoryAttribute
{
    public FfmpegTheoryAttribute() => Skip = Ffmpegs.Missing;
}

/// <summary>Whether there is one on the path.</summary>
internal static class Ffmpegs
{
    public static string? Missing { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")))
        ? null
        : "ffmpeg is not installed; eng/install-test-tools brings it.";
}
