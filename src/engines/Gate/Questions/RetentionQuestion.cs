using NodaTime;

namespace Daylight.Gate;

/// <summary>May this record be deleted now, and if not, until when must it be kept?</summary>
public sealed record RetentionQuestion
{
    /// <summary>When it would be deleted.</summary>
    public required Instant At { get; init; }

    /// <summary>What kind of record it is.</summary>
    public required RecordKind What { get; init; }

    /// <summary>Whom it is about; a legal hold names its person. Null is a record about nobody in particular.</summary>
    public string? Person { get; init; }

    /// <summary>When it was made; null is not known.</summary>
    public Instant? Made { get; init; }

    /// <summary>The last collection activity on the debt; null is not known.</summary>
    public Instant? LastActivity { get; init; }

    /// <summary>When the debt was settled or the account closed; null is not yet, or not known.</summary>
    public Instant? Closed { get; init; }

    /// <summary>The channel of the contact it records; null is not known, and counts as any.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The debts it is about; empty counts as any.</summary>
    public IReadOnlyList<string> Debts { get; init; } = [];

    /// <summary>What is known of the debts, by id.</summary>
    public IReadOnlyDictionary<string, DebtState> DebtStates { get; init; } = new Dictionary<string, DebtState>(StringComparer.Ordinal);

    /// <summary>Facts, of which only legal holds are looked at.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];
}
