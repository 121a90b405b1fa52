using NodaTime;

namespace Daylight.Gate;

/// <summary>Versioned rules of one jurisdiction, instrument or institution. Made by <see cref="PackReader"/>.</summary>
public sealed record PolicyPack
{
    /// <summary>Name, version and hash of the text.</summary>
    public required PackRef Ref { get; init; }

    /// <summary>ISO 3166 country, with a subdivision where it is narrower: CN, US, US-MA.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Title.</summary>
    public required Bilingual Title { get; init; }

    /// <summary>Which contacts it governs; null for all.</summary>
    public PackScope? Scope { get; init; }

    /// <summary>Whether it stands on top of other law (a state's rule, an instrument for one product, house rules): it is then not itself the law of a place.</summary>
    public bool Overlay { get; init; }

    /// <summary>The rules in the order of the text.</summary>
    public required IReadOnlyList<PolicyRule> Rules { get; init; }

    /// <summary>The zone in which the rules' effective dates begin and end.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The name of the calendar the pack counts days by; null when it needs none.</summary>
    public string? Calendar { get; init; }

    /// <summary>The day types of that calendar; empty until a <see cref="PackLibrary"/> attaches them.</summary>
    public DayTypes Days { get; init; } = DayTypes.None;

    /// <summary>Name, version and hash of that calendar; null when there is none.</summary>
    public PackRef? CalendarRef { get; init; }

    /// <summary>The vectors that stand in the pack's text.</summary>
    public IReadOnlyList<Vector> Vectors { get; init; } = [];
}

/// <summary>What is wrong in a text: <c>FILE:LINE: field: what is wrong, what would be right</c>.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0 when the file as a whole is meant.</param>
/// <param name="Field">The field.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record PackProblem(string File, int Line, string Field, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Field}: {Message}";
}

/// <summary>What came of reading a pack: a pack, or problems.</summary>
/// <param name="Pack">The pack; null when there is any problem.</param>
/// <param name="Problems">What is wrong; empty when there is a pack.</param>
public sealed record PackReading(PolicyPack? Pack, IReadOnlyList<PackProblem> Problems);
