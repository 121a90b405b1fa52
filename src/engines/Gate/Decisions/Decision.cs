using NodaTime;

namespace Daylight.Gate;

/// <summary>The gate's answer; later values are stricter.</summary>
public enum Verdict
{
    /// <summary>The contact may be made.</summary>
    Permit,
    /// <summary>The contact may be made if the obligations are met.</summary>
    PermitWithObligations,
    /// <summary>A person must decide.</summary>
    Refer,
    /// <summary>The contact must not be made.</summary>
    Refuse,
}

/// <summary>How binding a rule's words are. Each refuses by default.</summary>
public enum Strength
{
    /// <summary>Must not (严禁, 不得).</summary>
    Prohibit,
    /// <summary>Should not (不应).</summary>
    ShouldNot,
    /// <summary>Recommended against (不宜).</summary>
    Advisory,
    /// <summary>Presumed a violation unless rebutted (12 CFR 1006.14(b)(2)).</summary>
    Presumption,
}

/// <summary>What a rule said about a contact.</summary>
public enum RuleEffect
{
    /// <summary>It applied and found nothing against the contact.</summary>
    Pass,
    /// <summary>It marks a risk.</summary>
    Flag,
    /// <summary>It demands something.</summary>
    Oblige,
    /// <summary>It wants a person to decide.</summary>
    Refer,
    /// <summary>It refuses.</summary>
    Refuse,
}

/// <summary>One text in Chinese and English.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record Bilingual(string Zh, string En);

/// <summary>The gate's answer with every reason.</summary>
public sealed record Decision
{
    /// <summary>The flag of a person who may be at a place of which no pack is the law: the packs of places further off were asked instead.</summary>
    public const string PlaceWithoutLaw = "place-without-law";

    /// <summary>The strictest of what all rules said.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The moment that was asked about.</summary>
    public required Instant At { get; init; }

    /// <summary>All rules that spoke, refusals first.</summary>
    public required IReadOnlyList<RuleFinding> Rules { get; init; }

    /// <summary>What must be done for the contact to be lawful; empty on a refusal.</summary>
    public required IReadOnlyList<Obligation> Obligations { get; init; }

    /// <summary>Risks seen: rapid-succession, concentration, aggregate, sundays-holidays; place-without-law where the person may be where no pack is the law.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Every counter that applied, before and after this contact.</summary>
    public required IReadOnlyList<Counter> Counters { get; init; }

    /// <summary>
    /// The earliest instant at or after <see cref="At"/> that is permitted while facts and history stand still;
    /// null if there is none within 400 days. Equals <see cref="At"/> when permitted now.
    /// </summary>
    public required Instant? Next { get; init; }

    /// <summary>Until when a permit stays true while facts and history stand still (excluded); <see cref="At"/> on a refusal.</summary>
    public required Instant ValidUntil { get; init; }

    /// <summary>The first of the person's zones, in which times should be shown; null when none is known.</summary>
    public required string? Zone { get; init; }

    /// <summary>The packs that were asked.</summary>
    public required IReadOnlyList<PackRef> Packs { get; init; }

    /// <summary>Those of them that do not govern this contact, and why; their rules were not asked.</summary>
    public IReadOnlyList<PackSetAside> SetAside { get; init; } = [];

    /// <summary>The calendars whose day types the packs count by.</summary>
    public IReadOnlyList<PackRef> Calendars { get; init; } = [];

    /// <summary>Version of the time-zone data.</summary>
    public required string ZoneData { get; init; }

    /// <summary>Whether the contact may be made.</summary>
    public bool IsPermitted => Verdict is Verdict.Permit or Verdict.PermitWithObligations;
}

/// <summary>What one rule said.</summary>
public sealed record RuleFinding
{
    /// <summary>The rule's id.</summary>
    public required string Id { get; init; }

    /// <summary>The pack it stands in; <c>gate</c> for the gate's own refusals of unknown states.</summary>
    public required string Pack { get; init; }

    /// <summary>What it said.</summary>
    public required RuleEffect Effect { get; init; }

    /// <summary>How binding it is.</summary>
    public required Strength Strength { get; init; }

    /// <summary>The instrument it comes from.</summary>
    public required string Instrument { get; init; }

    /// <summary>The article.</summary>
    public required string Article { get; init; }

    /// <summary>What it says, in our own words.</summary>
    public required Bilingual Text { get; init; }

    /// <summary>Why it spoke here, in few words; null when the text says it.</summary>
    public string? Because { get; init; }

    /// <summary>False when the source has not been confirmed from the official text (marks V2w, R-…, or sources in conflict).</summary>
    public required bool Confirmed { get; init; }

    /// <summary>When a refusing rule alone would permit; null if not within 400 days, or if it does not refuse.</summary>
    public Instant? Next { get; init; }
}

/// <summary>Something that must be done for the contact to be lawful.</summary>
/// <param name="Code">Stable code: record, identify, disclosure, opt-out, two-staff…</param>
/// <param name="Text">What it means.</param>
/// <param name="Rule">The rule that demands it.</param>
public sealed record Obligation(string Code, Bilingual Text, string Rule);

/// <summary>How far a cap is used up.</summary>
public sealed record Counter
{
    /// <summary>The rule that counts.</summary>
    public required string Rule { get; init; }

    /// <summary>What is counted together, e.g. <c>collector=C1 person=P debt=D1</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What it says on screen.</summary>
    public required Bilingual Label { get; init; }

    /// <summary>The most the rule allows.</summary>
    public required int Limit { get; init; }

    /// <summary>Counted so far in the window.</summary>
    public required int Before { get; init; }

    /// <summary>Counted if this contact is made; equal to <see cref="Before"/> when the contact would not count.</summary>
    public required int After { get; init; }

    /// <summary>The window, e.g. <c>7 local days</c>.</summary>
    public required string Window { get; init; }
}

/// <summary>Which text of a pack decided.</summary>
/// <param name="Name">The pack's name.</param>
/// <param name="Version">The pack's version.</param>
/// <param name="Hash">sha256 of the pack's text, <c>sha256:</c> and 64 hex digits.</param>
public sealed record PackRef(string Name, string Version, string Hash);
