using System.Globalization;
using System.Text.Json;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Portfolio;

/// <summary>One case, and what happened in it.</summary>
internal sealed class ReadCase(Database database, KeyRing keys, CaseAccess access, CaseFiles files, StaffDirectory staff, EntryReading entries, ReadingLog readings)
{
    private static readonly (string Prefix, string Kind)[] Refs =
    [
        ("cv", "conversation"), ("fn", "finding"), ("ms", "message"), ("rv", "review"), ("al", "alert"), ("ct", "contact"),
        ("pm", "permit"), ("dc", "decision"), ("fc", "fact"), ("ex", "exhibit"), ("im", "import"), ("ac", "account"),
    ];

    /// <summary>A case within the caller's scope; that its attributes are read is in the ledger before they are handed out.</summary>
    public async Task<Result<CaseView>> ViewAsync(Caller caller, string caseId, CancellationToken cancellation)
    {
        var found = await database.ReadAsync<Result<CaseView>>(
            session => access.Find(session, caller, caseId) is { Failure: { } failure } ? failure : View(session, caller.InstitutionId, caseId),
            cancellation).ConfigureAwait(false);
        if (!found.IsFailure)
        {
            var opened = found.Value.Accounts.Where(account => account.Attributes.Count > 0).Select(account => account.Id);
            await readings.LeaveAllAsync(new Access(caller, "case-work", null), "account.read", found.Value.Person.Id, opened, cancellation).ConfigureAwait(false);
        }

        return found;
    }

    public Task<Result<Page<TimelineItem>>> TimelineAsync(Caller caller, string caseId, string? cursor, int? limit, CancellationToken cancellation) =>
        database.ReadAsync<Result<Page<TimelineItem>>>(
            session =>
            {
                if (access.Find(session, caller, caseId).Failure is { } failure)
                {
                    return failure;
                }

                var most = Cursor.Limit(limit);
                var before = Cursor.Read(cursor, 1) is { } keys && long.TryParse(keys[0], CultureInfo.InvariantCulture, out var position) ? position : (long?)null;
                var names = staff.All(session, caller.InstitutionId);
                return Cursor.Page(
                    [.. entries.OfCase(session, caller.InstitutionId, caseId, before, most + 1)],
                    most,
                    entry => [entry.Position.ToString(CultureInfo.InvariantCulture)],
                    entry => Item(entry, names));
            },
            cancellation);

    public CaseView View(Session session, string institutionId, string caseId)
    {
        var row = CaseStore.Row(session, institutionId, caseId);
        var person = CaseStore.Person(session, institutionId, row.PersonId)!;
        var parties = files.People(session, institutionId, caseId).Where(party => party.PersonId != row.PersonId).ToList();
        var points = CaseStore.ContactPoints(session, institutionId, [row.PersonId, .. parties.Select(party => party.PersonId)])
            .ToLookup(point => point.PersonId, point => point.View, StringComparer.Ordinal);
        var accounts = CaseStore.Accounts(session, institutionId, caseId).ConvertAll(account => Account(session, institutionId, account));
        return new CaseView(
            ListCases.View(row, staff.All(session, institutionId)),
            new PersonView(person.Id, person.Reference, person.MaskedName, person.MaskedIdNumber, person.Zone),
            accounts,
            parties.ConvertAll(party => new PartyView(party.PersonId, party.MaskedName, party.Role, party.Basis, [.. points[party.PersonId]])),
            [.. points[row.PersonId]],
            accounts.Count > 0 ? accounts[0].Attributes : new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private AccountView Account(Session session, string institutionId, AccountRow row)
    {
        var attributes = keys.FindSubject(session, institutionId, row.PersonId) is { } key
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(key.Open(PersonPlaces.Attributes(row.Id), row.Attributes)) ?? []
            : [];
        return new AccountView(
            row.Id, row.Reference, row.Product, new Money(row.Principal, row.Currency), new Money(row.Balance, row.Currency),
            row.CreditLimit is { } limit ? new Money(limit, row.Currency) : null, row.DaysPastDue, row.DueDate, row.OpenedOn, row.Region, row.Law, attributes);
    }

    private static TimelineItem Item(EntryCard entry, IReadOnlyDictionary<string, StaffCard> names) => new(
        entry.Id, entry.ClaimedAt, entry.ReceivedAt, entry.Act, entry.StaffId,
        entry.StaffId is null ? null : names.GetValueOrDefault(entry.StaffId)?.DisplayName,
        entry.Details, Ref(entry), entry.Details.GetValueOrDefault("severity"), entry.Index, entry.LeafHash);

    /// <summary>The first of the entry's details that is the id of something one can open.</summary>
    private static TimelineRef? Ref(EntryCard entry) => Refs
        .SelectMany(known => entry.Details.Values.Where(value => IdSource.IsId(value, known.Prefix)).Select(value => new TimelineRef(known.Kind, value)))
        .FirstOrDefault();
}
