using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>How far the archive of an institution is in the search index.</summary>
/// <param name="Complete">True once every conversation that was there when it was begun has been looked at.</param>
/// <param name="Conversations">How many there were then.</param>
/// <param name="Seen">How many have been looked at.</param>
/// <param name="Added">How many of them came into the index.</param>
/// <param name="Unread">How many could not be opened, because what is sealed was changed or is missing; they are not found.</param>
/// <param name="AskedAt">When it was begun; null if it has not.</param>
/// <param name="EndedAt">When it was done.</param>
public sealed record SearchIndexView(bool Complete, long Conversations, long Seen, long Added, long Unread, DateTimeOffset? AskedAt, DateTimeOffset? EndedAt);

/// <summary>
/// Goes backwards through what was captured before the index was, page by page: the place is written with what the page brings,
/// so that a killed process goes on there and nothing is done twice. It begins by itself, once; asked again it compares all.
/// </summary>
internal sealed class SearchArchive(Database database, Transcripts transcripts, SearchIndex index, EvidenceLog log, TimeProvider clock)
{
    private const int PageSize = 50;

    /// <summary>How far it is.</summary>
    public static SearchIndexView View(Session session, string institutionId) => SearchArchiveStore.Find(session, institutionId) is { } row
        ? View(row)
        : new SearchIndexView(false, 0, 0, 0, 0, null, null);

    /// <summary>Has the archive gone through again, in the caller's transaction.</summary>
    public Result<SearchIndexView> Ask(Session session, Caller caller)
    {
        session.Lock(LockOf(caller.InstitutionId));
        if (SearchArchiveStore.Find(session, caller.InstitutionId) is { EndedAt: null })
        {
            return ReviewErrors.IndexRunning;
        }

        log.Append(session, new EntryDraft(caller.InstitutionId, "conversation.index-asked") { StaffId = caller.StaffId });
        return View(Begin(session, caller.InstitutionId, caller.StaffId));
    }

    /// <summary>Goes one page on.</summary>
    /// <returns>False if there is nothing more to look at.</returns>
    public async Task<bool> NextAsync(string institutionId, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(session => SearchArchiveStore.Find(session, institutionId), cancellation).ConfigureAwait(false)
            ?? await database.WriteAsync(session => BeginOnce(session, institutionId), cancellation).ConfigureAwait(false);
        if (row.EndedAt is not null)
        {
            return false;
        }

        var (to, words) = await database.ReadAsync(session => Look(session, row), cancellation).ConfigureAwait(false);
        await database.WriteAsync(
            session =>
            {
                // First its place, so that of two processes only one writes what the page brings.
                if (SearchArchiveStore.Advance(session, row, to))
                {
                    SearchArchiveStore.Count(session, institutionId, index.Keep(session, words, IndexEnd.Oldest));
                }
            },
            cancellation).ConfigureAwait(false);
        return true;
    }

    private (SearchArchiveRow To, List<UnindexedWords> Words) Look(Session session, SearchArchiveRow row)
    {
        var page = transcripts.PlacesBefore(session, row.InstitutionId, row.BeforeAt, row.BeforeId, PageSize);
        if (page.Count == 0)
        {
            return (row with { EndedAt = UtcMicros.From(clock.GetUtcNow()) }, []);
        }

        List<UnindexedWords> words = [];
        var unread = 0;
        foreach (var place in page)
        {
            try
            {
                if (index.Look(session, row.InstitutionId, place) is { } found)
                {
                    words.Add(found);
                }
            }
            catch (LedgerFormatException)
            {
                unread++; // One damaged exhibit must not hold up all that is older; verification of the ledger names it.
            }
        }

        return (row with { BeforeAt = page[^1].StartedAt, BeforeId = page[^1].Id, Seen = row.Seen + page.Count, Unread = row.Unread + unread }, words);
    }

    private SearchArchiveRow BeginOnce(Session session, string institutionId)
    {
        session.Lock(LockOf(institutionId));
        return SearchArchiveStore.Find(session, institutionId) ?? Begin(session, institutionId, null);
    }

    private SearchArchiveRow Begin(Session session, string institutionId, string? staffId)
    {
        SearchArchiveRow row = new()
        {
            InstitutionId = institutionId,
            AskedAt = UtcMicros.From(clock.GetUtcNow()),
            AskedBy = staffId,
            BeforeAt = long.MaxValue,
            Archived = transcripts.Count(session, institutionId),
        };
        SearchArchiveStore.Set(session, row);
        return row;
    }

    private static SearchIndexView View(SearchArchiveRow row) => new(
        row.EndedAt is not null, row.Archived, row.Seen, row.Added, row.Unread, UtcMicros.ToInstant(row.AskedAt), UtcMicros.ToInstant(row.EndedAt));

    private static string LockOf(string institutionId) => $"search-archive:{institutionId}";
}
