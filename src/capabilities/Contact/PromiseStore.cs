using System.Globalization;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>The SQL of promises to pay; one contact has at most one, the last that was stated.</summary>
internal static class PromiseStore
{
    public static void Put(Session session, EventRow contact, PromiseView promise, long at) => session.Execute(
        """
        INSERT INTO contact_promise (contact_id, institution_id, case_id, person_id, amount_minor, currency, due_date, status, promised_at)
        VALUES (@Id, @InstitutionId, @CaseId, @PersonId, @amount, @currency, @due, @status, @at)
        ON CONFLICT (contact_id) DO UPDATE SET amount_minor = excluded.amount_minor, currency = excluded.currency,
          due_date = excluded.due_date, status = excluded.status, promised_at = excluded.promised_at
        """,
        new
        {
            contact.Id,
            contact.InstitutionId,
            contact.CaseId,
            contact.PersonId,
            amount = promise.Amount.Minor,
            currency = promise.Amount.Currency,
            due = promise.DueDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            status = promise.Status,
            at,
        });

    public static PromiseView? Of(Session session, string contactId) => session.First<PromiseRow>(
        "SELECT amount_minor AS AmountMinor, currency AS Currency, due_date AS DueDate, status AS Status FROM contact_promise WHERE contact_id = @contactId",
        new { contactId }) is { } row
        ? new PromiseView(new Money(row.AmountMinor, row.Currency), DateOnly.ParseExact(row.DueDate, "yyyy-MM-dd", CultureInfo.InvariantCulture), row.Status)
        : null;

    private sealed class PromiseRow
    {
        public long AmountMinor { get; init; }

        public string Currency { get; init; } = "";

        public string DueDate { get; init; } = "";

        public string Status { get; init; } = "";
    }
}
