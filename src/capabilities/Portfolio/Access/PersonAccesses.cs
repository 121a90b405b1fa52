using System.Globalization;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Portfolio;

/// <summary>That somebody saw a person's data.</summary>
/// <param name="EntryId">The entry that says so.</param>
/// <param name="Index">Its index in the log; null while it waits for the sequencer.</param>
/// <param name="At">When.</param>
/// <param name="Act"><c>person.unmask</c>, <c>exhibit.opened</c>, <c>conversation.read</c> or <c>access.break-glass</c>.</param>
/// <param name="StaffId">Who.</param>
/// <param name="StaffName">Their name.</param>
/// <param name="Field">Which kind of value, for example <c>contactPoint</c>.</param>
/// <param name="ContactPointId">Which number; null for other values, and in entries from before numbers were told apart.</param>
/// <param name="Reason">Why.</param>
/// <param name="CaseId">For which case.</param>
public sealed record PersonAccessView(
    string EntryId, long? Index, DateTimeOffset At, string Act, string? StaffId, string? StaffName, string? Field, string? ContactPointId, string? Reason, string? CaseId);

/// <summary>Who has seen a person's data, or one of their numbers, newest first; read from the ledger itself.</summary>
internal sealed class PersonAccesses(EntryReading entries, StaffDirectory staff)
{
    public Result<Page<PersonAccessView>> Read(Session session, string institutionId, string personId, string? contactPointId, string? cursor, int? limit)
    {
        if (CaseStore.Person(session, institutionId, personId) is null)
        {
            return Failure.NotFound("person");
        }

        var most = Cursor.Limit(limit);
        var before = Cursor.Read(cursor, 1) is { } keys && long.TryParse(keys[0], CultureInfo.InvariantCulture, out var position) ? position : (long?)null;
        var names = staff.All(session, institutionId);
        var page = Cursor.Page([.. entries.AccessesTo(session, institutionId, personId, before, most + 1)], most, entry => [entry.Position.ToString(CultureInfo.InvariantCulture)], entry => View(entry, names));
        // A page of one number may hold fewer rows than asked for, or none; its cursor still leads on.
        return contactPointId is null ? page : page with { Items = [.. page.Items.Where(one => one.ContactPointId == contactPointId)] };
    }

    private static PersonAccessView View(EntryCard entry, IReadOnlyDictionary<string, StaffCard> names) => new(
        entry.Id,
        entry.Index,
        entry.ReceivedAt,
        entry.Act,
        entry.StaffId,
        entry.StaffId is null ? null : names.GetValueOrDefault(entry.StaffId)?.DisplayName,
        entry.Details.GetValueOrDefault("field"),
        entry.Details.GetValueOrDefault("point"),
        entry.Details.GetValueOrDefault("reason") ?? entry.Details.GetValueOrDefault("purpose"),
        entry.CaseId);
}
