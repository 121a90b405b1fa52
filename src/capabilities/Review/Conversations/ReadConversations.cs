using System.Globalization;
using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>Lists conversations, and shows one whole: transcript, findings, score, receipts.</summary>
internal sealed class ReadConversations(Database database, Transcripts transcripts, ConversationRows rows, ConversationScope scope, KeyRing keys, Judgements judgements, SubjectStates states, ReadingLog readings)
{
    // Conversations of restricted people are refused before their findings are opened.
    private static readonly IReadOnlySet<string> Nobody = new HashSet<string>(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/conversations", async (string? cursor, int? limit, string? caseId, string? staffId, string? status, string? category, HttpContext http, ReadConversations useCase, CancellationToken cancellation) =>
                (await useCase.PageAsync(Caller.Of(http), cursor, Cursor.Limit(limit), new ConversationFilter(caseId, staffId, status, category), cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ConversationRead)
            .Produces<Page<ConversationRow>>();
        api.MapGet("/conversations/{id}", async (string id, HttpContext http, ReadConversations useCase, CancellationToken cancellation) =>
                (await useCase.OneAsync(Caller.Of(http), id, cancellation).ConfigureAwait(false)).ToHttp())
            .Require(Permissions.ConversationRead)
            .Produces<ConversationView>();
    }

    public async Task<Result<Page<ConversationRow>>> PageAsync(Caller caller, string? cursor, int limit, ConversationFilter filter, CancellationToken cancellation)
    {
        if (filter.Status is not (null or "live" or "closed"))
        {
            return Failure.Invalid("status", "The status is live or closed.");
        }

        return await database.ReadAsync(session => Page(session, caller, cursor, limit, filter), cancellation).ConfigureAwait(false);
    }

    /// <summary>One conversation with its words; that it was read by this person is in the ledger before they are handed out.</summary>
    public async Task<Result<ConversationView>> OneAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var found = await database.ReadAsync(session => Find(session, caller, id), cancellation).ConfigureAwait(false);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var read = found.Value;

        Access access = new(caller, read.Card.StaffId == caller.StaffId ? "own-work" : "review", read.Card.CaseId);
        await readings.LeaveAsync(access, "conversation.read", read.Card.PersonId, id, cancellation).ConfigureAwait(false);
        return read.View;
    }

    private Result<FoundConversation> Find(Session session, Caller caller, string id)
    {
        if (transcripts.Card(session, caller.InstitutionId, id) is not { } card || !scope.MayRead(session, caller, card))
        {
            return Failure.NotFound("conversation");
        }

        return states.Of(session, caller.InstitutionId, card.PersonId) == SubjectState.Restricted
            ? ReviewErrors.Restricted
            : new FoundConversation(card, Whole(session, caller.InstitutionId, id));
    }

    private Page<ConversationRow> Page(Session session, Caller caller, string? cursor, int limit, ConversationFilter filter)
    {
        var (sql, bound) = scope.Condition(caller);
        ConversationQuestion question = new()
        {
            InstitutionId = caller.InstitutionId,
            CaseId = filter.CaseId,
            StaffId = filter.StaffId,
            Status = filter.Status,
            Category = filter.Category,
            Most = limit + 1,
            ScopeInstitution = bound.ScopeInstitution,
            ScopeStaff = bound.ScopeStaff,
            ScopeTeam = bound.ScopeTeam,
        };
        if (Cursor.Read(cursor, 2) is [var at, var id] && long.TryParse(at, CultureInfo.InvariantCulture, out var micros))
        {
            question = question with { BeforeAt = micros, BeforeId = id };
        }

        var found = InspectionStore.Page(session, sql, question);
        var shown = rows.Of(session, caller.InstitutionId, [.. found.Select(row => row.ConversationId)]);
        return Cursor.Page(
            found,
            limit,
            row => [row.StartedAt.ToString(CultureInfo.InvariantCulture), row.ConversationId],
            row => shown[row.ConversationId]);
    }

    /// <summary>The conversations of a case within the caller's scope, newest first.</summary>
    public List<string> OfCase(Session session, Caller caller, string caseId, int most)
    {
        var (sql, bound) = scope.Condition(caller);
        return InspectionStore.Page(session, sql, new ConversationQuestion
        {
            InstitutionId = caller.InstitutionId,
            CaseId = caseId,
            Most = most,
            ScopeInstitution = bound.ScopeInstitution,
            ScopeStaff = bound.ScopeStaff,
            ScopeTeam = bound.ScopeTeam,
        }).ConvertAll(row => row.ConversationId);
    }

    /// <summary>A conversation that is there, whole. Whoever calls this has checked scope and state, and leaves the entry.</summary>
    public ConversationView Whole(Session session, string institutionId, string id)
    {
        var transcript = transcripts.Of(session, institutionId, id)!; // Its card was found in this snapshot.
        var inspection = InspectionStore.FindAll(session, institutionId, [id]).FirstOrDefault();
        return new ConversationView(
            inspection is null ? transcript.Conversation : ConversationRows.With(transcript.Conversation, inspection),
            transcript.Outcome,
            transcript.Utterances,
            judgements.With(session, institutionId, FindingStore.OfConversation(session, institutionId, id).ConvertAll(row => FindingWords.Open(keys, session, row, Nobody).View(row)), Nobody),
            inspection is { Points: { } points, Deductions: { } deductions }
                ? new ScoreView(points, JsonSerializer.Deserialize<List<DeductionView>>(deductions) ?? [], inspection.Rulebook)
                : null,
            transcript.Receipts,
            [.. transcripts.Recordings(session, institutionId, id).Select(card => new RecordingView(card.Id, card.MediaType))]);
    }
}

/// <summary>A conversation within the reader's scope.</summary>
internal sealed record FoundConversation(ConversationCard Card, ConversationView View);

/// <summary>What a list of conversations is narrowed to.</summary>
internal sealed record ConversationFilter(string? CaseId, string? StaffId, string? Status, string? Category);
