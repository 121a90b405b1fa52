using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Conduct;

/// <summary>Utterances of a conversation, one or many, in any order; at most <see cref="UtteranceLimits.BatchMax"/>.</summary>
public sealed record AppendUtterancesRequest(IReadOnlyList<UtteranceInput> Utterances);

/// <summary>What became of the batch.</summary>
/// <param name="Accepted">How many were new.</param>
/// <param name="Duplicates">How many were here before, word for word.</param>
/// <param name="NextSeq">The first position that has not come in.</param>
/// <param name="Receipt">The ledger entry; null if nothing was new.</param>
/// <param name="Corrected">How many of the accepted replace words that were here before; those stay in the evidence.</param>
public sealed record UtterancesAccepted(int Accepted, int Duplicates, long NextSeq, ReceiptView? Receipt, int Corrected = 0);

internal sealed class AppendUtterances(Database database, HeldConversation held, UtteranceIntake intake, Idempotency idempotency)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/conversations/{id}/utterances", async (string id, LimitedBody<AppendUtterancesRequest> body, HttpContext http, AppendUtterances useCase, CancellationToken cancellation) =>
        {
            if (body.Request.Failure is { } wrong)
            {
                return Problems.From(wrong);
            }

            var caller = Caller.Of(http);
            var key = RequestKey.From(http, caller.InstitutionId, caller.StaffId, body.Request.Value);
            return (await useCase.RunAsync(caller, key, id, body.Request.Value, cancellation).ConfigureAwait(false)).ToHttp();
        })
        .Require(Permissions.ConversationHold)
        .Produces<UtterancesAccepted>();

    public Task<Result<UtterancesAccepted>> RunAsync(Caller caller, RequestKey key, string id, AppendUtterancesRequest request, CancellationToken cancellation)
    {
        var utterances = Check(request);
        return utterances.Failure is { } wrong
            ? Task.FromResult<Result<UtterancesAccepted>>(wrong)
            : database.WriteAsync(session => idempotency.Once(session, key, () => Append(session, caller, id, utterances.Value)), cancellation);
    }

    private static Result<List<Spoken>> Check(AppendUtterancesRequest request)
    {
        if (request.Utterances is not { Count: > 0 })
        {
            return Failure.Invalid("utterances", "Send at least one utterance.");
        }

        if (request.Utterances.Count > UtteranceLimits.BatchMax)
        {
            return ConductErrors.TooMany(UtteranceLimits.BatchMax);
        }

        List<Spoken> utterances = new(request.Utterances.Count);
        for (var i = 0; i < request.Utterances.Count; i++)
        {
            var utterance = UtteranceLimits.Check(request.Utterances[i], $"utterances[{i}]");
            if (utterance.Failure is { } wrong)
            {
                return wrong;
            }

            utterances.Add(new Spoken(utterance.Value, request.Utterances[i].Revision ?? 0));
        }

        return utterances;
    }

    private Result<UtterancesAccepted> Append(Session session, Caller caller, string id, List<Spoken> utterances)
    {
        var conversation = held.Find(session, caller, id);
        if (conversation.Failure is { } unknown)
        {
            return unknown;
        }

        var taken = intake.Take(
            session,
            conversation.Value,
            caller.StaffId,
            caller.May(Permissions.ConductRecord) ? WordsFrom.Recorder : WordsFrom.Holder,
            utterances);
        return taken.Failure is { } refused
            ? refused
            : new UtterancesAccepted(taken.Value.Accepted, taken.Value.Duplicates, taken.Value.NextSeq, taken.Value.Receipt?.View(), taken.Value.Corrected);
    }
}
