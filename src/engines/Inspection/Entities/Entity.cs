namespace Daylight.Inspection;

/// <summary>
/// An entity found in a text. <paramref name="Span"/> counts UTF-16 units of the original; <paramref name="Value"/> is the plain
/// form: digits without separators, "2026-03-05" or "--03-05", minor units for an amount. <paramref name="Valid"/> is whether the
/// check digit agrees; null where the kind has none.
/// </summary>
public sealed record Entity(EntityKind Kind, TextSpan Span, string Value, bool? Valid)
{
    /// <summary>An amount in minor units (fen); null for the other kinds.</summary>
    public long? MinorUnits { get; init; }

    /// <summary>Where the entity stands in the normalised text.</summary>
    internal PlainSpan Plain { get; init; }
}
