using System.Globalization;
using System.Security.Cryptography;
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
    private const int KeyEntriesMax = 1_000;
    private const int EarlierMax = 16;
    private const string PinnedSize = "size";
    private const long PayloadBytesMax = 512L * 1024 * 1024;

    private readonly Database _database;
    private readonly DataDirectory _data;
    private readonly Sequencer _sequencer;
    private readonly EvidenceLog _log;
    private readonly LogKeys _keys;
    private readonly ExhibitSealing _sealing;
    private readonly BundleVouching _vouching;
    private readonly TimeProvider _clock;

    internal BundleExport(
        Database database, DataDirectory data, Sequencer sequencer, EvidenceLog log, LogKeys keys, ExhibitSealing sealing, BundleVouching vouching, TimeProvider clock)
    {
        _database = database;
        _data = data;
        _sequencer = sequencer;
        _log = log;
        _keys = keys;
        _sealing = sealing;
        _vouching = vouching;
        _clock = clock;
    }

    /// <summary>Exports the case of the access in the log of a year.</summary>
    /// <param name="access">Who exports which case and why.</param>
    /// <param name="year">The log's year; null: the newest in which the case has entries.</param>
    /// <param name="recipient">To whom content is encrypted; null: it goes along in the clear.</param>
    /// <param name="cancellation">Stops it; the entries already written stay.</param>
    public async Task<Result<ExportedBundle>> RunAsync(Access access, int? year, AgeRecipient? recipient, CancellationToken cancellation)
    {
        if (access.CaseId is null)
        {
            return Failure.NotFound("case");
        }

        var announced = await _database.WriteAsync(session => Announce(session, access, year, recipient), cancellation).ConfigureAwait(false);
        if (announced.Failure is { } failure)
        {
            return failure;
        }

        await _sequencer.CatchUpAsync(cancellation).ConfigureAwait(false);
        var least = await _database.ReadAsync(session => Least(announced.Value, OfCase(session, announced.Value)), cancellation).ConfigureAwait(false);
        await _vouching.Cosigning.AwaitAsync(access.Caller.InstitutionId, announced.Value.Year, least, cancellation).ConfigureAwait(false);
        return await _database.ReadAsync(session => Collect(session, announced.Value), cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes the snapshot and the export into the ledger. The bundle can then be collected, and collected again to the same bytes.</summary>
    internal Result<BundleAnnouncement> Announce(Session session, Access access, int? year, AgeRecipient? recipient)
    {
        var institutionId = access.Caller.InstitutionId;
        var caseId = access.CaseId!; // RunAsync has refused an access without one.
        session.Lock($"ledger-case:{institutionId}:{caseId}");
        var years = EntryStore.Years(session, institutionId, caseId);
        var chosen = year ?? (years.Count > 0 ? years[^1] : 0);
        if (!years.Contains(chosen))
        {
            return Failure.NotFound("case");
        }

        BundleAnnouncement announcement = new(institutionId, caseId, access.Purpose, chosen, recipient, default, null, null);
        EntryDraft exported = new(institutionId, "bundle.exported")
        {
            CaseId = caseId, StaffId = access.Caller.StaffId, Details = Details(session, announcement),
        };
        if (chosen != _clock.GetUtcNow().Year)
        {
            // A closed year takes no entry any more: the export is recorded in the present log, without a new snapshot.
            return announcement with { At = _log.Append(session, exported).At };
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
        return announcement with { At = receipts[1].At, SnapshotEntryId = receipts[0].EntryId, EntryId = receipts[1].EntryId };
    }

    /// <summary>
    /// Makes the bundle under the checkpoint of <see cref="BundleHead"/>. Everything in it is of the ledger, its time the
    /// announcement's, so under one checkpoint with the same cosignatures and stamps the same announcement gives the same bytes,
    /// except where content is encrypted, which takes randomness.
    /// </summary>
    internal Result<ExportedBundle> Collect(Session session, BundleAnnouncement announced)
    {
        var newest = LogStore.Find(session, announced.InstitutionId, announced.Year)!; // The case has entries of that year.
        var signer = _keys.Signer(session, announced.InstitutionId, newest.Origin);
        var ofCase = OfCase(session, announced);
        var head = BundleHead.Choose(session, newest, _vouching.Witnesses.PolicyText(signer.Verifier), Least(announced, ofCase));
        var log = head.Log;
        var rows = ofCase.Where(row => row.Idx < log.Published).ToList();
        var subjectIds = rows.Select(row => row.SubjectId).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var nodes = new TileNodes(newest.Published, LogFiles.Of(_data, log.Origin).Read); // The partial tiles of an earlier size may be gone.
        var payloadBytes = 0L;
        List<BundleEntry> entries = new(rows.Count);
        foreach (var row in rows.Concat(EntryStore.OfKeys(session, log, subjectIds, KeyEntriesMax)).Concat(EntryStore.OfStates(session, log, subjectIds, KeyEntriesMax)))
        {
            var payload = row.CaseId is null || row.ExhibitId is null ? null : Payload(session, announced, row.ExhibitId);
            payloadBytes += payload switch
            {
                BundlePayload.Clear clear => clear.Content.Length,
                BundlePayload.Encrypted encrypted => encrypted.AgeFile.Length,
                _ => 0,
            };
            if (payloadBytes > PayloadBytesMax)
            {
                return new Failure(FailureKind.TooLarge, "case-too-large", "The content of the case is larger than one bundle may be (512 MiB).");
            }

            entries.Add(new BundleEntry(row.Idx!.Value, row.Leaf, InclusionProof.Build(row.Idx.Value, log.Published, nodes.Read), payload));
        }

        var stamps = BundleStamps.Choose(session, _data, log, rows);
        BundleParts parts = new()
        {
            CaseId = announced.CaseId,
            Operator = _vouching.Names.Of(session, announced.InstitutionId),
            Purpose = announced.Purpose,
            Created = announced.At,
            Software = "daylight " + typeof(BundleExport).Assembly.GetName().Version?.ToString(3),
            Policy = head.Policy,
            Checkpoint = head.Note,
            Entries = entries,
            SnapshotIndex = Counting(rows, announced)?.Idx,
            Earlier = Earlier(log, rows, stamps, nodes, signer),
            Stamps = stamps,
            Recipient = announced.Recipient,
        };
        var zip = BundleWriter.Write(parts with { ReportPdf = BundlePdf.Write(BundleReport.Of(parts, signer.Verifier), parts.Created) }, signer);
        return new ExportedBundle(zip, $"daylight-{announced.CaseId}-{announced.Year.ToString(CultureInfo.InvariantCulture)}.zip");
    }

    /// <summary>The entry that counts the case: this export's; of a closed year, which takes none any more, the newest that was made then.</summary>
    private static EntryRow? Counting(List<EntryRow> rows, BundleAnnouncement announced) => announced.SnapshotEntryId is { } id
        ? rows.Find(row => row.Id == id)
        : rows.FindLast(row => row.Act is CaseSnapshot.Act or CaseSnapshot.CloseAct);

    private static List<EntryRow> OfCase(Session session, BundleAnnouncement announced) =>
        [.. EntryStore.OfCase(session, announced.InstitutionId, announced.CaseId, EntriesMax).Where(row => row.Year == announced.Year)];

    /// <summary>How many entries of the log a checkpoint must cover to cover what was announced; of a closed year all of the case.</summary>
    private static long Least(BundleAnnouncement announced, List<EntryRow> ofCase) =>
        ((ofCase.Find(row => row.Id == announced.EntryId) ?? ofCase.LastOrDefault())?.Idx ?? -1) + 1;

    /// <summary>The entry pins the newest checkpoint, so that later bundles can show that the log only grew since this one.</summary>
    private static Dictionary<string, string> Details(Session session, BundleAnnouncement announced)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["purpose"] = announced.Purpose,
            ["year"] = announced.Year.ToString(CultureInfo.InvariantCulture),
        };
        if (announced.Recipient is { } recipient)
        {
            details["recipient"] = recipient.ToString();
        }

        if (LogStore.Find(session, announced.InstitutionId, announced.Year) is { Published: > 0 } log)
        {
            details[PinnedSize] = log.Published.ToString(CultureInfo.InvariantCulture);
            details["root"] = Convert.ToBase64String(log.Root);
        }

        return details;
    }

    // Signatures of Ed25519 are deterministic: what is signed here is byte for byte what was published then.
    private static List<EarlierCheckpoint> Earlier(LogRow log, List<EntryRow> rows, List<BundleStamp> stamps, TileNodes nodes, NoteSigner signer) =>
    [
        .. rows.Where(row => row.Act == "bundle.exported").Select(row => Pinned(row, log.Year)).Distinct().Order().TakeLast(EarlierMax)
            .Concat(stamps.Select(stamp => stamp.Size)).Where(size => size > 0 && size < log.Published).Distinct().Order()
            .Select(size => new EarlierCheckpoint(
                new Checkpoint(log.Origin, size, nodes.Root(size)).Sign(signer),
                ConsistencyProof.Build(size, log.Published, nodes.Read))),
    ];

    // An export of a closed year stands in the log of a later one and pins a checkpoint of the former.
    private static long Pinned(EntryRow row, long year)
    {
        LeafObject details = new(EntryLeaf.Parse(row.Leaf).Details);
        return details.Text("year") == year.ToString(CultureInfo.InvariantCulture)
            && long.TryParse(details.Text(PinnedSize), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
    }

    private BundlePayload? Payload(Session session, BundleAnnouncement announced, string exhibitId)
    {
        try
        {
            if (ExhibitStore.ById(session, announced.InstitutionId, exhibitId) is not { } exhibit || _sealing.Open(session, exhibit) is not { } opened)
            {
                return null;
            }

            BundlePayload.Clear clear = new(opened.Plain, opened.Salt);
            return announced.Recipient is { } recipient
                ? BundlePayload.Encrypted.Of(clear, recipient, RandomNumberGenerator.GetBytes(AgeFile.RandomnessSize))
                : clear;
        }
        catch (CryptographicException)
        {
            // The subject's key was destroyed: the entry and its proof still go along, the content is gone for good.
            return null;
        }
    }
}

/// <summary>Who vouches for bundles: the institution by its name, and the witnesses outside.</summary>
internal sealed record BundleVouching(InstitutionNames Names, WitnessSettings Witnesses, Cosigning Cosigning);

/// <summary>A bundle that the ledger knows of.</summary>
/// <param name="InstitutionId">Whose ledger.</param>
/// <param name="CaseId">Which case.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Year">Of which year's log.</param>
/// <param name="Recipient">To whom content is encrypted.</param>
/// <param name="At">When the export was entered.</param>
/// <param name="SnapshotEntryId">The entry that counts the case's entries; null for a closed year.</param>
/// <param name="EntryId">The entry about the export in this very log; null for a closed year.</param>
internal sealed record BundleAnnouncement(
    string InstitutionId, string CaseId, string Purpose, long Year, AgeRecipient? Recipient, DateTimeOffset At, string? SnapshotEntryId, string? EntryId);
