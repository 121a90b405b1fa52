using System.Globalization;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Portfolio;

namespace Daylight.Retention;

/// <summary>What the page of retention and erasure shows, page by page.</summary>
public sealed class RetentionLists
{
    private const int CasesShown = 3;
    private readonly PersonFiles _people;
    private readonly CaseFiles _cases;
    private readonly StaffDirectory _staff;
    private readonly TimeProvider _clock;

    internal RetentionLists(PersonFiles people, CaseFiles cases, StaffDirectory staff, TimeProvider clock)
    {
        _people = people;
        _cases = cases;
        _staff = staff;
        _clock = clock;
    }

    /// <summary>Where the institution's people stand.</summary>
    public RetentionSummary Summary(Session session, string institutionId)
    {
        var counts = RetentionStore.Counts(session, institutionId, Now);
        var run = RetentionStore.Run(session, institutionId);
        return new RetentionSummary(
            counts.Total, counts.Due, counts.Held, counts.Restricted, counts.Erased,
            RetentionStore.CountRequests(session, institutionId, RequestRow.Requested),
            RetentionStore.CountRequests(session, institutionId, RequestRow.Waiting),
            UtcMicros.ToInstant(run?.FinishedAt),
            run?.Status == "running");
    }

    /// <summary>People: <c>due</c> (longest due first), <c>held</c>, <c>restricted</c>, <c>erased</c> or <c>all</c>.</summary>
    public Result<Page<RetentionPersonView>> People(Session session, string institutionId, string view, string? cursor, int? limit)
    {
        var most = Cursor.Limit(limit);
        if (view == "due")
        {
            var keys = Cursor.Read(cursor, 2);
            var due = keys is not null && long.TryParse(keys[0], CultureInfo.InvariantCulture, out var at) ? at : long.MinValue;
            // Active and restricted people are two runs of the index; their first rows together hold the next page.
            var rows = RetentionStore.Due(session, institutionId, "active", Now, due, keys?[1] ?? "", most + 1)
                .Concat(RetentionStore.Due(session, institutionId, "restricted", Now, due, keys?[1] ?? "", most + 1))
                .OrderBy(row => row.DueAt).ThenBy(row => row.PersonId, StringComparer.Ordinal).Take(most + 1).ToList();
            return Page(session, institutionId, rows, most, row => [row.DueAt!.Value.ToString(CultureInfo.InvariantCulture), row.PersonId]);
        }

        var after = Cursor.Read(cursor, 1)?[0] ?? "";
        return view switch
        {
            "held" => Page(session, institutionId, RetentionStore.Held(session, institutionId, after, most + 1), most, row => [row.PersonId]),
            "restricted" or "erased" => Page(session, institutionId, RetentionStore.OfState(session, institutionId, view, after, most + 1), most, row => [row.PersonId]),
            "all" => Page(session, institutionId, RetentionStore.OfState(session, institutionId, null, after, most + 1), most, row => [row.PersonId]),
            _ => Failure.Invalid("view", "Give due, held, restricted, erased or all."),
        };
    }

    /// <summary>One person, or null.</summary>
    public RetentionPersonView? Person(Session session, string institutionId, string personId) =>
        RetentionStore.Person(session, institutionId, personId) is { } row ? Views(session, institutionId, [row])[0] : null;

    /// <summary>Holds, newest first.</summary>
    public Page<HoldView> Holds(Session session, string institutionId, string? cursor, int? limit)
    {
        var most = Cursor.Limit(limit);
        var (before, id) = Position(cursor);
        var rows = RetentionStore.Holds(session, institutionId, before, id, most + 1);
        var cards = _cases.Cards(session, institutionId, rows.Select(row => row.CaseId).OfType<string>());
        var names = _cases.MaskedNames(session, institutionId, rows.Select(row => row.PersonId).OfType<string>());
        var staff = _staff.All(session, institutionId);
        return Cursor.Page(rows, most, row => [row.PlacedAt.ToString(CultureInfo.InvariantCulture), row.Id], row => new HoldView(
            row.Id,
            row.CaseId,
            row.CaseId is null ? null : cards.GetValueOrDefault(row.CaseId)?.Reference,
            row.PersonId,
            row.PersonId is null ? null : names.GetValueOrDefault(row.PersonId),
            row.Reason,
            row.Reference,
            UtcMicros.ToInstant(row.Until),
            row.ReleasedAt is not null ? "released" : row.Until <= Now ? "ended" : "standing",
            Name(staff, row.PlacedBy)!,
            UtcMicros.ToInstant(row.PlacedAt),
            Name(staff, row.ReleasedBy),
            UtcMicros.ToInstant(row.ReleasedAt)));
    }

