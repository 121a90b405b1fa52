using NodaTime;

namespace Daylight.Gate;

/// <summary>One rule of a pack. The kinds are closed: data chooses among them, and no pack can bring code. The reader fills the head of every rule.</summary>
public abstract record PolicyRule
{
    private protected PolicyRule() { }

    /// <summary>Unique id such as <c>us.call-frequency.attempts</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary>The kind as written in packs.</summary>
    public abstract string Kind { get; }

    /// <summary>The instrument it comes from.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>The article.</summary>
    public string Article { get; init; } = "";

    /// <summary>What it says, in our own words.</summary>
    public Bilingual Text { get; init; } = new("", "");

    /// <summary>How binding it is.</summary>
    public Strength Strength { get; init; }

    /// <summary>How well the source was checked: V1, V2, V2w, R-H, R-M, R-L.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Whether sources disagree.</summary>
    public bool Conflict { get; init; }

    /// <summary>First day in force; null when it has always been.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>Last day in force; null when it has no end.</summary>
    public LocalDate? EffectiveTo { get; init; }

    /// <summary>The rule or instrument that took its place; null while it is current.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>To which contacts it applies.</summary>
    public RuleScope When { get; init; } = RuleScope.Everything;

    /// <summary>While which facts stand it applies; null means always.</summary>
    public RuleCondition? While { get; init; }

    /// <summary>What lifts it.</summary>
    public IReadOnlyList<RuleException> Unless { get; init; } = [];

    /// <summary>Whether it hands the case to a person instead of refusing.</summary>
    public bool Refers { get; init; }

    /// <summary>Whether the source was confirmed: V1 or V2, and no sources in conflict.</summary>
    public bool Confirmed => Mark is "V1" or "V2" && !Conflict;
}

/// <summary>Permits contact only inside local hours (quiet hours are the rest).</summary>
public sealed record HoursRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "hours";

    /// <summary>The open windows. A day takes the first window that names it; a day that none names is closed.</summary>
    public required IReadOnlyList<DayWindow> Windows { get; init; }

    /// <summary>Days that are closed whatever the windows say.</summary>
    public DayKinds Closed { get; init; }
}

/// <summary>Open hours on some days.</summary>
/// <param name="Days">The days on which the window opens.</param>
/// <param name="From">Opens, included.</param>
/// <param name="To">Closes; at or before <paramref name="From"/> it closes the next day.</param>
/// <param name="IncludesTo">Whether the closing moment itself is still open.</param>
public sealed record DayWindow(DayKinds Days, LocalTime From, LocalTime To, bool IncludesTo);

/// <summary>At most so many contacts in a window, counted by key.</summary>
public sealed record CapRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "cap";

    /// <summary>What is counted.</summary>
    public required EventCount Count { get; init; }

    /// <summary>The most that is allowed, at least 1.</summary>
    public required int Limit { get; init; }

    /// <summary>What the counter is called on screen.</summary>
    public required Bilingual Label { get; init; }
}

/// <summary>No contact for a while after an event: cooldown after an outcome, or spacing between contacts.</summary>
public sealed record CooldownRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "cooldown";

    /// <summary>The events that start it.</summary>
    public required EventCount After { get; init; }
}

/// <summary>Marks a pattern that weakens the sender's position; never refuses.</summary>
public sealed record FlagRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "flag";

    /// <summary>The flag's code.</summary>
    public required string Code { get; init; }

    /// <summary>What is counted.</summary>
    public required EventCount Count { get; init; }

    /// <summary>Flags when this contact would be at least the so-manieth.</summary>
    public required int From { get; init; }

    /// <summary>Flags only when this contact and all counted ones fall on these days.</summary>
    public DayKinds? OnlyOn { get; init; }
}

/// <summary>Refuses while a fact stands: cease, attorney, dispute, bankruptcy, inconvenient time or place, medium stop…</summary>
public sealed record RestrictionRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "restriction";

    /// <summary>The kinds of facts.</summary>
    public required IReadOnlySet<FactKind> Facts { get; init; }

    /// <summary>The forms that count; null means any. A fact whose form is not known counts.</summary>
    public IReadOnlySet<FactForm>? Forms { get; init; }

    /// <summary>The scopes that count; null means any fact with or without a scope; an empty text means no scope.</summary>
    public IReadOnlySet<string>? Scopes { get; init; }

    /// <summary>Whose facts count.</summary>
    public FactReach Reach { get; init; }

    /// <summary>Whether it is only about the channel the fact names.</summary>
    public bool SameChannel { get; init; }

    /// <summary>Whether it is only about facts that name a time of day.</summary>
    public bool TimeOfDayOnly { get; init; }

    /// <summary>Whether a fact that names some debts restricts contact about every debt.</summary>
    public bool AllDebts { get; init; }

    /// <summary>How many local days it lasts, the day of the fact being day 0; null while the fact stands.</summary>
    public int? Days { get; init; }

    /// <summary>Earlier outcomes with the person that restrict for good, such as refused.</summary>
    public IReadOnlySet<Outcome> Outcomes { get; init; } = NoOutcomes;

    private static readonly IReadOnlySet<Outcome> NoOutcomes = new HashSet<Outcome>();
}

