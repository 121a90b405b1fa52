using Daylight.Platform;

namespace Daylight.Portfolio;

/// <summary>A case as other rooms see it; the name is masked.</summary>
public sealed record CaseCard(
    string Id, string InstitutionId, string Reference, string Kind, string PersonId, string MaskedName, string Product,
    string? AssigneeId, string? TeamId, string Region, string Zone, string Status, DateTimeOffset OpenedAt)
{
    /// <summary>Whether the case is worked on.</summary>
    public bool IsOpen => Status == CaseStatus.Open;
}

/// <summary>Somebody of a case: the debtor, or another party.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Role">A word of the policy language: <c>Debtor</c>, <c>CoDebtor</c>, <c>Guarantor</c>, <c>Spouse</c>, <c>ListedContact</c>…</param>
/// <param name="Zone">The person's IANA zone.</param>
/// <param name="Basis">How the contact data was lawfully obtained.</param>
/// <param name="MaskedName">The masked name.</param>
public sealed record CasePerson(string PersonId, string Role, string Zone, string Basis, string MaskedName);

/// <summary>A way to reach a person; the number itself stays sealed.</summary>
/// <param name="Id">The contact point.</param>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Kind"><c>mobile</c>, <c>home</c>, <c>work</c>, <c>email</c>, <c>address</c>, <c>im</c>.</param>
/// <param name="Point">Its name in the policy language, for example <c>mobile1</c>.</param>
/// <param name="Quality"><c>valid</c>, <c>invalid</c>, <c>unknown</c>, <c>stale</c>.</param>
/// <param name="Masked">The masked value.</param>
public sealed record ContactPointCard(string Id, string PersonId, string Kind, string Point, string Quality, string Masked);

/// <summary>An account of a case.</summary>
/// <param name="Id">The account.</param>
/// <param name="Reference">The lender's number for it.</param>
/// <param name="Product">The product's name as imported.</param>
/// <param name="DaysPastDue">Days past due at the last import.</param>
/// <param name="Balance">What is owed.</param>
/// <param name="Region">Where the debtor is, as imported; empty if the file does not say.</param>
/// <param name="Law">The country whose law the debt is under, by ISO 3166; null if the file does not say.</param>
public sealed record AccountCard(string Id, string Reference, string Product, int DaysPastDue, Money Balance, string Region, string? Law);

internal sealed class CaseCardRow
{
    public const string Select =
        """
        SELECT c.id AS Id, c.institution_id AS InstitutionId, c.reference AS Reference, c.kind AS Kind, c.person_id AS PersonId,
          p.masked_name AS MaskedName, c.product AS Product, c.assignee_id AS AssigneeId, c.team_id AS TeamId,
          c.region AS Region, c.zone AS Zone, c.status AS Status, c.opened_at AS OpenedAt
        FROM case_file c JOIN person p ON p.id = c.person_id
        """;

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string Reference { get; init; } = "";

    public string Kind { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string MaskedName { get; init; } = "";

    public string Product { get; init; } = "";

    public string? AssigneeId { get; init; }

    public string? TeamId { get; init; }

    public string Region { get; init; } = "";

    public string Zone { get; init; } = "";

    public string Status { get; init; } = "";

    public long OpenedAt { get; init; }

    public CaseCard Card() => new(
        Id, InstitutionId, Reference, Kind, PersonId, MaskedName, Product, AssigneeId, TeamId, Region, Zone, Status, UtcMicros.ToInstant(OpenedAt));
}
