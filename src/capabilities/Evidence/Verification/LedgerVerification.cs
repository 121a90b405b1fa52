using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Verifies an institution's ledger against itself: signatures, files, database rows, chains and, if deep, every exhibit.
/// It shows that nothing was changed since it was appended; it cannot show that everything was appended.
/// </summary>
public sealed class LedgerVerification
{
    private const int ReportEvery = 1000;

    private readonly Database _database;
    private readonly DataDirectory _data;
    private readonly LogKeys _keys;
    private readonly ExhibitSealing _sealing;
    private readonly EvidenceLog _log;
    private readonly TimeStampSettings _stamps;
    private readonly WitnessSettings _witnesses;
    private readonly TimeProvider _clock;
    private readonly IdSource _ids;

    internal LedgerVerification(
        Database database, DataDirectory data, LogKeys keys, ExhibitSealing sealing, EvidenceLog log, TimeStampSettings stamps,
        WitnessSettings witnesses, TimeProvider clock, IdSource ids)
    {
        _database = database;
        _data = data;
        _keys = keys;
        _sealing = sealing;
        _log = log;
        _stamps = stamps;
        _witnesses = witnesses;
        _clock = clock;
        _ids = ids;
    }

    /// <summary>Verifies, keeps the result, and appends the entry <c>ledger.verified</c>.</summary>
    /// <param name="institutionId">Whose ledger.</param>
    /// <param name="staffId">Who asked; null for the machine itself.</param>
    /// <param name="deep">Whether to open every exhibit.</param>
    /// <param name="progress">Told every thousand entries; may be null.</param>
    /// <param name="cancellation">Stops it; nothing is kept then.</param>
    public async Task<VerificationView> RunAsync(
        string institutionId, string? staffId, bool deep, IProgress<VerificationProgress>? progress, CancellationToken cancellation)
    {
        var at = _clock.GetUtcNow();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await _database.WriteAsync(session => EnsureKeys(session, institutionId), cancellation).ConfigureAwait(false);
        CheckList checks = new(deep);
        var size = await _database.ReadAsync(session => Check(session, institutionId, new Scope(deep, null), checks, progress, cancellation), cancellation).ConfigureAwait(false);
        VerificationView view = new(at, deep, checks.Ok, size, watch.ElapsedMilliseconds, checks.Views());
        await _database.WriteAsync(session => Keep(session, institutionId, staffId, view, Verified(view)), cancellation).ConfigureAwait(false);
        return view;
    }

    /// <summary>
    /// Checks all entries and files, opens the exhibits that <see cref="SelfCheckSample"/> draws, keeps the result, and appends
    /// the entry <c>ledger.self-check</c>.
    /// </summary>
    internal async Task<VerificationView> SelfCheckAsync(string institutionId, int percent, CancellationToken cancellation)
    {
        var at = _clock.GetUtcNow();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await _database.WriteAsync(session => EnsureKeys(session, institutionId), cancellation).ConfigureAwait(false);
        CheckList checks = new(deep: true);
        var (size, drawn, root) = await _database.ReadAsync(
            session =>
            {
                var newest = LogStore.All(session, institutionId).LastOrDefault(log => log.Published > 0);
                var all = SelfCheckSample.Exhibits(session, institutionId);
                var drawn = SelfCheckSample.Draw(newest?.Root, all, percent);
                checks.Passed("exhibits", new Bilingual(
                    string.Create(CultureInfo.InvariantCulture, $"抽查 {drawn.Count} 份，共 {all.Count} 份"),
                    string.Create(CultureInfo.InvariantCulture, $"{drawn.Count} drawn of {all.Count}")));
                return (Check(session, institutionId, new Scope(false, drawn), checks, null, cancellation), drawn.Count, newest?.Root ?? []);
            },
            cancellation).ConfigureAwait(false);
        VerificationView view = new(at, false, checks.Ok, size, watch.ElapsedMilliseconds, checks.Views(), drawn);
        await _database.WriteAsync(
            session =>
            {
                Keep(session, institutionId, null, view, SelfChecked(view, percent, root));
                if (!view.Ok)
                {
                    session.Publish(institutionId, new LedgerDamaged(institutionId));
                }
            },
            cancellation).ConfigureAwait(false);
        return view;
    }

    /// <summary>The newest kept result of a verification that somebody asked for, or null.</summary>
    internal static VerificationView? Last(Session session, string institutionId) => Newest(session, institutionId, "sampled IS NULL");

    /// <summary>The newest kept result of a self-check, or null.</summary>
    internal static VerificationView? LastSelfCheck(Session session, string institutionId) => Newest(session, institutionId, "sampled IS NOT NULL");

