using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Platform.Changes;

/// <summary>What somebody says about a proposal.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Id">The proposal.</param>
/// <param name="Reason">Why; needed to reject.</param>
/// <param name="Now">When.</param>
public sealed record Say(Caller Caller, string Id, string? Reason, DateTimeOffset Now);

/// <summary>
/// Decides on changes that take two people: packs, rulebooks and models alike. Whoever proposed a change, or made what is
/// proposed, does not approve it; they may take it back.
/// </summary>
public static class SecondPerson
{
    private const int ReasonMax = 500;

    /// <summary>Approves, in the caller's transaction.</summary>
    public static Result<TView> Approve<TRow, TView>(this IChanges<TRow, TView> changes, Session session, Say say)
        where TRow : ChangeRow
    {
        var found = Open(changes, session, say);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var row = found.Value;
        if (row.ProposedBy == say.Caller.StaffId || changes.Author(session, row) == say.Caller.StaffId)
        {
            return changes.Terms.SecondPerson;
        }

        var latest = changes.Latest(session, row);
        if (changes.Objection(session, row, latest) is { } objection)
        {
            return objection;
        }

        var now = UtcMicros.From(say.Now);
        var decided = changes.Dated(Decided(row, say, changes.Terms.Approved, ChangeRow.After(latest, now)), now);
        return changes.Decide(session, decided) ? changes.Approved(session, say.Caller, decided, latest) : changes.Terms.Decided;
    }

    /// <summary>Rejects, or takes one's own proposal back, in the caller's transaction.</summary>
    public static Result<TView> Reject<TRow, TView>(this IChanges<TRow, TView> changes, Session session, Say say)
        where TRow : ChangeRow
    {
        var found = Open(changes, session, say);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        if (!say.Caller.May(changes.Terms.Permission) && found.Value.ProposedBy != say.Caller.StaffId)
        {
            return Caller.Lacks(changes.Terms.Permission);
        }

        if (string.IsNullOrWhiteSpace(say.Reason))
        {
            return Failure.Invalid("reason", "Say why.");
        }

        var decided = Decided(found.Value, say, ChangeRow.Rejected, UtcMicros.From(say.Now));
        return changes.Decide(session, decided) ? changes.Rejected(session, say.Caller, decided) : changes.Terms.Decided;
    }

    private static Result<TRow> Open<TRow, TView>(IChanges<TRow, TView> changes, Session session, Say say)
        where TRow : ChangeRow
    {
        if (say.Reason is { Length: > ReasonMax })
        {
            return Failure.Invalid("reason", $"Give at most {ReasonMax} characters.");
        }

        if (changes.Find(session, say.Caller.InstitutionId, say.Id) is not { } row)
        {
            return Failure.NotFound(changes.Terms.Noun);
        }

        return row.Status == changes.Terms.Open ? row : changes.Terms.Decided;
    }

    private static TRow Decided<TRow>(TRow row, Say say, string status, long at)
        where TRow : ChangeRow => row with
        {
            Status = status,
            DecidedBy = say.Caller.StaffId,
            DecidedAt = at,
            DecisionReason = string.IsNullOrWhiteSpace(say.Reason) ? null : say.Reason.Trim(),
        };
}
