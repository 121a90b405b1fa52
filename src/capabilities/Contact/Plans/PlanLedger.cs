using System.Globalization;
using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>The entries of plans. They hold ids, words and counts.</summary>
internal sealed class PlanLedger(EvidenceLog log)
{
    public Receipt Asked(Session session, Caller caller, string planId, ContactPlanRequest request, PlanWish wish) => Append(
        session,
        caller,
        "contact.planned",
        ("plan", planId),
        ("from", request.From),
        ("to", request.To),
        ("channels", string.Join(' ', wish.Channels.Select(Words.Of))),
        ("roles", string.Join(' ', wish.Roles.Select(Words.Of).Order(StringComparer.Ordinal))));

    public Receipt Cancelled(Session session, Caller caller, string planId) => Append(session, caller, "contact.plan-cancelled", ("plan", planId));

    /// <summary>A file is about to leave; the count is of the rows that the filter leaves.</summary>
    public Receipt Exported(Session session, Caller caller, string planId, PlanExportRequest request, long rows) => Append(
        session,
        caller,
        "contact.plan-exported",
        ("plan", planId),
        ("format", request.Format),
        ("numbers", request.Numbers ? "yes" : "no"),
        ("purpose", request.Purpose),
        ("rows", rows.ToString(CultureInfo.InvariantCulture)));

    private Receipt Append(Session session, Caller caller, string act, params (string Key, string Value)[] details) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, act)
        {
            StaffId = caller.StaffId,
            Details = details.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        });
}
