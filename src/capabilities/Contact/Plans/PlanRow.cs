namespace Daylight.Contact;

/// <summary>How much of the span is permitted.</summary>
internal enum PlanStatus
{
    /// <summary>All of it.</summary>
    Throughout,

    /// <summary>Parts of it.</summary>
    Partly,

    /// <summary>None of it.</summary>
    Refused,
}

/// <summary>One person, one channel, one contact point: when the gate would permit it while facts and history stand still.</summary>
internal sealed record PlanRow
{
    public required string CaseId { get; init; }

    public required string PersonId { get; init; }

    public required string Role { get; init; }

    /// <summary>The zone that the person's times are shown in; null if none is known.</summary>
    public required string? Zone { get; init; }

    public required string Channel { get; init; }

    public string? PointId { get; init; }

    /// <summary>The point's name, for example <c>mobile1</c>.</summary>
    public string? Point { get; init; }

    public required PlanStatus Status { get; init; }

    /// <summary>The permitted windows, in order, not touching each other.</summary>
    public IReadOnlyList<PlanWindow> Windows { get; init; } = [];

    /// <summary>The rules that stand in the way: of all of the span, or of the parts that are not permitted.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>What a contact would have to meet in any of the windows.</summary>
    public IReadOnlyList<string> Obligations { get; init; } = [];

    /// <summary>What is left of each cap at the first permitted moment; of one that refuses, at the beginning.</summary>
    public IReadOnlyList<PlanLeft> Left { get; init; } = [];

    /// <summary>Of a refused row: the earliest permitted moment after the span, in microseconds; null if there is none in sight.</summary>
    public long? Next { get; init; }

    /// <summary>The fewest attempts that any cap leaves; null if none counts.</summary>
    public int? FewestLeft => Left.Count == 0 ? null : Left.Min(one => one.Left);
}

/// <summary>A window, from included, until excluded, in microseconds since the Unix epoch.</summary>
internal readonly record struct PlanWindow(long From, long Until);

/// <summary>What a cap leaves.</summary>
internal readonly record struct PlanLeft(string Rule, int Left, int Limit);
