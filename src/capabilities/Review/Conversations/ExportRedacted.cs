using System.Globalization;
using System.Security.Cryptography;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>Which conversations leave, redacted.</summary>
/// <param name="Purpose"><c>review</c>, <c>complaint</c>, <c>court</c>, <c>regulator</c> or <c>training</c>.</param>
/// <param name="Format"><c>json</c> or <c>text</c>.</param>
/// <param name="CaseId">All conversations of a case; or</param>
/// <param name="ConversationIds">these, such as what a search found: at most 100.</param>
public sealed record RedactedExportRequest(string Purpose, string Format, string? CaseId = null, IReadOnlyList<string>? ConversationIds = null);

/// <summary>
/// Exports conversations with everything personal masked that is known or can be recognised, for a purpose. Each conversation
/// leaves an entry, with the hash of the file, before the first byte goes out.
/// </summary>
internal sealed class ExportRedacted(
    Database database, Transcripts transcripts, ReadConversations reading, ConversationScope scope, SubjectStates states, CaseMask masks, EvidenceLog log, IdSource ids, TimeProvider clock)
{
    /// <summary>The most conversations of one file.</summary>
    public const int ConversationsMax = 100;

    /// <summary>The most characters of one file.</summary>
    private const long CharactersMax = 8_000_000;

    private static readonly string[] Purposes = ["review", "complaint", "court", "regulator", "training"];

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/conversations/redacted-exports", async (RedactedExportRequest request, HttpContext http, ExportRedacted useCase, CancellationToken cancellation) =>
            Answer(await useCase.RunAsync(Caller.Of(http), request, cancellation).ConfigureAwait(false)))
        .Require(Permissions.ConversationExport)
        .Produces(StatusCodes.Status200OK, contentType: "application/json")
        .Produces(StatusCodes.Status200OK, contentType: "text/plain");

    public async Task<Result<ExportedFile>> RunAsync(Caller caller, RedactedExportRequest request, CancellationToken cancellation)
    {
        if (Check(request) is { } wrong)
        {
            return wrong;
        }

        var found = await database.ReadAsync(session => Gather(session, caller, request), cancellation).ConfigureAwait(false);
        if (found.Failure is { } failure)
        {
            return failure;
        }

        var export = found.Value;
        var content = request.Format == "json" ? export.Json() : export.Text();
        var id = ids.New("ex");
        await database.WriteAsync(session => Leave(session, caller, new Leaving(request, export, id, content)), cancellation).ConfigureAwait(false);
        return new ExportedFile(content, request.Format == "json" ? "application/json" : "text/plain; charset=utf-8", $"{id}.{(request.Format == "json" ? "json" : "txt")}");
    }

    private static Failure? Check(RedactedExportRequest request) =>
        Array.IndexOf(Purposes, request.Purpose) < 0 ? Failure.Invalid("purpose", $"Say why: one of {string.Join(", ", Purposes)}.")
        : request.Format is not ("json" or "text") ? Failure.Invalid("format", "The format is json or text.")
        : (request.CaseId is null) == (request.ConversationIds is null) ? Failure.Invalid("caseId", "Name a case, or conversations.")
        : request.ConversationIds is { Count: 0 or > ConversationsMax } ? Failure.Invalid("conversationIds", $"1 to {ConversationsMax} conversations.")
        : null;

    private Result<RedactedExport> Gather(Session session, Caller caller, RedactedExportRequest request)
    {
        var wanted = request.ConversationIds?.Distinct(StringComparer.Ordinal).ToList() ?? reading.OfCase(session, caller, request.CaseId!, ConversationsMax + 1); // One of them is there.
        if (wanted.Count == 0)
        {
            return Failure.NotFound("conversation");
        }

        if (wanted.Count > ConversationsMax)
        {
            return ReviewErrors.ExportTooLarge;
        }

        Dictionary<string, KnownWords> byCase = new(StringComparer.Ordinal);
        List<RedactedConversation> conversations = [];
        var leftOut = 0;
        foreach (var id in wanted)
        {
            if (transcripts.Card(session, caller.InstitutionId, id) is not { } card || !scope.MayRead(session, caller, card))
            {
                return Failure.NotFound("conversation");
            }

            if (states.Of(session, caller.InstitutionId, card.PersonId) != SubjectState.Active)
            {
                leftOut++;
                continue;
            }

            if (!byCase.TryGetValue(card.CaseId, out var mask))
            {
                if (masks.Of(session, caller.InstitutionId, card.CaseId) is not { } made)
                {
                    return ReviewErrors.ExportTooLarge;
                }

                byCase[card.CaseId] = mask = made;
            }

            conversations.Add(new RedactedConversation(reading.Whole(session, caller.InstitutionId, id), mask));
        }

        return conversations.Sum(one => one.View.Utterances.Sum(utterance => (long)utterance.Text.Length)) > CharactersMax
            ? ReviewErrors.ExportTooLarge
            : new RedactedExport(request.Purpose, clock.GetUtcNow(), conversations, leftOut);
    }

    private void Leave(Session session, Caller caller, Leaving leaving)
    {
        var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(leaving.Content));
        log.AppendAll(session, [.. leaving.Export.Conversations.Select(one => new EntryDraft(caller.InstitutionId, "conversation.exported")
        {
            CaseId = one.View.Conversation.CaseId,
            StaffId = caller.StaffId,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["conversation"] = one.View.Conversation.Id,
                ["export"] = leaving.Id,
                ["purpose"] = leaving.Request.Purpose,
                ["format"] = leaving.Request.Format,
                ["redacted"] = "yes",
                ["file"] = hash,
                ["of"] = leaving.Export.Conversations.Count.ToString(CultureInfo.InvariantCulture),
            },
        })]);
    }

    private static IResult Answer(Result<ExportedFile> file) =>
        file.Failure is { } failure ? Problems.From(failure) : Results.File(file.Value.Content, file.Value.MediaType, file.Value.Name);

    private sealed record Leaving(RedactedExportRequest Request, RedactedExport Export, string Id, byte[] Content);
}

/// <summary>A file as it leaves.</summary>
internal sealed record ExportedFile(byte[] Content, string MediaType, string Name);
