using System.Globalization;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Review;

/// <summary>
/// Searches the words of conversations within the caller's scope. The entry <c>conversation.searched</c> is durable before
/// anything is handed out; it says who, why and of which conversations words were shown, and holds no word that was sought.
/// </summary>
internal sealed class SearchConversations(
    Database database, SearchTokens tokens, SearchWalk walk, ConversationScope scope, ConversationRows rows, EntryQueue entries)
{
    private const int LimitDefault = 20;
    private const int LimitMax = 50;

    public async Task<Result<SearchAnswer>> RunAsync(Caller caller, SearchRequest request, CancellationToken cancellation)
    {
        var read = SearchReading.Of(request);
        if (read.Failure is { } mistake)
        {
            return mistake;
        }

        if (request.Limit is < 1 or > LimitMax)
        {
            return Failure.Invalid("limit", $"Give 1 to {LimitMax} hits.");
        }

        var before = long.MaxValue;
        if (request.Cursor is not null && !(Cursor.Read(request.Cursor, 1) is [var place] && long.TryParse(place, CultureInfo.InvariantCulture, out before) && before > 0))
        {
            return Failure.Invalid("cursor", "This is no cursor of a search.");
        }

        var key = await tokens.KeyAsync(caller.InstitutionId, cancellation).ConfigureAwait(false);
        SearchPage page = new(read.Value, Bounds(caller, request), key, before, request.Limit ?? LimitDefault);
        var (found, shown, index) = await database.ReadAsync(session => Find(session, caller, page), cancellation).ConfigureAwait(false);
        var receipt = await entries.AppendAsync(Entry(caller, request, page, found), cancellation).ConfigureAwait(false);
        return new SearchAnswer(
            [.. found.Places.Where(place => shown.ContainsKey(place.ConversationId)).Select(place => View(place, shown[place.ConversationId]))],
            found.Next is { } next ? Cursor.From(next.ToString(CultureInfo.InvariantCulture)) : null,
            found.Next is null ? "complete" : found.Full ? "page-full" : "bounded",
            found.Candidates,
            found.Verified,
            found.Unread,
            index,
            receipt.View());
    }

    private (SearchFound Found, IReadOnlyDictionary<string, ConversationRow> Shown, SearchIndexView Index) Find(Session session, Caller caller, SearchPage page)
    {
        var found = walk.Find(session, page);
        return (found, rows.Of(session, caller.InstitutionId, [.. found.Places.Select(place => place.ConversationId)]), SearchArchive.View(session, caller.InstitutionId));
    }

    private SearchBounds Bounds(Caller caller, SearchRequest request)
    {
        var (sql, bound) = scope.Condition(caller);
        return new SearchBounds
        {
            InstitutionId = caller.InstitutionId,
            ScopeSql = sql,
            ScopeInstitution = bound.ScopeInstitution,
            ScopeStaff = bound.ScopeStaff,
            ScopeTeam = bound.ScopeTeam,
            From = request.From is { } from ? UtcMicros.From(from) : null,
            To = request.To is { } to ? UtcMicros.From(to) : null,
            TeamId = request.TeamId,
            StaffId = request.StaffId,
            CaseId = request.CaseId,
            Kind = request.Kind,
        };
    }

    private static EntryDraft Entry(Caller caller, SearchRequest request, SearchPage page, SearchFound found)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["purpose"] = request.Purpose!, // Checked with the question.
            ["mode"] = SearchReading.Word(page.Question.Mode),
            ["words"] = page.Question.Words.Count.ToString(CultureInfo.InvariantCulture),
            ["question"] = SearchTokens.Fingerprint(page.Key, page.Question.Text),
            ["results"] = found.Places.Count.ToString(CultureInfo.InvariantCulture),
            ["things"] = string.Join(' ', found.Places.Select(place => place.ConversationId).Distinct(StringComparer.Ordinal)),
        };
        if (request.Role is { } role)
        {
            details["role"] = role;
        }

        return new EntryDraft(caller.InstitutionId, "conversation.searched") { StaffId = caller.StaffId, Details = details };
    }

    private static SearchHit View(SearchedPlace place, ConversationRow row) => new(
        row, place.Hit.Seq, Words.Of(place.Hit.Utterance.Role), place.Hit.Utterance.Start, place.Hit.Utterance.At?.ToDateTimeOffset(), SearchExcerpt.Of(place.Hit));
}
