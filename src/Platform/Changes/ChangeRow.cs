namespace Daylight.Platform.Changes;

/// <summary>A change that one person proposes and a second decides on. What is changed stands in the rooms' own rows.</summary>
public abstract record ChangeRow
{
    /// <summary>Decided against, or taken back.</summary>
    public const string Rejected = "rejected";

    /// <summary>The proposal.</summary>
    public string Id { get; init; } = "";

    /// <summary>Whose it is.</summary>
    public string InstitutionId { get; init; } = "";

    /// <summary>How it stands, in the words of <see cref="ChangeTerms"/>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The change it builds on; another one approved since makes it stale.</summary>
    public string? BaseId { get; init; }

    /// <summary>Why it was proposed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who proposed it.</summary>
    public string ProposedBy { get; init; } = "";

    /// <summary>When.</summary>
    public long ProposedAt { get; init; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When.</summary>
    public long? DecidedAt { get; init; }

    /// <summary>Why.</summary>
    public string? DecisionReason { get; init; }

    /// <summary>The moment of a decision that follows another: approvals are in order even within one tick of the clock.</summary>
    public static long After(ChangeRow? latest, long now) => Math.Max(now, (latest?.DecidedAt ?? 0) + 1);

    /// <summary>Whether another change was approved since the one it builds on.</summary>
    public bool IsStale(ChangeRow? latest) => latest?.Id != BaseId;
}

/// <summary>A change that counts from a moment on.</summary>
public abstract record DatedChangeRow : ChangeRow
{
    /// <summary>From when; null while it waits and is to count from its approval.</summary>
    public long? EffectiveFrom { get; init; }

    /// <summary>From when it counts if it is approved now: as stated, at the earliest now.</summary>
    public long EffectiveAt(long now) => Math.Max(EffectiveFrom ?? now, now);
}
