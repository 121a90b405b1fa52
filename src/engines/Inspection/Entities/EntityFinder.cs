namespace Daylight.Inspection;

/// <summary>Finds personal numbers, amounts, dates and addresses in a text. Pure; thread-safe.</summary>
public static class EntityFinder
{
    /// <summary>All entities of a text, by place. An account id may stand over a telephone number; others do not overlap within their kind.</summary>
    public static IReadOnlyList<Entity> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalised = new NormalisedText();
        normalised.Set(text, MatchOptions.Loosest);
        var found = new List<Entity>();
        Find(normalised, found);
        return found;
    }

    /// <summary>Adds the entities of a text that has been normalised with everything forgiven.</summary>
    internal static void Find(NormalisedText text, List<Entity> found)
    {
        AccountNames.Find(text, found);
        if (SpokenDigits.AnyIn(text.Characters))
        {
            new PersonNumbers().Find(text, found);
            LetteredNumbers.Find(text, found);
            Amounts.Find(text, found);
            DateWords.Find(text, found);
        }

        Addresses.Find(text, found);
        found.Sort((a, b) => a.Plain.Start != b.Plain.Start ? a.Plain.Start.CompareTo(b.Plain.Start) : a.Kind.CompareTo(b.Kind));
    }

    internal static Entity Of(NormalisedText text, EntityKind kind, PlainSpan span, string value, bool? valid)
        => new(kind, text.OriginalSpan(span.Start, span.End), value, valid) { Plain = span };
}
