namespace Daylight.Inspection;

/// <summary>
/// A text and what is known of its labels. A line that has a field, such as <c>categories</c>, says of every label of that field whether
/// the text carries it; of the labels of a field that it does not have it says nothing.
/// </summary>
/// <param name="Spoken">The text.</param>
/// <param name="Present">By field, the labels that the text carries; may be empty.</param>
public sealed record LabelledUtterance(SpokenText Spoken, IReadOnlyDictionary<string, IReadOnlyList<string>> Present)
{
    /// <summary>Labels that it does not carry, of whichever field.</summary>
    public IReadOnlyList<string> Not { get; init; } = [];

    /// <summary>Labels of which nobody knows.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Whether the text carries a label; null if that is not known.</summary>
    public bool? Carries(string label, string field)
    {
        if (Unknown.Contains(label, StringComparer.Ordinal))
        {
            return null;
        }

        if (Not.Contains(label, StringComparer.Ordinal))
        {
            return false;
        }

        return Present.TryGetValue(field, out var labels) ? labels.Contains(label, StringComparer.Ordinal) : null;
    }
}
