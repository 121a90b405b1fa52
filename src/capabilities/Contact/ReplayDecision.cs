using System.Diagnostics;
using System.Security.Cryptography;
using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using NodaTime;

namespace Daylight.Contact;

/// <summary>
/// Decides stored decisions again: the sealed question, the kept texts of law, and this machine's engine. The answer must be
/// the stored one, byte for byte, whatever has happened to the packs, the history and the facts since.
/// </summary>
public sealed class ReplayDecision
{
    private const int PageSize = 500;

    /// <summary>How many decisions that did not come back the same a summary names.</summary>
    private const int NamedMax = 100;

    private readonly Exhibits _exhibits;
    private readonly PackArchive _archive;
    private readonly ContactLedger _ledger;
    private readonly Database _database;

    internal ReplayDecision(Exhibits exhibits, PackArchive archive, ContactLedger ledger, Database database)
    {
        _exhibits = exhibits;
        _archive = archive;
        _ledger = ledger;
        _database = database;
    }

    /// <summary>Decides one decision again, in the caller's transaction; leaves the entry that its record was opened.</summary>
    public Result<ReplayView> Replay(Session session, Caller caller, string decisionId)
    {
        if (DecisionStore.ById(session, caller.InstitutionId, decisionId) is not { } row)
        {
            return Failure.NotFound("decision");
        }

        var access = new Access(caller, "replay", row.CaseId);
        return View(row, Again(session, row, () => _exhibits.Open(session, access, row.ExhibitId)));
    }

    /// <summary>Decides all decisions of a span again and leaves one entry with the counts.</summary>
    /// <param name="caller">Who wants it.</param>
    /// <param name="from">From when, included.</param>
    /// <param name="to">Until when, excluded.</param>
    /// <param name="progress">Told after every page.</param>
    /// <param name="cancellation">Stops between pages.</param>
    public async Task<ReplaySummary> ReplayAllAsync(
        Caller caller, DateTimeOffset from, DateTimeOffset to, IProgress<ReplayProgress>? progress, CancellationToken cancellation)
    {
        DecisionSpan span = new(UtcMicros.From(from), UtcMicros.From(to));
        var total = await _database.ReadAsync(session => DecisionStore.Count(session, caller.InstitutionId, span.From, span.To), cancellation);
        ReplayTally tally = new(NamedMax);
        while (true)
        {
            var page = await _database.ReadAsync(session => Page(session, caller.InstitutionId, span), cancellation);
            page.ForEach(tally.Add);
            progress?.Report(new ReplayProgress(tally.Count, total));
            if (page.Count < PageSize)
            {
                break;
            }

            span = span.Behind(page[^1].Row);
        }

        var summary = tally.Summary(from, to, DateTimeZoneProviders.Tzdb.VersionId);
        await _database.WriteAsync(session => _ledger.Replayed(session, caller, summary), cancellation);
        return summary;
    }

    /// <summary>Reads a stored record for a machine's own use; it leaves no entry itself.</summary>
    internal StoredRecord Read(Session session, DecisionRow row) =>
        Open(() => _exhibits.OpenForInspection(session, row.InstitutionId, row.ExhibitId));

    /// <summary>Decides one again for a machine's own use; it leaves no entry itself.</summary>
    internal Replayed Again(Session session, DecisionRow row) =>
        Again(session, row, () => _exhibits.OpenForInspection(session, row.InstitutionId, row.ExhibitId));

    private List<ReplayedRow> Page(Session session, string institutionId, DecisionSpan span) =>
        DecisionStore.Page(session, institutionId, span, PageSize)
            .ConvertAll(row => new ReplayedRow(row, Again(session, row)));

    private Replayed Again(Session session, DecisionRow row, Func<byte[]> open) => Open(open) switch
    {
        StoredRecord.Lost lost => new Replayed.Impossible(lost.Reason, null),
        StoredRecord.Whole whole => Again(session, row, whole.Record),
        _ => throw new UnreachableException(),
    };

