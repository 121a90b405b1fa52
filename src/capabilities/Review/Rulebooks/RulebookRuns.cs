using System.Text.Json;
using Daylight.Conduct;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>Asks for work over the archive, shows how far it is and what it brings, and stops it.</summary>
internal sealed class RulebookRuns(
    Transcripts transcripts, PublishedRulebooks rulebooks, StaffDirectory staff, RulebookRunLedger ledger, IdSource ids, TimeProvider clock)
{
    private const int DaysMax = 3_660;
    private const int OpenMax = 5;
    private const int ListedMax = 100;
    private const int SampleMax = 1_000_000;

    /// <summary>Puts a what-if in line, in the caller's transaction. Who calls has compiled the version before.</summary>
    public Result<RulebookRunView> TryDraft(Session session, Caller caller, RulebookWhatIfRequest request)
    {
        if (request.Sample is < 1 or > SampleMax)
        {
            return Failure.Invalid("sample", $"Give 1 to {SampleMax} conversations, or leave it out for all.");
        }

        if (rulebooks.OfVersion(session, caller.InstitutionId, request.Hash ?? "") is not { } draft)
        {
            return Failure.NotFound("rulebook version");
        }

        return draft.Rulebook.Hash == rulebooks.InForce(session, caller.InstitutionId).Rulebook.Hash
            ? Failure.Invalid("hash", "This version is in force; give another to compare it with.")
            : Ask(session, caller, new RulebookRunRow { Kind = RulebookRunRow.WhatIf, Hash = draft.Rulebook.Hash, TeamId = request.TeamId, Sample = request.Sample }, (request.From, request.To));
    }

    /// <summary>Puts a re-inspection by the rulebook in force in line, in the caller's transaction.</summary>
    public Result<RulebookRunView> InspectAgain(Session session, Caller caller, ReinspectionRequest request) => Ask(
        session,
        caller,
        new RulebookRunRow
        {
            Kind = RulebookRunRow.Again,
            Hash = rulebooks.InForce(session, caller.InstitutionId).Rulebook.Hash,
            TeamId = request.TeamId,
            WithAlerts = request.Alerts ? 1 : 0,
        },
        (request.From, request.To));

    public Page<RulebookRunView> List(Session session, Caller caller, string kind)
    {
        var names = staff.All(session, caller.InstitutionId);
        return new Page<RulebookRunView>(
            RulebookRunStore.Runs.Newest(session, caller.InstitutionId, kind, ListedMax)
                .ConvertAll(row => View(session, row, names.GetValueOrDefault(row.AskedBy)?.DisplayName)),
            null);
    }

    public Result<RulebookRunView> Read(Session session, Caller caller, string kind, string id) =>
        Find(session, caller, kind, id) is { } row ? View(session, row) : Failure.NotFound(kind);

    /// <summary>Stops one that waits or runs, in the caller's transaction; what it has brought stays.</summary>
    public Result<RulebookRunView> Cancel(Session session, Caller caller, string kind, string id)
    {
        if (Find(session, caller, kind, id) is not { } row)
        {
            return Failure.NotFound(kind);
        }

        if (!RulebookRunStore.Runs.End(session, id, RunRow.Cancelled, null, clock.GetUtcNow()))
        {
            return ReviewErrors.RunEnded;
        }

        ledger.Ended(session, row, RunRow.Cancelled, caller.StaffId);
        return View(session, RulebookRunStore.Runs.ById(session, caller.InstitutionId, id)!); // Read above in this transaction.
    }

    internal static RulebookRunRow? Find(Session session, Caller caller, string kind, string id) =>
        RulebookRunStore.Runs.ById(session, caller.InstitutionId, id) is { } row && row.Kind == kind ? row : null;

    private Result<RulebookRunView> Ask(Session session, Caller caller, RulebookRunRow asked, (DateTimeOffset From, DateTimeOffset To) period)
    {
        if (RunRow.Objection(period.From, period.To, DaysMax) is { } wrong)
        {
            return wrong;
        }

        if (RulebookRunStore.Runs.Open(session, caller.InstitutionId) >= OpenMax)
        {
            return ReviewErrors.RunsOpen(OpenMax);
        }

        var now = UtcMicros.From(clock.GetUtcNow());
        var (from, to) = (UtcMicros.From(period.From), UtcMicros.From(period.To));
        var row = asked with
        {
            Id = ids.New("rr"),
            InstitutionId = caller.InstitutionId,
            BaseHash = rulebooks.InForce(session, caller.InstitutionId).Rulebook.Hash,
            FromAt = from,
            ToAt = to,
            Status = RunRow.Waiting,
            AskedBy = caller.StaffId,
            AskedAt = now,
            BeatAt = now,
            AfterAt = from - 1,
            Archived = transcripts.CountClosed(session, caller.InstitutionId, new ArchiveSpan(from, to, asked.TeamId, from - 1, "")),
        };
        RulebookRunStore.Insert(session, row);
        ledger.Asked(session, row);
        return View(session, row);
    }

    private RulebookRunView View(Session session, RulebookRunRow row) =>
        View(session, row, staff.Find(session, row.InstitutionId, row.AskedBy)?.DisplayName);

    private RulebookRunView View(Session session, RulebookRunRow row, string? askedByName) => new(
        row.Id,
        row.Kind,
        row.Status,
        row.Hash,
        rulebooks.LabelOf(session, row.InstitutionId, row.Hash),
        row.BaseHash,
        rulebooks.LabelOf(session, row.InstitutionId, row.BaseHash),
        UtcMicros.ToInstant(row.FromAt),
        UtcMicros.ToInstant(row.ToAt),
        row.TeamId,
        row.Sample,
        row.WithAlerts == 1,
        row.AskedBy,
        askedByName,
        UtcMicros.ToInstant(row.AskedAt),
        UtcMicros.ToInstant(row.EndedAt),
        row.Archived,
        row.Seen,
        row.Error,
        row.Kind == RulebookRunRow.WhatIf ? JsonSerializer.Deserialize<DraftTally>(row.Tally)!.View() : null, // Written by the run, or {}.
        row.Kind == RulebookRunRow.Again ? JsonSerializer.Deserialize<AgainTally>(row.Tally)!.View() : null); // Likewise.
}