    private static VerificationView? Newest(Session session, string institutionId, string which) => session.First<VerificationRow>(
        $"""
        SELECT at AS At, deep AS Deep, ok AS Ok, size AS Size, duration_ms AS DurationMs, checks AS Checks, sampled AS Sampled
        FROM ledger_verification WHERE institution_id = @institutionId AND {which} ORDER BY at DESC, id DESC LIMIT 1
        """,
        new { institutionId })?.View();

    private void EnsureKeys(Session session, string institutionId) =>
        LogStore.All(session, institutionId).ForEach(log => _keys.Signer(session, institutionId, log.Origin));

    private long Check(
        Session session, string institutionId, Scope scope, CheckList checks, IProgress<VerificationProgress>? progress, CancellationToken cancellation)
    {
        var logs = LogStore.All(session, institutionId);
        var total = logs.Sum(log => log.Published);
        Dictionary<(string Case, long Year), Hash32> heads = [];
        List<StampRow> stamped = [];
        List<CosignatureRow> cosigned = [];
        var done = 0L;
        foreach (var log in logs)
        {
            var key = _keys.Signer(session, institutionId, log.Origin).Verifier;
            var files = LogFiles.Of(_data, log.Origin);
            new LogInspection(session, log, files, key, checks).Run((row, leaf) =>
            {
                cancellation.ThrowIfCancellationRequested();
                CheckChain(heads, row, leaf, log, checks);
                if (leaf.KeyId is not null && scope.Opens(leaf.KeyId))
                {
                    CheckExhibit(session, row, leaf, log, checks);
                }

                if (++done % ReportEvery == 0 || done == total)
                {
                    progress?.Report(new VerificationProgress(done, total));
                }
            });
            EarlierStates states = new(log, files);
            stamped.AddRange(new StampInspection(session, log, states, _data, key, _stamps, checks).Run(scope.Deep) is { } stamp ? [stamp] : []);
            cosigned.AddRange(new CosignatureInspection(session, log, states, key, _witnesses, checks).Run() is { } cosignature ? [cosignature] : []);
        }

        TellTime(stamped, checks);
        TellWitness(cosigned, checks);
        CheckHeads(session, institutionId, heads, logs.All(log => log.Published == log.Size), checks);
        return total;
    }

    private static void TellWitness(List<CosignatureRow> cosigned, CheckList checks)
    {
        if (cosigned.Count == 0)
        {
            checks.NotChecked("witnesses", new Bilingual("未检查（没有见证方的副署）", "not checked (there is none)"));
            return;
        }

        var newest = cosigned[^1];
        checks.Passed("witnesses", new Bilingual(
            string.Create(CultureInfo.InvariantCulture, $"{newest.Year} 年账本的前 {newest.Size} 条账目在 {Utc(newest.StatedAt)}（UTC）之前已存在，且此前只有追加，由 {newest.Witness} 见证"),
            string.Create(CultureInfo.InvariantCulture, $"the first {newest.Size} entries of the log of {newest.Year} existed by {Utc(newest.StatedAt)} UTC and it had only grown, says {newest.Witness}")));
    }

    private static string Utc(long micros) => UtcMicros.ToInstant(micros).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Only an authority's word says when something existed; the server's own clock never does.</summary>
    private static void TellTime(List<StampRow> stamped, CheckList checks)
    {
        if (stamped.Count == 0)
        {
            checks.NotChecked("time-stamps", new Bilingual("未检查（没有时间戳）", "not checked (there is none)"));
            return;
        }

        var newest = stamped[^1];
        var at = Utc(newest.StatedAt);
        checks.Passed("time-stamps", new Bilingual(
            string.Create(CultureInfo.InvariantCulture, $"{newest.Year} 年账本的前 {newest.Size} 条账目在 {at}（UTC）之前已存在，由 {newest.Authority} 证明"),
            string.Create(CultureInfo.InvariantCulture, $"the first {newest.Size} entries of the log of {newest.Year} existed by {at} UTC, says {newest.Authority}")));
    }

    private static void CheckChain(Dictionary<(string Case, long Year), Hash32> heads, EntryRow row, EntryLeaf leaf, LogRow log, CheckList checks)
    {
        if (leaf.CaseId is null)
        {
            return;
        }

        Hash32? before = heads.TryGetValue((leaf.CaseId, log.Year), out var head) ? head : null;
        if (leaf.Previous != before)
        {
            checks.Fail("chains", string.Create(CultureInfo.InvariantCulture, $"{log.Origin}#{row.Idx}: does not follow the entry before it in case {leaf.CaseId}"));
        }

        heads[(leaf.CaseId, log.Year)] = LeafHash.Of(row.Leaf); // Not the column: whether that is right is another check.
    }

