namespace Daylight.Portfolio;

/// <summary>An account as it is stored; what only its case keeps is filled where both are written.</summary>
internal sealed class AccountRow
{
    public const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, case_id AS CaseId, person_id AS PersonId, reference AS Reference, product AS Product,
        currency AS Currency, principal AS Principal, balance AS Balance, credit_limit AS CreditLimit, days_past_due AS DaysPastDue,
        due_date AS DueDate, opened_on AS OpenedOn, region AS Region, law AS Law, attributes AS Attributes, content_print AS Print
        """;

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string PersonId { get; init; } = "";

    public string Reference { get; init; } = "";

    public string Product { get; init; } = "";

    public string Currency { get; init; } = "";

    public long Principal { get; init; }

    public long Balance { get; init; }

    public long? CreditLimit { get; init; }

    public long DaysPastDue { get; init; }

    public string DueDate { get; init; } = "";

    public string? OpenedOn { get; init; }

    public string Region { get; init; } = "";

    public string? Law { get; init; }

    public byte[] Attributes { get; init; } = [];

    /// <summary>Fingerprint of the whole row of the file: the same row again changes nothing.</summary>
    public string Print { get; init; } = "";

    /// <summary>The case's.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>The case's.</summary>
    public string Zone { get; init; } = "";

    /// <summary>The case's.</summary>
    public long OpenedAt { get; init; }
}
