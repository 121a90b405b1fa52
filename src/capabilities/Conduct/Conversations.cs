using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Conduct;

/// <summary>Whom a conversation is with, and by whose word that contact was lawful.</summary>
internal sealed record Counterpart(string CaseId, string PersonId, string PersonRole, string Zone, string? PermitId, string? ContactId);

/// <summary>A conversation that was just begun.</summary>
internal sealed record Begun(ConversationRecord Conversation, Receipt Receipt);

/// <summary>
/// Begins conversations. An outbound one demands a <see cref="Permit"/>, which nobody but the gate's room can make: talking
/// to a person without a decision does not compile.
/// </summary>
internal sealed class Conversations(
    ConversationLedger ledger, ConversationHeads heads, CaseFile cases, CaseActivity activity, KeyRing keys, IdSource ids)
{
    public Result<Begun> BeginOutbound(Session session, Caller caller, Permit permit, ConversationStart start) => Begin(
        session,
        caller.InstitutionId,
        caller.StaffId,
        "outbound",
        start with { Zone = permit.Zone },
        new Counterpart(permit.CaseId, permit.PersonId, permit.PersonRole, permit.Zone, permit.Id, permit.ContactId));

    /// <summary>The person rang or wrote; <paramref name="counterpart"/> names the inbound contact that was recorded for it.</summary>
    public Result<Begun> BeginInbound(Session session, Caller caller, Counterpart counterpart, ConversationStart start) =>
        Begin(session, caller.InstitutionId, caller.StaffId, "inbound", start, counterpart);

    /// <summary>Held elsewhere, before it came to us: no permit of ours can exist for it, and the row says so.</summary>
    public Result<Begun> BeginImported(Session session, string institutionId, string staffId, string direction, Counterpart counterpart, ConversationStart start) =>
        Begin(session, institutionId, staffId, direction, start with { Imported = true }, counterpart);

    /// <summary>The keyed fingerprint under which the sender's own id is known.</summary>
    public string? Mark(Session session, string institutionId, string? externalId) =>
        externalId is null ? null : keys.Fingerprint(session, institutionId, "conversation|" + externalId);

    private Result<Begun> Begin(Session session, string institutionId, string staffId, string direction, ConversationStart start, Counterpart counterpart)
    {
        var mark = Mark(session, institutionId, start.ExternalId);
        if (mark is not null && ConductStore.ByMark(session, institutionId, mark) is { } known)
        {
            return ConductErrors.Exists(known.Id);
        }

        var begun = Row(session, institutionId, staffId, direction, start, counterpart, mark);
        var receipt = ledger.Append(session, begun, Draft(begun, start));
        var row = At(begun, start.StartedAt, UtcMicros.From(receipt.At));
        ConductStore.Insert(session, row);
        if (start.Imported)
        {
            activity.Touch(session, institutionId, row.CaseId, UtcMicros.ToInstant(Math.Min(row.StartedAt, row.ReceivedAt)));
        }
        else
        {
            session.Publish(institutionId, new ConversationCaptured(institutionId, row.Id, Captured.Opened));
        }

        return new Begun(row, receipt);
    }

    private ConversationRecord Row(
        Session session, string institutionId, string staffId, string direction, ConversationStart start, Counterpart counterpart, string? mark)
    {
        var id = ids.New("cv");
        return new ConversationRecord
        {
            Id = id,
            InstitutionId = institutionId,
            CaseId = counterpart.CaseId,
            PersonId = counterpart.PersonId,
            PersonRole = counterpart.PersonRole,
            StaffId = staffId,
            TeamId = cases.TeamOf(session, institutionId, staffId),
            Kind = start.Kind,
            Direction = direction,
            Zone = start.Zone ?? counterpart.Zone,
            PermitId = counterpart.PermitId,
            ContactId = counterpart.ContactId,
            Imported = start.Imported ? 1 : 0,
            ExternalMark = mark,
            EndedAt = start.EndedAt is { } ended ? UtcMicros.From(ended) : null,
            Head = heads.Seal(session, institutionId, counterpart.PersonId, id, new HeadNotes(start.ExternalId, start.Attributes)),
        };
    }

    /// <summary>The row takes the moment of its entry.</summary>
    private static ConversationRecord At(ConversationRecord row, DateTimeOffset? claimed, long received) => row with
    {
        StartedAt = claimed is { } started ? UtcMicros.From(started) : received,
        ReceivedAt = received,
        LastAt = received,
    };

    private static EntryDraft Draft(ConversationRecord row, ConversationStart start)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["conversation"] = row.Id,
            ["kind"] = row.Kind,
            ["direction"] = row.Direction,
            ["role"] = row.PersonRole,
        };
        if (row.PermitId is not null)
        {
            details["permit"] = row.PermitId;
        }

        if (row.ContactId is not null)
        {
            details["contact"] = row.ContactId;
        }

        return new EntryDraft(row.InstitutionId, row.Imported == 1 ? "conversation.imported" : "conversation.opened")
        {
            StaffId = row.StaffId,
            ClaimedAt = start.StartedAt,
            Details = details,
            Content = new EvidenceContent(ConversationHeads.EntryContent(row, new HeadNotes(start.ExternalId, start.Attributes)), "application/json"),
        };
    }
}
