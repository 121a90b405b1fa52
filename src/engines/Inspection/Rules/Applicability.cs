using System.Globalization;

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

    internal bool Holds(ConversationHead head)
        => (Kinds.Count == 0 || Kinds.Contains(head.Kind))
            && (Directions.Count == 0 || Directions.Contains(head.Direction))
            && (PersonRoles.Count == 0 || (head.PersonRole is { } role && PersonRoles.Contains(role, StringComparer.OrdinalIgnoreCase)))
            && (head.PersonRole is null || !NotPersonRoles.Contains(head.PersonRole, StringComparer.OrdinalIgnoreCase))
            && Attributes.All(a => a.Holds(head.Attributes));
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
