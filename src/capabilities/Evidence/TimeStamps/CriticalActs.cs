namespace Daylight.Evidence;

/// <summary>Acts after which the next checkpoint is taken outside at once: a later dispute will ask when exactly they stood in the ledger.</summary>
internal static class CriticalActs
{
    /// <summary>Acts by name.</summary>
    public static readonly string[] Names =
    [
        "bundle.exported", "case.close", "case.reopen", "contact.override-requested", "contact.override-used",
        "contact.packs-approved", "contact.window-declared", "review.decided",
    ];

    /// <summary>Acts by their first word: appeals, complaints, erasure, legal holds, keys, the state of people, break-glass.</summary>
    public static readonly string[] Families = ["appeal.%", "break-glass.%", "complaint.%", "erasure.%", "hold.%", "key.%", "subject.%"];

    /// <summary>A condition on the column <c>act</c>.</summary>
    public static string Sql { get; } =
        $"(act IN ({string.Join(", ", Names.Select(name => $"'{name}'"))}) OR {string.Join(" OR ", Families.Select(family => $"act LIKE '{family}'"))})";
}
