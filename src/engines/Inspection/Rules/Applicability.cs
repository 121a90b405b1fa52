using System.Globalization;
using NodaTime;

namespace Daylight.Inspection;

/// <summary>The conversations a rule looks at, by their head.</summary>
internal sealed record Applicability
{
    internal static Applicability Always { get; } = new();

    internal IReadOnlyList<ConversationKind> Kinds { get; init; } = [];

    internal IReadOnlyList<ConversationDirection> Directions { get; init; } = [];

    internal IReadOnlyList<string> PersonRoles { get; init; } = [];

    internal IReadOnlyList<string> NotPersonRoles { get; init; } = [];

    internal IReadOnlyList<AttributeFilter> Attributes { get; init; } = [];

    /// <summary>First day on which it holds, in the person's zone; null for always.</summary>
    internal LocalDate? From { get; init; }

    /// <summary>Last day on which it holds.</summary>
    internal LocalDate? To { get; init; }

    internal bool Holds(ConversationHead head, DateTimeZone zone)
        => IsInForce(head, zone)
            && (Kinds.Count == 0 || Kinds.Contains(head.Kind))
            && (Directions.Count == 0 || Directions.Contains(head.Direction))
            && (PersonRoles.Count == 0 || (head.PersonRole is { } role && PersonRoles.Contains(role, StringComparer.OrdinalIgnoreCase)))
            && (head.PersonRole is null || !NotPersonRoles.Contains(head.PersonRole, StringComparer.OrdinalIgnoreCase))
            && Attributes.All(a => a.Holds(head.Attributes));

    /// <summary>A conversation without a date is looked at: nothing must slip through because its date is not known.</summary>
    private bool IsInForce(ConversationHead head, DateTimeZone zone)
    {
        if ((From is null && To is null) || ConversationClock.Sane(head.StartedAt) is not { } started)
        {
            return true;
        }

        var day = started.InZone(zone).Date;
        return (From is null || day >= From) && (To is null || day <= To);
    }
}

/// <summary>A test of one attribute. A missing attribute satisfies only <see cref="IsNot"/> and <c>present: false</c>.</summary>
internal sealed record AttributeFilter(string Name, IReadOnlyList<string> Is, IReadOnlyList<string> IsNot, double? AtLeast, double? Below, bool? Present)
{
    internal bool Holds(IReadOnlyDictionary<string, string> attributes)
    {
        if (!attributes.TryGetValue(Name, out var value))
        {
            return Present != true && Is.Count == 0 && AtLeast is null && Below is null;
        }

        return Present != false
            && (Is.Count == 0 || Is.Contains(value, StringComparer.OrdinalIgnoreCase))
            && !IsNot.Contains(value, StringComparer.OrdinalIgnoreCase)
            && IsInRange(value);
    }

    private bool IsInRange(string value)
    {
        if (AtLeast is null && Below is null)
        {
            return true;
        }

        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (AtLeast is null || number >= AtLeast) && (Below is null || number < Below);
    }
}
