using NodaTime;

namespace Daylight.Gate;

/// <summary>A question with the answer it must get.</summary>
public sealed record Vector
{
    /// <summary>Its id within the file.</summary>
    public required string Id { get; init; }

    /// <summary>The authority it follows.</summary>
    public string? Cite { get; init; }

    /// <summary>The line where it begins.</summary>
    public required int Line { get; init; }

    /// <summary>The packs asked together.</summary>
    public required IReadOnlyList<string> Packs { get; init; }

    /// <summary>The question.</summary>
    public required GateQuestion Question { get; init; }

    /// <summary>The answer.</summary>
    public required Expectation Expect { get; init; }
}

/// <summary>What a vector expects; null means not checked.</summary>
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

    /// <summary>The next permitted instant, when <see cref="ChecksNext"/>.</summary>
    public Instant? Next { get; init; }

    /// <summary>Whether <see cref="Next"/> is checked (null then means never).</summary>
    public bool ChecksNext { get; init; }
}
