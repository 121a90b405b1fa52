using System.Globalization;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>Lists the review queue and shows its items.</summary>
internal sealed class ReviewItems(Database database, ConversationRows conversations, StaffDirectory staff, KeyRing keys, Judgements judgements, SubjectStates states, ReadingLog readings, HumanClock clock)
{
    private static readonly string[] Statuses = ["waiting", "claimed", "decided", "dismissed"];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reviews", async (string? cursor, int? limit, string? status, string? severity, string? category, bool? mine, HttpContext http, ReviewItems useCase, CancellationToken cancellation) =>
                (await useCase.PageAsync(Caller.Of(http), cursor, Cursor.Limit(limit), new ReviewFilter(status, severity, category, mine is true), cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.AlertRead)
            .Produces<Page<ReviewItem>>();
        api.MapGet("/reviews/{id}", async (string id, HttpContext http, ReviewItems useCase, CancellationToken cancellation) =>
                (await useCase.OneAsync(Caller.Of(http), id, cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.AlertRead)
            .Produces<ReviewItem>();
    }

    public async Task<Result<Page<ReviewItem>>> PageAsync(Caller caller, string? cursor, int limit, ReviewFilter filter, CancellationToken cancellation)
    {
        if (filter.Severity is not null && Severities.Rank(filter.Severity) is null)
        {
            return Failure.Invalid("severity", "The severity is critical, major or minor.");
        }

        if (filter.Status is not null && !Statuses.Contains(filter.Status, StringComparer.Ordinal))
        {
            return Failure.Invalid("status", "The status is waiting, claimed, decided or dismissed.");
        }

        var question = Question(caller, cursor, limit, filter);
        var page = await database.ReadAsync(
            session =>
            {
                var rows = ReviewStore.Page(session, question);
                var views = Views(session, caller.InstitutionId, rows).ToDictionary(view => view.Id, StringComparer.Ordinal);
                return Cursor.Page(rows, limit, row => Key(row, question), row => views[row.Id]);
            },
            cancellation).ConfigureAwait(false);
        await LeaveAsync(caller, page.Items, cancellation).ConfigureAwait(false);
        return page;
    }

    /// <summary>One review within the caller's scope, in whatever state it is.</summary>
    public async Task<Result<ReviewItem>> OneAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var found = await FindAsync(caller, id, cancellation).ConfigureAwait(false);
        if (!found.IsFailure)
        {
            await LeaveAsync(caller, [found.Value], cancellation).ConfigureAwait(false);
        }

        return found;
    }

    private Task<Result<ReviewItem>> FindAsync(Caller caller, string id, CancellationToken cancellation) => database.ReadAsync(
        session => ReviewStore.Find(session, caller.InstitutionId, id) is { } row && AlertList.ScopeTeam(caller) is var team && (team is null || row.TeamId == team)
            ? View(session, caller.InstitutionId, row)
            : (Result<ReviewItem>)ReviewErrors.NoReview,
        cancellation);

    // That this person reads these words is in the ledger before they are handed out.
    private Task LeaveAsync(Caller caller, IEnumerable<ReviewItem> shown, CancellationToken cancellation) => readings.LeaveAllAsync(
        new Access(caller, "review", null), "finding.read", null,
        shown.Where(item => item.Finding.Why.Length > 0 || item.Note is not null).Select(item => item.Finding.Id), cancellation);

    /// <summary>One item as screens show it.</summary>
    public ReviewItem View(Session session, string institutionId, ReviewRecord row) => Views(session, institutionId, [row])[0];

    private ReviewQuestion Question(Caller caller, string? cursor, int limit, ReviewFilter filter)
    {
        ReviewQuestion question = new()
        {
            InstitutionId = caller.InstitutionId,
            ScopeTeam = AlertList.ScopeTeam(caller),
            Status = filter.Status,
            Severity = Severities.Rank(filter.Severity),
            Category = filter.Category,
            Mine = filter.Mine ? caller.StaffId : null,
            Now = UtcMicros.From(clock.UtcNow),
            Most = limit + 1,
        };
        return Cursor.Read(cursor, 3) is [var rank, var at, var id]
            && long.TryParse(rank, CultureInfo.InvariantCulture, out var severity) && long.TryParse(at, CultureInfo.InvariantCulture, out var micros)
                ? question with { BeforeRank = severity, BeforeAt = micros, BeforeId = id }
                : question;

    }

    /// <summary>The same instants the page is sorted by: decided ones by decision, all others by when they were raised.</summary>
    private static string[] Key(ReviewRecord row, ReviewQuestion question) =>
    [
        row.Severity.ToString(CultureInfo.InvariantCulture),
        (question.Status == "decided" ? row.DecidedAt ?? row.RaisedAt : row.RaisedAt).ToString(CultureInfo.InvariantCulture),
        row.Id,
    ];

    private List<ReviewItem> Views(Session session, string institutionId, List<ReviewRecord> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var findings = FindingStore.FindAll(session, institutionId, [.. rows.Select(row => row.FindingId)]).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var restricted = states.Restricted(session, institutionId, findings.Values.Select(finding => finding.PersonId));
        var found = judgements.With(session, institutionId, [.. findings.Values.Select(row => FindingWords.Open(keys, session, row, restricted).View(row))], restricted)
            .ToDictionary(view => view.Id, StringComparer.Ordinal);
        var shown = conversations.Of(session, institutionId, [.. rows.Select(row => row.ConversationId)]);
        var names = staff.All(session, institutionId);
        var now = UtcMicros.From(clock.UtcNow);
        return rows.ConvertAll(row => View(row, found[row.FindingId], Note(row), shown[row.ConversationId], names, now));

        string? Note(ReviewRecord row) => findings[row.FindingId].PersonId is var person && restricted.Contains(person) ? null : ReviewNote.Open(keys, session, row, person);
    }

    private static ReviewItem View(
        ReviewRecord row, FindingView found, string? note, ConversationRow conversation, IReadOnlyDictionary<string, StaffCard> names, long now)
    {
        var claimed = row.Status == "claimed" && row.LeaseUntil > now;
        return new ReviewItem(
            row.Id,
            row.Status is "decided" or "dismissed" ? row.Status : claimed ? "claimed" : "waiting",
            found,
            conversation,
            claimed ? row.ClaimedBy : null,
            claimed ? Name(names, row.ClaimedBy) : null,
            claimed ? UtcMicros.ToInstant(row.LeaseUntil) : null,
            row.Verdict,
            note,
            Name(names, row.DecidedBy),
            UtcMicros.ToInstant(row.DecidedAt),
            row.UndoUntil > now ? UtcMicros.ToInstant(row.UndoUntil) : null);
    }

    private static string? Name(IReadOnlyDictionary<string, StaffCard> names, string? staffId) =>
        staffId is not null && names.TryGetValue(staffId, out var card) ? card.DisplayName : null;
}

/// <summary>What a list of reviews is narrowed to.</summary>
internal sealed record ReviewFilter(string? Status, string? Severity, string? Category, bool Mine);

/// <summary>Seals and opens what a reviewer wrote: it may quote the person, so it lies under their key.</summary>
internal static class ReviewNote
{
    public const int LengthMax = 2_000;

    public static byte[] Seal(KeyRing keys, Session session, string institutionId, string personId, string reviewId, string note) =>
        keys.Subject(session, institutionId, personId).Seal("review.note|" + reviewId, note);

    public static string? Open(KeyRing keys, Session session, ReviewRecord row, string personId) =>
        row.Note is null ? null : keys.FindSubject(session, row.InstitutionId, personId)?.Open("review.note|" + row.Id, row.Note);
}