    /// <summary>Requests of one status, newest first.</summary>
    public Page<ErasureRequestView> Requests(Session session, Caller caller, string status, string? cursor, int? limit)
    {
        var most = Cursor.Limit(limit);
        var (before, id) = Position(cursor);
        var rows = RetentionStore.Requests(session, caller.InstitutionId, status, before, id, most + 1);
        var names = _cases.MaskedNames(session, caller.InstitutionId, rows.Select(row => row.PersonId));
        var people = RetentionStore.People(session, caller.InstitutionId, rows.ConvertAll(row => row.PersonId))
            .ToDictionary(person => person.PersonId, StringComparer.Ordinal);
        var staff = _staff.All(session, caller.InstitutionId);
        return Cursor.Page(rows, most, row => [row.RequestedAt.ToString(CultureInfo.InvariantCulture), row.Id], row =>
        {
            var person = people.GetValueOrDefault(row.PersonId);
            var open = row.Status is RequestRow.Requested or RequestRow.Waiting;
            return new ErasureRequestView(
                row.Id, row.PersonId, names.GetValueOrDefault(row.PersonId, ""), row.Basis, row.Status, Name(staff, row.RequestedBy)!, UtcMicros.ToInstant(row.RequestedAt),
                UtcMicros.ToInstant(person?.DueAt), person?.Held == 1, Name(staff, row.DecidedBy), UtcMicros.ToInstant(row.DecidedAt), row.Reason,
                open && row.RequestedBy != caller.StaffId && caller.May(Permissions.ErasureApprove));
        });
    }

    private Page<RetentionPersonView> Page(Session session, string institutionId, List<PersonRow> rows, int most, Func<PersonRow, string[]> key)
    {
        var views = Views(session, institutionId, rows).ToDictionary(view => view.PersonId, StringComparer.Ordinal);
        return Cursor.Page(rows, most, key, row => views[row.PersonId]);
    }

    private List<RetentionPersonView> Views(Session session, string institutionId, List<PersonRow> rows)
    {
        var ids = rows.ConvertAll(row => row.PersonId);
        var files = _people.Read(session, institutionId, ids).ToDictionary(file => file.PersonId, StringComparer.Ordinal);
        var open = RetentionStore.OpenRequests(session, institutionId, ids).ToDictionary(request => request.PersonId, request => request.Id, StringComparer.Ordinal);
        return rows.ConvertAll(row => new RetentionPersonView(
            row.PersonId,
            files.GetValueOrDefault(row.PersonId)?.MaskedName ?? "",
            [.. (files.GetValueOrDefault(row.PersonId)?.Cases ?? []).Take(CasesShown).Select(one => new RetentionCaseView(one.Id, one.Reference))],
            row.State,
            row.Held == 1,
            UtcMicros.ToInstant(row.DueAt),
            row.Why,
            row.Rule,
            row.TitleZh is null ? null : new Bilingual(row.TitleZh, row.TitleEn!), // Written together.
            open.GetValueOrDefault(row.PersonId)));
    }

    private static (long Before, string Id) Position(string? cursor) =>
        Cursor.Read(cursor, 2) is { } keys && long.TryParse(keys[0], CultureInfo.InvariantCulture, out var at) ? (at, keys[1]) : (long.MaxValue, "");

    private static string? Name(IReadOnlyDictionary<string, StaffCard> staff, string? id) => id is null ? null : staff.GetValueOrDefault(id)?.DisplayName ?? id;

    private long Now => UtcMicros.From(_clock.GetUtcNow());
}
