using System.Text;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// A personal value at rest (a name, a number): sealed under its subject's key and bound to its place. It has no way to
/// text but <see cref="SealedFields.Open"/>, which demands an <see cref="Access"/>.
/// </summary>
/// <param name="SubjectId">Whose value it is.</param>
/// <param name="Place">Table, column and row, for example <c>person.name|pn…</c>.</param>
/// <param name="Box">The sealed bytes, as stored.</param>
public sealed record SealedField(string SubjectId, string Place, byte[] Box);

/// <summary>A value that was opened, and the receipt of the entry which says so.</summary>
/// <param name="Value">The value.</param>
/// <param name="Receipt">The entry <c>person.unmask</c>.</param>
public sealed record OpenedField(string Value, Receipt Receipt);

/// <summary>One of many values to be opened: who reads it and why, the value, and its class for the entry.</summary>
public sealed record FieldReading(Access Access, SealedField Field, string What);

/// <summary>Seals and opens personal values.</summary>
public sealed class SealedFields(KeyRing keys, EvidenceLog log, SubjectStates states)
{
    /// <summary>Seals a value under its subject's key.</summary>
    public SealedField Seal(Session session, string institutionId, string subjectId, string place, string value) =>
        new(subjectId, place, keys.Subject(session, institutionId, subjectId).Seal(place, value));

    /// <summary>Opens a value for a person and leaves the entry <c>person.unmask</c>: who, which field, which case, why.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="access">Who reads and why.</param>
    /// <param name="field">The sealed value.</param>
    /// <param name="what">The class of the value for the entry, for example <c>name</c>; never the value.</param>
    /// <param name="note">What the reader wrote about the reason; sealed under the subject's key.</param>
    /// <returns>The value, or null if its subject was erased or restricted: <see cref="SubjectStates.Of"/> tells which.</returns>
    public OpenedField? Open(Session session, Access access, SealedField field, string what, string? note = null)
    {
        if (states.Of(session, access.Caller.InstitutionId, field.SubjectId) != SubjectState.Active
            || OpenForUse(session, access.Caller.InstitutionId, field) is not { } value)
        {
            return null;
        }

        return new OpenedField(value, log.Append(session, Entry(new FieldReading(access, field, what), note)));
    }

    /// <summary>Opens several values, each leaving an entry as <see cref="Open"/> does; faster than one by one.</summary>
    /// <returns>In the order asked; null where the subject was erased or restricted.</returns>
    public IReadOnlyList<OpenedField?> OpenAll(Session session, IReadOnlyList<FieldReading> readings)
    {
        var asked = readings.Select(one => (one.Access.Caller.InstitutionId, one.Field.SubjectId)).Distinct()
            .ToDictionary(whose => whose, whose => states.Queue(session, whose.InstitutionId, whose.SubjectId));
        var values = readings.Select(one => asked[(one.Access.Caller.InstitutionId, one.Field.SubjectId)].State == SubjectState.Active
            ? OpenForUse(session, one.Access.Caller.InstitutionId, one.Field)
            : null).ToList();
        Queue<Receipt> receipts = new(log.AppendAll(session, [.. readings.Where((_, i) => values[i] is not null).Select(one => Entry(one, null))]));
        return values.ConvertAll(value => value is null ? null : new OpenedField(value, receipts.Dequeue()));
    }

    /// <summary>
    /// Opens a value in an emergency, also of a restricted person, and leaves <c>access.break-glass</c> with the reason and,
    /// sealed, what the reader wrote. Whoever calls this opens the review that somebody else must close.
    /// </summary>
    /// <returns>The value, or null if its subject was erased.</returns>
    public OpenedField? OpenInEmergency(Session session, Access access, SealedField field, string what, string note, string accessId)
    {
        if (OpenForUse(session, access.Caller.InstitutionId, field) is not { } value)
        {
            return null;
        }

        var entry = Entry(new FieldReading(access, field, what), note) with { Act = "access.break-glass" };
        return new OpenedField(value, log.Append(session, entry with { Details = new Dictionary<string, string>(entry.Details!, StringComparer.Ordinal) { ["access"] = accessId } }));
    }

    private static EntryDraft Entry(FieldReading reading, string? note)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal) { ["field"] = reading.What, ["reason"] = reading.Access.Purpose };
        if (reading.What == "contactPoint")
        {
            details["point"] = reading.Field.Place[(reading.Field.Place.IndexOf('|', StringComparison.Ordinal) + 1)..]; // Which number, by its id.
        }

        return new EntryDraft(reading.Access.Caller.InstitutionId, "person.unmask")
        {
            CaseId = reading.Access.CaseId,
            SubjectId = reading.Field.SubjectId,
            StaffId = reading.Access.Caller.StaffId,
            Content = string.IsNullOrEmpty(note) ? null : new EvidenceContent(Encoding.UTF8.GetBytes(note), "text/plain; charset=utf-8"),
            Details = details,
        };
    }

    /// <summary>
    /// The machine's own use of a value within a decision that leaves its own entry (dialling a number, filling a letter).
    /// Null if the key was destroyed.
    /// </summary>
    public string? OpenForUse(Session session, string institutionId, SealedField field) =>
        keys.FindSubject(session, institutionId, field.SubjectId)?.Open(field.Place, field.Box);
}
