using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daylight.Review;

/// <summary>Says that somebody has seen an alert; the first to say so is the one who is named.</summary>
internal sealed class AcknowledgeAlert(Database database, AlertList alerts, ModelAlerts models, EvidenceLog log, LiveFeed feed)
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/alerts/{id}/acknowledgement", async (string id, HttpContext http, AcknowledgeAlert useCase, CancellationToken cancellation) =>
            (await useCase.RunAsync(Caller.Of(http), id, cancellation).ConfigureAwait(false)).ToHttp())
        .Require(Permissions.AlertAcknowledge)
        .Produces<AlertView>();

    public async Task<Result<AlertView>> RunAsync(Caller caller, string id, CancellationToken cancellation)
    {
        await feed.LoadAsync(caller.InstitutionId, cancellation).ConfigureAwait(false);
        return await database.WriteAsync(session => Acknowledge(session, caller, id), cancellation).ConfigureAwait(false);
    }

    private Result<AlertView> Acknowledge(Session session, Caller caller, string id)
    {
        session.Lock($"alert:{id}");
        if (ModelAlerts.Hears(caller) && ModelAlertStore.Find(session, caller.InstitutionId, id) is { } ofModel)
        {
            return Acknowledge(session, caller, ofModel);
        }

        var team = AlertList.ScopeTeam(caller);
        if (AlertStore.Find(session, caller.InstitutionId, id) is not { } alert || (team is not null && alert.TeamId != team))
        {
            return ReviewErrors.NoAlert;
        }

        var view = alerts.Views(session, caller.InstitutionId, [alert])[0];
        if (alert.AcknowledgedAt is not null)
        {
            return view;
        }

        var receipt = log.Append(session, new EntryDraft(caller.InstitutionId, "alert.acknowledged")
        {
            CaseId = view.CaseId,
            StaffId = caller.StaffId,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["alert"] = id,
                ["finding"] = alert.FindingId,
                ["conversation"] = alert.ConversationId,
            },
        });
        AlertStore.Acknowledge(session, id, caller.StaffId, UtcMicros.From(receipt.At));
        var seen = alerts.Views(session, caller.InstitutionId, [AlertStore.Find(session, caller.InstitutionId, id)!])[0]; // It was found above and is never removed.
        session.AfterCommit(() => feed.Apply(caller.InstitutionId, seen));
        return seen;
    }

    private AlertView Acknowledge(Session session, Caller caller, ModelAlertRecord alert)
    {
        if (alert.AcknowledgedAt is null)
        {
            var receipt = log.Append(session, new EntryDraft(caller.InstitutionId, "alert.acknowledged")
            {
                StaffId = caller.StaffId,
                Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["alert"] = alert.Id, ["model"] = alert.Model, ["hash"] = alert.Hash },
            });
            ModelAlertStore.Acknowledge(session, alert.Id, caller.StaffId, UtcMicros.From(receipt.At));
        }

        var seen = models.Views(session, caller.InstitutionId, [ModelAlertStore.Find(session, caller.InstitutionId, alert.Id)!])[0]; // It was found above and is never removed.
        session.AfterCommit(() => feed.Apply(caller.InstitutionId, seen));
        return seen;
    }
}
