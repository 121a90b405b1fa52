using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>A bundle and the name it should be saved under.</summary>
public sealed record ExportedBundle(byte[] Zip, string FileName);

/// <summary>
/// Makes the evidence bundle of a case: a snapshot entry that counts the case's entries, an entry that says who exported and
/// why, then everything of the case with proofs to one signed checkpoint and the opened content with its salts.
/// </summary>
public sealed class BundleExport
{
    private const int EntriesMax = 20_000;
    private const long PayloadBytesMax = 512L * 1024 * 1024;

    private readonly Database _database;
    private readonly DataDirectory _data;
    private readonly Sequencer _sequencer;
    private readonly EvidenceLog _log;
    private readonly LogKeys _keys;
    private readonly ExhibitSealing _sealing;
    private readonly TimeProvider _clock;

    internal BundleExport(
        Database database, DataDirectory data, Sequencer sequencer, EvidenceLog log, LogKeys keys, ExhibitSealing sealing, TimeProvider clock)
    {
        _database = database;
        _data = data;
        _sequencer = sequencer;
        _log = log;
        _keys = keys;
        _sealing = sealing;
        _clock = clock;
    }

    /// <summary>Exports the case of the access in the log of a year.</summary>
    /// <param name="access">Who exports which case and why.</param>
    /// <param name="year">The log's year; null: the newest in which the case has entries.</param>
    /// <param name="cancellation">Stops it; the entries already written stay.</param>
    public async Task<Result<ExportedBundle>> RunAsync(Access access, int? year, CancellationToken cancellation)
    {
        if (access.CaseId is null)
        {
            return Failure.NotFound("case");
        }

        var announced = await _database.WriteAsync(session => Announce(session, access, access.CaseId, year), cancellation).ConfigureAwait(false);
        if (announced.Failure is { } failure)
        {
            return failure;
        }

        await _sequencer.CatchUpAsync(cancellation).ConfigureAwait(false);
        return await _database.ReadAsync(session => Collect(session, access, announced.Value), cancellation).ConfigureAwait(false);
    }

    private Result<Announcement> Announce(Session session, Access access, string caseId, int? year)
    {
        var institutionId = access.Caller.InstitutionId;
        session.Lock($"ledger-case:{institutionId}:{caseId}");
        var years = EntryStore.Years(session, institutionId, caseId);
        var chosen = year ?? (years.Count > 0 ? years[^1] : 0);
        if (!years.Contains(chosen))
        {
            return Failure.NotFound("case");
        }

        var present = _clock.GetUtcNow().Year;
        Dictionary<string, string> details = new(StringComparer.Ordinal) { ["purpose"] = access.Purpose, ["year"] = chosen.ToString(CultureInfo.InvariantCulture) };
        EntryDraft exported = new(institutionId, "bundle.exported") { CaseId = caseId, StaffId = access.Caller.StaffId, Details = details };
        if (chosen != present)
        {
            // A closed year takes no entry any more: the export is recorded in the present log, without a new snapshot.
            _log.Append(session, exported);
            return new Announcement(caseId, chosen, null);
        }

        var leaves = EntryStore.OfCase(session, institutionId, caseId, EntriesMax).Where(row => row.Year == chosen).ToList();
        if (leaves.Count >= EntriesMax)
        {
            return new Failure(FailureKind.TooLarge, "case-too-large", $"The case has more than {EntriesMax} entries.");
        }

        var snapshot = new EntryDraft(institutionId, CaseSnapshot.Act)
        {
            CaseId = caseId,
            StaffId = access.Caller.StaffId,
            ExactDetails = CaseSnapshot.Details(leaves.ConvertAll(row => new Hash32(row.LeafHash))),
        };
        var receipts = _log.AppendAll(session, [snapshot, exported]);
        return new Announcement(caseId, chosen, receipts[0].EntryId);
    }

    private Result<ExportedBundle> Collect(Session session, Access access, Announcement announced)
    {
        var institutionId = access.Caller.InstitutionId;
        var log = LogStore.Find(session, institutionId, announced.Year)!;
        var rows = EntryStore.OfCase(session, institutionId, announced.CaseId, EntriesMax)
            .Where(row => row.Year == announced.Year && row.Idx < log.Published).ToList();
        var nodes = new TileNodes(log.Published, LogFiles.Of(_data, log.Origin).Read);
        var payloadBytes = 0L;
        List<BundleEntry> entries = new(rows.Count);
        foreach (var row in rows)
        {
            var payload = row.ExhibitId is null ? null : Payload(session, institutionId, row.ExhibitId);
            payloadBytes += payload?.Content.Length ?? 0;
            if (payloadBytes > PayloadBytesMax)
            {
                return new Failure(FailureKind.TooLarge, "case-too-large", "The content of the case is larger than one bundle may be (512 MiB).");
            }

            entries.Add(new BundleEntry(row.Idx!.Value, row.Leaf, InclusionProof.Build(row.Idx.Value, log.Published, nodes.Read), payload));
        }

        var signer = _keys.Signer(session, institutionId, log.Origin);
        var zip = BundleWriter.Write(
            new BundleParts
            {
                CaseId = announced.CaseId,
                Operator = institutionId,
                Purpose = access.Purpose,
                Created = _clock.GetUtcNow(),
                Software = "daylight " + typeof(BundleExport).Assembly.GetName().Version?.ToString(3),
                Policy = TlogPolicy.ForLog(signer.Verifier),
                Checkpoint = SignedNote.Parse(log.Checkpoint),
                Entries = entries,
                SnapshotIndex = rows.Find(row => row.Id == announced.SnapshotEntryId)?.Idx,
                Custody = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { ["readings.jsonl"] = Custody(rows) },
            },
            signer);
        return new ExportedBundle(zip, $"daylight-{announced.CaseId}-{announced.Year.ToString(CultureInfo.InvariantCulture)}.zip");
    }

    private BundlePayload? Payload(Session session, string institutionId, string exhibitId)
    {
        try
        {
            return ExhibitStore.ById(session, institutionId, exhibitId) is { } exhibit && _sealing.Open(session, exhibit) is { } opened
                ? new BundlePayload(opened.Plain, opened.Salt)
                : null;
        }
        catch (CryptographicException)
        {
            // The subject's key was destroyed: the entry and its proof still go along, the content is gone for good.
            return null;
        }
    }

    /// <summary>Who read, unmasked or exported, as the case's own entries say: one line each, naming the entry that proves it.</summary>
    private static byte[] Custody(List<EntryRow> rows) => Encoding.UTF8.GetBytes(string.Concat(rows
        .Where(row => row.Act is "exhibit.opened" or "person.unmask" or "bundle.exported")
        .Select(row => Encoding.UTF8.GetString(RestrictedJson.Write(new LeafObject(new Dictionary<string, LeafValue>(StringComparer.Ordinal)
        {
            ["act"] = row.Act,
            ["at"] = LeafTime.Format(UtcMicros.ToInstant(row.ReceivedAt)),
            ["entry"] = row.Id,
            ["index"] = row.Idx!.Value,
            ["operator"] = row.StaffId ?? "",
        }))) + "\n")));

    private sealed record Announcement(string CaseId, long Year, string? SnapshotEntryId);
}
