namespace Daylight.Contact;

/// <summary>
/// The right to make one contact, taken out of the caps when it was issued and used up by the call that returned this object.
/// Only <see cref="Permits"/> makes one, after asking the gate again; an outbound act that demands a permit can therefore not
/// be written without a decision behind it.
/// </summary>
public sealed class Permit
{
    private readonly PermitTerms _terms;

    internal Permit(PermitTerms terms) => _terms = terms;

    /// <summary>The permit (<c>pm…</c>).</summary>
    public string Id => _terms.Id;

    /// <summary>The contact it has become (<c>ct…</c>); its outcome is still open.</summary>
    public string ContactId => _terms.ContactId;

    /// <summary>The decision it rests on (<c>dc…</c>).</summary>
    public string DecisionId => _terms.DecisionId;

    /// <summary>The institution.</summary>
    public string InstitutionId => _terms.InstitutionId;

    /// <summary>The case.</summary>
    public string CaseId => _terms.CaseId;

    /// <summary>The person who may be contacted.</summary>
    public string PersonId => _terms.PersonId;

    /// <summary>What the person is in the case, as the gate was told: <c>Debtor</c>, <c>ListedContact</c>…</summary>
    public string PersonRole => _terms.PersonRole;

    /// <summary>The channel's word: <c>call</c>, <c>ai-call</c>, <c>prerecorded</c>, <c>sms</c>, <c>im</c>, <c>email</c>, <c>letter</c>, <c>visit</c>.</summary>
    public string Channel => _terms.Channel;

    /// <summary>The contact point, where one was named.</summary>
    public string? ContactPointId => _terms.ContactPointId;

    /// <summary>The purpose's word: <c>collection</c>, <c>location</c>, <c>reply</c>…</summary>
    public string Purpose => _terms.Purpose;

    /// <summary>The accounts that may be spoken of.</summary>
    public IReadOnlyList<string> AccountIds => _terms.AccountIds;

    /// <summary>The staff member it was issued to.</summary>
    public string StaffId => _terms.StaffId;

    /// <summary>The zone whose hours were looked at, the first of the person's.</summary>
    public string Zone => _terms.Zone;

    /// <summary>When it was used, which is when the contact began.</summary>
    public DateTimeOffset UsedAt => _terms.UsedAt;

    /// <summary>True if the person agreed to contact outside the usual hours, and that agreement stood at use.</summary>
    public bool ConsentedHours => _terms.ConsentedHours;

    /// <summary>What must be done for the contact to be lawful: <c>record</c>, <c>identify</c>…</summary>
    public IReadOnlyList<string> Obligations => _terms.Obligations;
}

/// <summary>What a used permit says.</summary>
internal sealed record PermitTerms
{
    public required string Id { get; init; }

    public required string ContactId { get; init; }

    public required string DecisionId { get; init; }

    public required string InstitutionId { get; init; }

    public required string CaseId { get; init; }

    public required string PersonId { get; init; }

    public required string PersonRole { get; init; }

    public required string Channel { get; init; }

    public required string? ContactPointId { get; init; }

    public required string Purpose { get; init; }

    public required IReadOnlyList<string> AccountIds { get; init; }

    public required string StaffId { get; init; }

    public required string Zone { get; init; }

    public required DateTimeOffset UsedAt { get; init; }

    public required bool ConsentedHours { get; init; }

    public required IReadOnlyList<string> Obligations { get; init; }
}