/// <summary>Refuses what its scope describes, unless an exception lifts it: parties, places, channels.</summary>
public sealed record ForbidRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "forbid";
}

/// <summary>A third party may be contacted only when the debtor cannot be reached.</summary>
public sealed record LadderRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "ladder";

    /// <summary>Outcomes of a failed dial.</summary>
    public required IReadOnlySet<Outcome> Failures { get; init; }

    /// <summary>So many failed dials in a row open the way from the next local day.</summary>
    public required int Dials { get; init; }

    /// <summary>Failed dials on so many days in a row open it at once.</summary>
    public required int Days { get; init; }

    /// <summary>Facts about the debtor that open it at once.</summary>
    public required IReadOnlySet<FactKind> Facts { get; init; }
}

/// <summary>A channel that needs a recent basis: the person's own message, a consent, a check.</summary>
public sealed record BasisRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "basis";

    /// <summary>How many local days a basis lasts.</summary>
    public required int Days { get; init; }

    /// <summary>Whether the person's own message from that point is a basis.</summary>
    public required bool Inbound { get; init; }

    /// <summary>The facts that are a basis.</summary>
    public required IReadOnlyList<RuleException> Facts { get; init; }
}

/// <summary>A visit needs at least so many members of staff.</summary>
public sealed record StaffRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "staff";

    /// <summary>The least number.</summary>
    public required int Min { get; init; }
}

/// <summary>What must hold of the sender: listed, evaluated, trained, on the institution's devices. Silent when the sender is not known.</summary>
public sealed record SenderRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "sender";

    /// <summary>The demand: listed, licensed, evaluated, trained, device, caller-id, no-premium-rate, human.</summary>
    public required SenderDemand Demand { get; init; }

    /// <summary>How many months an evaluation or training lasts.</summary>
    public int Months { get; init; } = 12;
}

/// <summary>What a <see cref="SenderRule"/> demands.</summary>
public enum SenderDemand
{
    /// <summary>The agency stands on the lender's published list.</summary>
    Listed,
    /// <summary>The agency was evaluated in time.</summary>
    Evaluated,
    /// <summary>The staff member was trained in time.</summary>
    Trained,
    /// <summary>The device is the institution's, or the lender agreed.</summary>
    Device,
    /// <summary>The sender holds a licence that has not run out.</summary>
    Licensed,
    /// <summary>The number called from is shown.</summary>
    CallerId,
    /// <summary>Calling back costs no premium rate.</summary>
    NoPremiumRate,
    /// <summary>A person speaks, not a machine.</summary>
    Human,
}

/// <summary>Demands something of a permitted contact.</summary>
public sealed record ObligationRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "obligation";

    /// <summary>The obligation's code.</summary>
    public required string Code { get; init; }
}

/// <summary>Hands the content of a permitted contact to the inspection engine.</summary>
public sealed record ContentRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "content";

    /// <summary>Finding categories the content must not raise.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>How severe such a finding is at least; null leaves it to the strength.</summary>
    public ContentSeverity? Severity { get; init; }

    /// <summary>How severe a finding of these categories is at least: what is prohibited is never a slip.</summary>
    public ContentSeverity LeastSeverity => Severity ?? (Strength == Strength.Prohibit ? ContentSeverity.Major : ContentSeverity.Minor);
}

/// <summary>How severe a finding is, by the words of the inspection; later values are worse.</summary>
public enum ContentSeverity
{
    /// <summary>A slip.</summary>
    Minor,
    /// <summary>A breach somebody must look at.</summary>
    Major,
    /// <summary>A red line.</summary>
    Critical,
}

/// <summary>A contact that must have been announced in time, such as a visit.</summary>
public sealed record NoticeRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "notice";

    /// <summary>The fact that is the announcement; its person is the one to be contacted.</summary>
    public required RuleException Notice { get; init; }

    /// <summary>How long before the contact it must have been given.</summary>
    public required CountWindow Before { get; init; }

    /// <summary>How long after it was given it still serves; null as long as it stands.</summary>
    public CountWindow? Within { get; init; }
}

/// <summary>A contact of last resort: so many others must have been made or tried before. What is not known does not count.</summary>
public sealed record PriorRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "prior";

    /// <summary>What is counted.</summary>
    public required EventCount Count { get; init; }

    /// <summary>The least number.</summary>
    public required int AtLeast { get; init; }
}

/// <summary>How long records must be kept. Silent on contacts; <see cref="GatePolicy.MayDelete"/> asks it.</summary>
public sealed record RetentionRule : PolicyRule
{
    /// <inheritdoc/>
    public override string Kind => "retention";

    /// <summary>The kinds of records.</summary>
    public required IReadOnlySet<RecordKind> What { get; init; }

    /// <summary>How long.</summary>
    public required NodaTime.Period Keep { get; init; }

    /// <summary>From when.</summary>
    public required RetentionStart Since { get; init; }
}

/// <summary>From when a retention term runs.</summary>
public enum RetentionStart
{
    /// <summary>The record was made.</summary>
    Made,
    /// <summary>The last collection activity on the debt.</summary>
    LastActivity,
    /// <summary>The debt was settled or the account closed.</summary>
    Closed,
}
