namespace Daylight.Platform.Storage;

/// <summary>
/// Work over a period that somebody asked for and the server does by itself: in whose name, how it stands, and when it ended.
/// What the work is about and what comes of it stands in the rooms' own rows.
/// </summary>
public abstract record RunRow
{
    /// <summary>How a run stands.</summary>
    public const string Waiting = "waiting", Running = "running", Done = "done", Cancelled = "cancelled", Failed = "failed";

    /// <summary>The run.</summary>
    public string Id { get; init; } = "";

    /// <summary>Whose it is.</summary>
    public string InstitutionId { get; init; } = "";

    /// <summary>The beginning of the period, included.</summary>
    public long FromAt { get; init; }

    /// <summary>Its end, excluded.</summary>
    public long ToAt { get; init; }

    /// <summary>How it stands.</summary>
    public string Status { get; init; } = "";

    /// <summary>Who asked for it.</summary>
    public string AskedBy { get; init; } = "";

    /// <summary>When.</summary>
    public long AskedAt { get; init; }

    /// <summary>When the process that works on it last said so.</summary>
    public long BeatAt { get; init; }

    /// <summary>When it was done, stopped or given up.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? Error { get; init; }

    /// <summary>The objection to a period that ends before it begins, or is longer than so many days; null if there is none.</summary>
    public static Failure? Objection(DateTimeOffset from, DateTimeOffset to, int daysMax) => to <= from || to - from > TimeSpan.FromDays(daysMax)
        ? Failure.Invalid("to", $"Give a moment after the beginning, at most {daysMax} days later.")
        : null;
}
