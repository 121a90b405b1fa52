using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>An account that is known already.</summary>
internal sealed class KnownAccount
{
    public string Id { get; init; } = "";

    public string CaseId { get; init; } = "";

    public string Reference { get; init; } = "";

    public string Print { get; init; } = "";
}

/// <summary>The SQL that writes accounts and their cases.</summary>
internal static class AccountStore
{
    public static Dictionary<string, KnownAccount> Known(Session session, string institutionId, IEnumerable<string> references) =>
        session.Query<KnownAccount>(
            """
            SELECT id AS Id, case_id AS CaseId, reference AS Reference, content_print AS Print
            FROM account WHERE institution_id = @institutionId AND reference IN @references
            """,
            new { institutionId, references = references.Distinct(StringComparer.Ordinal).ToArray() })
        .ToDictionary(account => account.Reference, StringComparer.Ordinal);

    public static void Insert(Session session, IReadOnlyList<AccountRow> rows)
    {
        session.Execute(
            """
            INSERT INTO account (id, institution_id, case_id, person_id, reference, product, currency, principal, balance, credit_limit,
              days_past_due, due_date, opened_on, region, law, attributes, content_print)
            VALUES (@Id, @InstitutionId, @CaseId, @PersonId, @Reference, @Product, @Currency, @Principal, @Balance, @CreditLimit,
              @DaysPastDue, @DueDate, @OpenedOn, @Region, @Law, @Attributes, @Print)
            """,
            rows);
        session.Execute(
            """
            INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket,
              open_findings, opened_at, status, region, zone)
            VALUES (@CaseId, @InstitutionId, @Reference, 'collection', @PersonId, @Product, @Currency, @Balance, @DaysPastDue, @Bucket,
              0, @OpenedAt, 'open', @Region, @Zone)
            """,
            rows);
    }

    public static void Update(Session session, IReadOnlyList<AccountRow> rows)
    {
        session.Execute(
            """
            UPDATE account SET person_id = @PersonId, product = @Product, currency = @Currency, principal = @Principal, balance = @Balance,
              credit_limit = @CreditLimit, days_past_due = @DaysPastDue, due_date = @DueDate, opened_on = @OpenedOn, region = @Region,
              law = @Law, attributes = @Attributes, content_print = @Print
            WHERE institution_id = @InstitutionId AND id = @Id
            """,
            rows);
        session.Execute(
            """
            UPDATE case_file SET person_id = @PersonId, product = @Product, currency = @Currency, balance = @Balance,
              days_past_due = @DaysPastDue, bucket = @Bucket, region = @Region, zone = @Zone
            WHERE institution_id = @InstitutionId AND id = @CaseId
            """,
            rows);
    }
}
