using NodaTime;

namespace Daylight.Gate;

/// <summary>A stretch of time in which the gate's answer stays the same while facts and history stand still.</summary>
public sealed record AnswerSpan
{
    /// <summary>Its first instant.</summary>
    public required Instant From { get; init; }

    /// <summary>The first instant after it.</summary>
    public required Instant Until { get; init; }

    /// <summary>The answer.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The rules that refuse or refer; empty when it is permitted.</summary>
    public required IReadOnlyList<RuleFinding> InTheWay { get; init; }

    /// <summary>What must be done; empty unless it is permitted.</summary>
    public required IReadOnlyList<Obligation> Obligations { get; init; }

    /// <summary>Whether another span says the same, for the same reasons.</summary>
    internal bool Agrees(AnswerSpan other) =>
        Verdict == other.Verdict
        && InTheWay.Select(rule => rule.Id).SequenceEqual(other.InTheWay.Select(rule => rule.Id), StringComparer.Ordinal)
        && Obligations.Select(one => one.Rule).SequenceEqual(other.Obligations.Select(one => one.Rule), StringComparer.Ordinal);
}