    private Replayed Again(Session session, DecisionRow row, DecisionRecord record)
    {
        var archived = _archive.PolicyOf(session, row.InstitutionId, record.Packs, record.Calendars);
        if (archived.Policy is not { } policy)
        {
            return new Replayed.Impossible(archived.Lack!, record); // Either there is a policy or a reason.
        }

        // The name of the zone data is part of the answer; where the zones' rules did not change, only the name differs.
        var asked = record.Lifted.Count == 0 ? policy : LiftedPolicy.Without(policy, record.Lifted);
        var decision = asked.Decide(record.Question) with { ZoneData = record.ZoneData };
        var hash = DecisionRecord.Hash(decision, record.DecisionId);
        return hash == record.Sha256
            ? new Replayed.Same(record, decision)
            : new Replayed.Different(record, decision, hash, AnswerDifference.Between(record.Answer, AnswerJson.Of(decision)));
    }

    private static StoredRecord Open(Func<byte[]> open)
    {
        try
        {
            return DecisionRecord.Read(open()) is { } record
                ? new StoredRecord.Whole(record)
                : new StoredRecord.Lost("This decision was stored before records held the whole question; it can be read but not decided again.");
        }
        catch (Exception failure) when (failure is CryptographicException or LedgerFormatException or KeyNotFoundException)
        {
            return new StoredRecord.Lost("The sealed record cannot be opened: its person's key was erased, or it was changed.");
        }
        catch (FormatException failure)
        {
            return new StoredRecord.Lost(failure.Message);
        }
    }

    private static ReplayView View(DecisionRow row, Replayed replay) => new(
        row.Id,
        row.CaseId,
        row.PersonId,
        UtcMicros.ToInstant(row.AskedAt),
        row.Verdict,
        replay.Word,
        (replay as Replayed.Impossible)?.Reason,
        replay.Record?.Sha256,
        replay.Hash,
        replay.Record?.ZoneData,
        DateTimeZoneProviders.Tzdb.VersionId,
        (replay as Replayed.Different)?.Differences ?? [],
        replay.Decision is { } decision ? DecisionViews.Of(decision, row.Id) : null);
}

/// <summary>What came of deciding again.</summary>
internal abstract record Replayed
{
    private Replayed()
    {
    }

    public abstract string Word { get; }

    /// <summary>The stored record, where it could be read.</summary>
    public virtual DecisionRecord? Record => null;

    /// <summary>The new answer, where there is one.</summary>
    public virtual Decision? Decision => null;

    /// <summary>The new answer's hash, where there is one.</summary>
    public virtual string? Hash => null;

    public sealed record Same(DecisionRecord Stored, Decision Answer) : Replayed
    {
        public override string Word => "same";

        public override DecisionRecord Record => Stored;

        public override Decision Decision => Answer;

        public override string Hash => Stored.Sha256;
    }

    public sealed record Different(DecisionRecord Stored, Decision Answer, string NewHash, IReadOnlyList<ReplayDifference> Differences) : Replayed
    {
        public override string Word => "different";

        public override DecisionRecord Record => Stored;

        public override Decision Decision => Answer;

        public override string Hash => NewHash;
    }

    public sealed record Impossible(string Reason, DecisionRecord? Stored) : Replayed
    {
        public override string Word => "impossible";

        public override DecisionRecord? Record => Stored;
    }
}

/// <summary>A sealed record after opening: whole, or why it is not to be had.</summary>
internal abstract record StoredRecord
{
    private StoredRecord()
    {
    }

    public sealed record Whole(DecisionRecord Record) : StoredRecord;

    public sealed record Lost(string Reason) : StoredRecord;
}

/// <summary>A decision and what came of deciding it again.</summary>
internal sealed record ReplayedRow(DecisionRow Row, Replayed Replayed);
