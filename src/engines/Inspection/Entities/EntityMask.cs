namespace Daylight.Inspection;

/// <summary>
/// Masks entities for redacted export. The masked text is as long as the original, so that the spans of findings still
/// point at their words.
/// </summary>
public static class EntityMask
{
    /// <summary>What names or reaches a person: everything but amounts, dates and social credit codes.</summary>
    public static IReadOnlyList<EntityKind> Personal { get; } =
    [
        EntityKind.IdCard, EntityKind.BankCard, EntityKind.Mobile, EntityKind.Landline, EntityKind.Plate, EntityKind.Address, EntityKind.Qq, EntityKind.WeChat,
    ];

    /// <summary>The text with its personal entities masked.</summary>
    public static string Mask(string text) => Mask(text, Personal);

    /// <summary>The text with entities of these kinds masked.</summary>
    public static string Mask(string text, IReadOnlyCollection<EntityKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(kinds);
        var entities = EntityFinder.Find(text).Where(e => kinds.Contains(e.Kind)).ToArray();
        if (entities.Length == 0)
        {
            return text;
        }

        var masked = text.ToCharArray();
        foreach (var entity in entities)
        {
            Cover(masked.AsSpan(entity.Span.From, entity.Span.To - entity.Span.From), Kept(entity.Kind));
        }

        return WithoutChance(masked, kinds);
    }

    /// <summary>
    /// What one entity leaves in sight may make an identity or card number with the digits beside it: such are covered whole,
    /// until there is none. Each round covers digits that stood before, so it ends.
    /// </summary>
    private static string WithoutChance(char[] masked, IReadOnlyCollection<EntityKind> kinds)
    {
        for (var round = 0; round <= masked.Length; round++)
        {
            var chance = EntityFinder.Find(new string(masked)).Where(e => e.Kind is EntityKind.IdCard or EntityKind.BankCard && kinds.Contains(e.Kind)).ToArray();
            if (chance.Length == 0)
            {
                break;
            }

            foreach (var entity in chance)
            {
                Cover(masked.AsSpan(entity.Span.From, entity.Span.To - entity.Span.From), (0, 0));
            }
        }

        return new string(masked);
    }

    internal static string Cover(string words, EntityKind kind)
    {
        var masked = words.ToCharArray();
        Cover(masked, Kept(kind));
        return new string(masked);
    }

    /// <summary>Characters left in sight at the beginning and at the end. The last places of an identity number are asked for to identify, so they go.</summary>
    private static (int Head, int Tail) Kept(EntityKind kind) => kind switch
    {
        EntityKind.IdCard => (3, 0),
        EntityKind.BankCard => (0, 4),
        EntityKind.Mobile => (3, 4),
        EntityKind.Landline => (3, 2),
        EntityKind.Plate => (2, 1),
        EntityKind.CreditCode => (2, 4),
        EntityKind.Address => (2, 0),
        EntityKind.Qq or EntityKind.WeChat => (1, 1),
        EntityKind.Amount or EntityKind.Date => (0, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };

    /// <summary>Separators and marks stay: only letters and digits are covered, and only they count.</summary>
    private static void Cover(Span<char> text, (int Head, int Tail) kept)
    {
        var letters = 0;
        foreach (var c in text)
        {
            letters += IsCovered(c) ? 1 : 0;
        }

        var seen = 0;
        foreach (ref var c in text)
        {
            if (IsCovered(c))
            {
                c = seen < kept.Head || seen >= letters - kept.Tail ? c : '*';
                seen++;
            }
        }
    }

    private static bool IsCovered(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c == '*' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.OtherNumber;
}
