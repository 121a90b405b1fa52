using System.Globalization;

namespace Daylight.Inspection;

/// <summary>Which entities count, and how many different ones must stand in the utterance or sentence.</summary>
internal sealed record EntityTest(IReadOnlyList<EntityKind> Kinds)
{
    /// <summary>True: the check digit must not contradict. False: it must. Null: either.</summary>
    internal bool? Valid { get; init; }

    /// <summary>Entities with different values.</summary>
    internal int Count { get; init; } = 1;

    /// <summary>For amounts, in minor units.</summary>
    internal long? AtLeast { get; init; }

    /// <summary>For amounts, in minor units.</summary>
    internal long? Below { get; init; }

    /// <summary>The attribute of the conversation the entity must equal; without the attribute nothing counts.</summary>
    internal string? EqualTo { get; init; }

    /// <summary>The attribute of the conversation the entity must differ from; without the attribute nothing counts.</summary>
    internal string? DifferentFrom { get; init; }

    internal bool Holds(Entity entity, ConversationHead head)
        => Kinds.Contains(entity.Kind)
            && (Valid is null || (entity.Valid != false) == Valid)
            && (AtLeast is null || entity.MinorUnits >= AtLeast)
            && (Below is null || entity.MinorUnits < Below)
            && (EqualTo is null || IsSame(entity, head, EqualTo) == true)
            && (DifferentFrom is null || IsSame(entity, head, DifferentFrom) == false);

    /// <summary>Whether the entity is what the attribute says; null where the conversation has no such attribute, or none that can be compared.</summary>
    private static bool? IsSame(Entity entity, ConversationHead head, string attribute)
    {
        if (!head.Attributes.TryGetValue(attribute, out var value))
        {
            return null;
        }

        if (entity.MinorUnits is not { } minor)
        {
            return string.Equals(value, entity.Value, StringComparison.OrdinalIgnoreCase);
        }

        return decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) < 1e15m ? minor == decimal.ToInt64(decimal.Round(amount * 100)) : null;
    }
}
