using NodaTime;

namespace Daylight.Gate;

/// <summary>A question with the answer it must get: about a contact, about deleting a record, or about a day.</summary>
public abstract record Vector
{
    private protected Vector() { }

    /// <summary>Its id within the file.</summary>
    public required string Id { get; init; }

    /// <summary>The authority it follows.</summary>
    public string? Cite { get; init; }

    /// <summary>Why the answer follows from the authority, for readers.</summary>
    public string? Note { get; init; }

    /// <summary>The line where it begins.</summary>
    public required int Line { get; init; }

    /// <summary>The packs asked together.</summary>
    public required IReadOnlyList<string> Packs { get; init; }

    /// <summary>The rules that must have spoken; a rule named in none of its pack's vectors keeps the pack from loading.</summary>
    internal abstract IReadOnlyList<string> ExpectedRules { get; }
}

/// <summary>May this contact be made?</summary>
public sealed record ContactVector : Vector
{
    /// <summary>The question.</summary>
    public required GateQuestion Question { get; init; }

    /// <summary>The answer.</summary>
    public required Expectation Expect { get; init; }

    internal override IReadOnlyList<string> ExpectedRules => Expect.Rules ?? [];
}

/// <summary>May this record be deleted?</summary>
public sealed record RetentionVector : Vector
{
    /// <summary>The question.</summary>
    public required RetentionQuestion Question { get; init; }

    /// <summary>Whether it may be deleted.</summary>
    public required bool MayDelete { get; init; }

    /// <summary>Rules that must have spoken; null means not checked.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>Until when it must be kept, when <see cref="ChecksUntil"/>; null is for an unknown time.</summary>
    public Instant? Until { get; init; }

    /// <summary>Whether <see cref="Until"/> is checked.</summary>
    public bool ChecksUntil { get; init; }

    internal override IReadOnlyList<string> ExpectedRules => Rules ?? [];
}

/// <summary>What kind of day is this?</summary>
public sealed record DayVector : Vector
{
    /// <summary>The date.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>The calendar asked; null asks those of the packs.</summary>
    public string? Calendar { get; init; }

    /// <summary>Further holidays.</summary>
    public IReadOnlyList<LocalDate> Holidays { get; init; } = [];

    /// <summary>Kinds the day must all be.</summary>
    public required DayKinds Days { get; init; }

    internal override IReadOnlyList<string> ExpectedRules => [];
}

/// <summary>What a vector about a contact expects; null means not checked.</summary>
public sealed record Expectation
{
    /// <summary>The verdict; permit agrees with permit-with-obligations.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Rules that must have spoken.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>Obligations that must be among the decision's.</summary>
    public IReadOnlyList<string>? Obligations { get; init; }

    /// <summary>Flags that must be among the decision's.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>Packs that must have been set aside, and no others.</summary>
    public IReadOnlyList<string>? SetAside { get; init; }

    /// <summary>The next permitted instant, when <see cref="ChecksNext"/>.</summary>
    public Instant? Next { get; init; }

    /// <summary>Whether <see cref="Next"/> is checked (null then means never).</summary>
    public bool ChecksNext { get; init; }
}