    // The heads also cover entries that are not sequenced yet, so they can be compared only when there are none.
    private static void CheckHeads(Session session, string institutionId, Dictionary<(string Case, long Year), Hash32> heads, bool allPublished, CheckList checks)
    {
        if (!allPublished || LogStore.PendingCount(session, institutionId) > 0)
        {
            return;
        }

        var stored = session.Query<CaseHeadRow>(
            "SELECT institution_id AS InstitutionId, case_id AS CaseId, year AS Year, leaf_hash AS LeafHash, entries AS Entries FROM ledger_case_head WHERE institution_id = @institutionId",
            new { institutionId });
        foreach (var head in stored)
        {
            if (!heads.TryGetValue((head.CaseId, head.Year), out var last) || last != new Hash32(head.LeafHash))
            {
                checks.Fail("chains", $"the newest entry of case {head.CaseId} is missing");
            }
        }

        if (stored.Count != heads.Count)
        {
            checks.Fail("chains", "the list of cases and the entries differ");
        }
    }

    private void CheckExhibit(Session session, EntryRow row, EntryLeaf leaf, LogRow log, CheckList checks)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{log.Origin}#{row.Idx} exhibit {leaf.KeyId}");
        try
        {
            if (ExhibitStore.ById(session, row.InstitutionId, leaf.KeyId!) is not { } exhibit || _sealing.Body(exhibit) is not { } body)
            {
                checks.Fail("exhibits", $"{place}: missing");
                return;
            }

            if (leaf.Ciphertext is not { } sealedAs || sealedAs.Length != body.Length || sealedAs.Hash != Hash32.Sha256(body))
            {
                checks.Fail("exhibits", $"{place}: the sealed bytes were changed");
                return;
            }

            if (_sealing.IsErased(session, exhibit))
            {
                if (!EntryStore.HasErasure(session, row.InstitutionId, exhibit.SubjectId!))
                {
                    checks.Fail("exhibits", $"{place}: its key was destroyed and no entry says by whom");
                }

                return; // What can be shown still holds: the sealed bytes are those of the entry.
            }

            if (leaf.Payload is not { } commitment || !_sealing.Opens(session, exhibit, body, commitment))
            {
                checks.Fail("exhibits", $"{place}: the content is not what was committed to");
            }
        }
        catch (Exception failure) when (failure is CryptographicException or LedgerFormatException)
        {
            checks.Fail("exhibits", $"{place}: cannot be opened");
        }
        catch (ObjectStoreException failure)
        {
            checks.Fail("exhibits", $"{place}: {failure.Words.En}, so it could not be looked at");
        }
    }

    private void Keep(Session session, string institutionId, string? staffId, VerificationView view, EntryDraft entry)
    {
        session.Execute(
            """
            INSERT INTO ledger_verification (id, institution_id, at, deep, ok, size, duration_ms, checks, sampled)
            VALUES (@id, @institutionId, @at, @deep, @ok, @size, @durationMs, @checks, @sampled)
            """,
            new
            {
                id = _ids.New("vf"),
                institutionId,
                at = UtcMicros.From(view.At),
                deep = view.Deep ? 1L : 0L,
                ok = view.Ok ? 1L : 0L,
                size = view.Size,
                durationMs = view.DurationMs,
                checks = JsonSerializer.Serialize(view.Checks),
                sampled = view.Sampled,
            });
        _log.Append(session, entry with { InstitutionId = institutionId, StaffId = staffId });
    }

    private static EntryDraft Verified(VerificationView view) => new("", "ledger.verified")
    {
        Details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["depth"] = view.Deep ? "deep" : "shallow",
            ["outcome"] = view.Ok ? "passed" : "failed",
            ["size"] = view.Size.ToString(CultureInfo.InvariantCulture),
        },
    };

    private static EntryDraft SelfChecked(VerificationView view, int percent, byte[] root) => new("", "ledger.self-check")
    {
        Details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["exhibits"] = view.Sampled!.Value.ToString(CultureInfo.InvariantCulture), // A self-check has drawn.
            ["failed"] = string.Join(' ', view.Checks.Where(check => check.Status == "failed").Select(check => check.Id)),
            ["outcome"] = view.Ok ? "passed" : "failed",
            ["percent"] = percent.ToString(CultureInfo.InvariantCulture),
            ["root"] = Convert.ToBase64String(root),
            ["size"] = view.Size.ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>How far a verification goes: every exhibit, those that were drawn, or none.</summary>
    private sealed record Scope(bool Deep, IReadOnlySet<string>? Drawn)
    {
        public bool Opens(string exhibitId) => Deep || (Drawn?.Contains(exhibitId) ?? false);
    }

    private sealed class VerificationRow
    {
        public long At { get; init; }

        public long Deep { get; init; }

        public long Ok { get; init; }

        public long Size { get; init; }

        public long DurationMs { get; init; }

        public string Checks { get; init; } = "";

        public long? Sampled { get; init; }

        public VerificationView View() => new(
            UtcMicros.ToInstant(At), Deep == 1, Ok == 1, Size, DurationMs, JsonSerializer.Deserialize<List<CheckView>>(Checks) ?? [], Sampled);
    }
}
