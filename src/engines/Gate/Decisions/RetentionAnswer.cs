using NodaTime;

namespace Daylight.Gate;

/// <summary>Whether a record may be deleted. Where it may not, every rule that keeps it is named, the longest term first.</summary>
public sealed record RetentionAnswer
{
    /// <summary>The moment that was asked about.</summary>
    public required Instant At { get; init; }

    /// <summary>Whether it may be deleted at that moment.</summary>
    public required bool MayDelete { get; init; }

    /// <summary>The first moment at which no rule keeps it; null when that is not known, as under a legal hold without an end.</summary>
    public required Instant? KeepUntil { get; init; }

    /// <summary>All rules about this kind of record that apply: those whose term runs refuse, the others pass.</summary>
    public required IReadOnlyList<RuleFinding> Rules { get; init; }

    /// <summary>The packs that were asked.</summary>
    public required IReadOnlyList<PackRef> Packs { get; init; }
}
