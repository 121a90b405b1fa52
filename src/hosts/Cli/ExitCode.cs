namespace Daylight.Cli;

/// <summary>What the command says to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The check failed: a violation, a failed vector, a tampered bundle.</summary>
    public const int CheckFailed = 1;

    /// <summary>Some input was rejected; the rest was taken.</summary>
    public const int SomeRejected = 2;

    /// <summary>Arguments or files that cannot be used.</summary>
    public const int Unusable = 3;

    /// <summary>Stopped from outside before it was done, as shells write it.</summary>
    public const int Stopped = 130;

    /// <summary>An internal error.</summary>
    public const int Internal = 4;
}
