using NodaTime;

namespace Daylight.Gate;

/// <summary>What is known when the question is asked. Null means not known; empty means known to be none.</summary>
public sealed record PersonState
{
    /// <summary>What the person to be contacted is in the case.</summary>
    public required PartyRole Role { get; init; }

    /// <summary>IANA zones in which the person may be; all of them must permit. Empty is refused.</summary>
    public required IReadOnlyList<string> Zones { get; init; }

    /// <summary>
    /// Where the person may be, by ISO 3166 (US, US-MA); the packs of all of them govern. Empty is not known, and so is what is
    /// no code. A <see cref="FactKind.Residence"/> adds to them while it stands.
    /// </summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Facts about the people of the case, each naming its person.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Who owes the debt, when that is not the person to be contacted. Their events belong in the history too.</summary>
    public IReadOnlyList<string> Debtors { get; init; } = [];

    /// <summary>What is known of the debts, by id.</summary>
    public IReadOnlyDictionary<string, DebtState> Debts { get; init; } = NoDebts;

    /// <summary>Public holidays at the person's place, besides those of the packs' calendars.</summary>
    public IReadOnlyList<LocalDate> Holidays { get; init; } = [];

    /// <summary>What the collecting entity is, for packs that govern only some; null when it is not known.</summary>
    public CollectorKind? Collector { get; init; }

    /// <summary>What is known of the sender; null when nothing is, and sender rules then stay silent.</summary>
    public SenderState? Sender { get; init; }

    /// <summary>What the asker knows it cannot tell, because it is missing or broken; any of it refuses.</summary>
    public IReadOnlyList<KnowledgeGap> Gaps { get; init; } = [];

    /// <summary>Whether the case was closed: nobody is then contacted in it, for whatever purpose.</summary>
    public bool IsCaseClosed { get; init; }

    private static readonly IReadOnlyDictionary<string, DebtState> NoDebts = new Dictionary<string, DebtState>(StringComparer.Ordinal);
}

/// <summary>What an asker knows it cannot tell the gate.</summary>
public enum KnowledgeGap
{
    /// <summary>Past contacts are recorded in words that cannot be read.</summary>
    UnreadableHistory,
    /// <summary>Facts about the people of the case are recorded in words that cannot be read.</summary>
    UnreadableFacts,
    /// <summary>The history does not reach back as far as the rules count, and nobody has declared that nothing happened before.</summary>
    EmptyWindow,
}

/// <summary>What is known of one debt.</summary>
/// <param name="Account">The account number it is kept under.</param>
/// <param name="Type">Its type: student-loan, card, online-loan, medical…</param>
/// <param name="DaysPastDue">Days past due.</param>
/// <param name="Law">The law it is under, by ISO 3166: CN, US.</param>
public sealed record DebtState(string? Account = null, string? Type = null, int? DaysPastDue = null, string? Law = null);

/// <summary>What is known of the entity and the device that would make the contact.</summary>
public sealed record SenderState
{
    /// <summary>True for an outside agency, false for the lender itself.</summary>
    public bool? IsAgency { get; init; }

    /// <summary>Whether the agency stands on the lender's published list.</summary>
    public bool? Listed { get; init; }

    /// <summary>When the agency was last evaluated.</summary>
    public LocalDate? EvaluatedOn { get; init; }

    /// <summary>When the member of staff was last trained.</summary>
    public LocalDate? TrainedOn { get; init; }

    /// <summary>Whether the phone or messenger account is the staff member's own.</summary>
    public bool? OwnDevice { get; init; }

    /// <summary>Whether the lender agreed to the use of own devices.</summary>
    public bool? LenderConsent { get; init; }

    /// <summary>Whether the sender holds the licence it needs.</summary>
    public bool? Licensed { get; init; }

    /// <summary>The last day of that licence; null when it has no end.</summary>
    public LocalDate? LicensedUntil { get; init; }

    /// <summary>Whether the number called from is shown to the person.</summary>
    public bool? CallerIdShown { get; init; }

    /// <summary>Whether calling back would cost the person a premium rate.</summary>
    public bool? PremiumRate { get; init; }

    /// <summary>True when a person speaks or writes, false when a machine does.</summary>
    public bool? Human { get; init; }
}

/// <summary>Something known about a person of the case from a moment on.</summary>
public sealed record Fact
{
    /// <summary>The kind.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>Whom it is about, or who gave it.</summary>
    public required string Person { get; init; }

    /// <summary>From when it counts (for a letter: when received).</summary>
    public required Instant At { get; init; }

    /// <summary>Local time of day from which it applies, included; null for all day.</summary>
    public LocalTime? From { get; init; }

    /// <summary>Local time of day to which it applies, excluded; before <see cref="From"/> runs over midnight.</summary>
    public LocalTime? To { get; init; }

    /// <summary>When it ends; for a dispute, when verification was mailed.</summary>
    public Instant? Until { get; init; }

    /// <summary>When it was taken back.</summary>
    public Instant? Withdrawn { get; init; }

    /// <summary>When a letter was sent; kept for the record, it is <see cref="At"/> that counts.</summary>
    public Instant? Sent { get; init; }

    /// <summary>In what form it came.</summary>
    public FactForm? Form { get; init; }

    /// <summary>To whom it was given; null means to whoever asks.</summary>
    public string? By { get; init; }

    /// <summary>The debts it is about; empty means all.</summary>
    public IReadOnlyList<string> Debts { get; init; } = [];

    /// <summary>The channel it is about.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The contact point it is about.</summary>
    public string? Point { get; init; }

    /// <summary>The place it is about.</summary>
    public VisitPlace? Place { get; init; }

    /// <summary>The purpose it is about.</summary>
    public Purpose? Purpose { get; init; }

    /// <summary>What a consent, agreement or inconvenience is about (hours, frequency, text, place, call-back, third-party…), or which sensitive event it is.</summary>
    public string? Scope { get; init; }

    /// <summary>With scope third-party or direct-contact: the person who may be contacted.</summary>
    public string? ToPerson { get; init; }

    /// <summary>What it was concluded from, when nobody recorded it; kept for the record, no rule reads it.</summary>
    public string? Source { get; init; }
}
