using System.Security.Cryptography;
using Daylight.Platform.Storage;

namespace Daylight.Platform.Keys;

/// <summary>How far a rotation is.</summary>
/// <param name="Done">Wrapped keys that stand under the new key.</param>
/// <param name="Total">All of them.</param>
public sealed record KeyProgress(long Done, long Total);

/// <summary>
/// Rotates keys. Only wrapped keys are wrapped again, never what is sealed under them; each step commits by itself and what is
/// left is read from the tables, so that whoever calls again goes on where a crash stopped. What was rotated away stays usable
/// for the backup window and is then destroyed (<see cref="DestroyDueAsync"/>).
/// </summary>
public sealed class KeyRotation
{
    private const int BatchMax = 500;
    private const int RootRowsMax = 100_000;
    private readonly Database _database;
    private readonly RootKeys _root;
    private readonly InstitutionKeys _keys;
    private readonly EpochKeyFiles _files;
    private readonly KeyRing _ring;
    private readonly TimeProvider _clock;

    internal KeyRotation(Database database, RootKeys root, InstitutionKeys keys, EpochKeyFiles files, KeyRing ring, TimeProvider clock)
    {
        _database = database;
        _root = root;
        _keys = keys;
        _files = files;
        _ring = ring;
        _clock = clock;
    }

    /// <summary>How long a backup is kept, unless the operator says otherwise: an erased subject's key dies in backups after it.</summary>
    public static readonly TimeSpan BackupWindow = TimeSpan.FromDays(35);

    /// <summary>Makes a new version of the root key, and wraps every institution's key under it.</summary>
    /// <returns>How many were wrapped again.</returns>
    /// <exception cref="KeyProviderException">The provider cannot be reached; <see cref="RewrapRootAsync"/> goes on.</exception>
    public Task<int> RotateRootAsync(IProgress<KeyProgress>? progress, CancellationToken cancellation)
    {
        _root.Current.Rotate();
        return RewrapRootAsync(progress, cancellation);
    }

    /// <summary>Wraps under the current version of the current provider what is not yet: after a crash, or after a move to another provider.</summary>
    /// <returns>How many were wrapped again.</returns>
    public async Task<int> RewrapRootAsync(IProgress<KeyProgress>? progress, CancellationToken cancellation)
    {
        var rows = await _database.ReadAsync(session => WrappedByRoot.All(session, RootRowsMax), cancellation).ConfigureAwait(false);
        var count = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            // The provider is asked outside the transaction: no writer waits for a network.
            if (_root.Rewrap(rows[i].Context, rows[i].Wrapped) is { } again)
            {
                var row = rows[i];
                count += await _database.WriteAsync(session => Replace(session, row, again), cancellation).ConfigureAwait(false);
            }

            progress?.Report(new KeyProgress(i + 1, rows.Count));
        }

        return count;
    }

    /// <summary>Destroys an older version of the root's key file. Backups from before its rotation cannot be opened any more.</summary>
    /// <exception cref="InvalidOperationException">Something is still wrapped under it, or it is current, or there is no key file.</exception>
    public async Task DestroyRootVersionAsync(long version, CancellationToken cancellation)
    {
        var files = _root.Files ?? throw new InvalidOperationException("The root key is not in a file; destroy its versions in the key service.");
        var rows = await _database.ReadAsync(session => WrappedByRoot.All(session, RootRowsMax), cancellation).ConfigureAwait(false);
        if (rows.Any(row => files.VersionOf(row.Wrapped) == version))
        {
            throw new InvalidOperationException($"Keys are still wrapped under version {version} of the root key; rotate or rewrap first.");
        }

        files.Destroy(version);
        await _database.WriteAsync(
            session =>
            {
                foreach (var institution in rows.Select(row => row.InstitutionId).Distinct(StringComparer.Ordinal))
                {
                    _keys.Tell(session, institution, "destroyed", $"root:file:v{version}", "");
                }
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes a new version of an institution's key and wraps its purpose keys and its epochs' keys under it. Called again after a
    /// crash it finishes what was begun instead of beginning anew.
    /// </summary>
    /// <returns>The version that wraps now.</returns>
    public async Task<long> RotateInstitutionAsync(string institutionId, TimeSpan backups, CancellationToken cancellation)
    {
        var version = await _database.WriteAsync(session => BeginInstitution(session, institutionId), cancellation).ConfigureAwait(false);
        // The new version is durable before anything is wrapped under it.
        await _database.WriteAsync(session => FinishInstitution(session, institutionId, version, backups), cancellation).ConfigureAwait(false);
        return version;
    }

    /// <summary>
    /// Opens a new erasure epoch and begins to move all living subjects' keys into it; <see cref="MoveSubjectsAsync"/> goes on.
    /// Keys that were destroyed stay behind and die, in every copy, with the key of the epoch they were in.
    /// </summary>
    /// <param name="institutionId">Whose.</param>
    /// <param name="backups">For how long the old epoch's key is kept, so that backups can still be restored.</param>
    /// <param name="cancellation">Stops before it began.</param>
    /// <returns>The number of the epoch that is open now.</returns>
    public Task<long> TurnEpochAsync(string institutionId, TimeSpan backups, CancellationToken cancellation) => _database.WriteAsync(
        session =>
        {
            InstitutionKeys.Lock(session, institutionId);
            if (EpochStore.HasLegacySubjects(session, institutionId))
            {
                EpochStore.AddLegacy(session, institutionId, UtcMicros.From(_clock.GetUtcNow()));
            }

            EpochStore.CloseOpen(session, institutionId, UtcMicros.From(_clock.GetUtcNow() + backups));
            return _keys.MakeEpoch(session, institutionId);
        },
        cancellation);

    /// <summary>Moves one batch of subjects' keys into the open epoch; when none is left, the epochs they came from are closed.</summary>
    /// <param name="institutionId">Whose.</param>
    /// <param name="cancellation">Stops before the batch.</param>
    /// <returns>How far it is; done equals total when nothing is left.</returns>
    public Task<KeyProgress> MoveSubjectsAsync(string institutionId, CancellationToken cancellation) => _database.WriteAsync(
        session =>
        {
            session.Lock($"key-move:{institutionId}");
            var open = EpochStore.Open(session, institutionId);
            var rows = EpochStore.Behind(session, institutionId, open, BatchMax);
            foreach (var epoch in rows.GroupBy(row => row.Epoch))
            {
                Move(session, institutionId, [.. epoch], open);
            }

            var left = EpochStore.CountBehind(session, institutionId, open);
            var living = EpochStore.CountLiving(session, institutionId);
            if (left == 0)
            {
                EpochStore.Close(session, institutionId);
            }

            return new KeyProgress(living - left, living);
        },
        cancellation);

    /// <summary>Moves batch after batch until nothing is left.</summary>
    public async Task MoveAllSubjectsAsync(string institutionId, IProgress<KeyProgress>? progress, CancellationToken cancellation)
    {
        KeyProgress now;
        do
        {
            now = await MoveSubjectsAsync(institutionId, cancellation).ConfigureAwait(false);
            progress?.Report(now);
        }
        while (now.Done < now.Total);
    }

    /// <summary>Destroys the keys of closed epochs, and versions of institutions' keys, whose backup window is over.</summary>
    /// <returns>How many keys were destroyed.</returns>
    public async Task<int> DestroyDueAsync(CancellationToken cancellation)
    {
        var now = UtcMicros.From(_clock.GetUtcNow());
        var (epochs, versions) = await _database.ReadAsync(
            session => (EpochStore.Due(session, now), session.Query<WrappedByRoot>(
                "SELECT institution_id AS InstitutionId, version AS Version FROM institution_wrapping_key WHERE destroy_after <= @now AND destroyed_at IS NULL LIMIT 1000", new { now })),
            cancellation).ConfigureAwait(false);
        foreach (var epoch in epochs)
        {
            await DestroyEpochAsync(epoch.InstitutionId, epoch.Number, cancellation).ConfigureAwait(false);
        }

        foreach (var version in versions)
        {
            await _database.WriteAsync(session => DestroyVersion(session, version.InstitutionId, version.Version, now), cancellation).ConfigureAwait(false);
        }

        // Between the commit and the removal of a file there may have been a crash.
        var gone = await _database.ReadAsync(EpochStore.DestroyedKeyIds, cancellation).ConfigureAwait(false);
        gone.ForEach(_files.Destroy);
        if (epochs.Count + versions.Count > 0)
        {
            await _database.ScrubAsync(cancellation).ConfigureAwait(false);
        }

        return epochs.Count + versions.Count;
    }

    /// <summary>
    /// Destroys the key of an epoch, and with it every subject's key that is still in it, here and in every backup. What calls this
    /// for an epoch that is not closed erases people; it must have asked two.
    /// </summary>
    internal async Task DestroyEpochAsync(string institutionId, long number, CancellationToken cancellation)
    {
        var keyId = await _database.WriteAsync(
            session =>
            {
                InstitutionKeys.Lock(session, institutionId);
                var id = EpochStore.Destroy(session, institutionId, number, UtcMicros.From(_clock.GetUtcNow()));
                _keys.Tell(session, institutionId, "destroyed", InstitutionKeys.EpochName(number), "");
                session.AfterCommit(() =>
                {
                    _keys.ForgetEpoch(institutionId, number);
                    _keys.ForgetOpenEpoch(institutionId);
                    _ring.ForgetSubjects();
                });
                return id;
            },
            cancellation).ConfigureAwait(false);
        if (keyId.Length > 0)
        {
            _files.Destroy(keyId);
        }
    }

    private int Replace(Session session, WrappedByRoot row, byte[] again)
    {
        var replaced = session.Execute(
            row.Purpose.Length > 0
                ? "UPDATE institution_key SET wrapped = @again WHERE institution_id = @InstitutionId AND purpose = @Purpose AND wrapped = @Wrapped"
                : "UPDATE institution_wrapping_key SET wrapped = @again WHERE institution_id = @InstitutionId AND version = @Version AND wrapped = @Wrapped",
            new { again, row.InstitutionId, row.Purpose, row.Version, row.Wrapped });
        if (replaced > 0)
        {
            var name = row.Purpose.Length > 0 ? "purpose:" + row.Purpose : InstitutionKeys.Name(row.Version);
            _keys.Tell(session, row.InstitutionId, "rotated", name, _root.Label(again));
        }

        return replaced;
    }

    private long BeginInstitution(Session session, string institutionId)
    {
        InstitutionKeys.Lock(session, institutionId);
        var newest = _keys.CurrentVersion(session, institutionId);
        // Begun and not finished: some purpose key is still under an older version, or the older one has no end yet.
        var unfinished = session.First<long>(
            "SELECT COUNT(*) FROM institution_wrapping_key WHERE institution_id = @institutionId AND version < @newest AND destroyed_at IS NULL AND destroy_after IS NULL",
            new { institutionId, newest });
        return unfinished > 0 ? newest : _keys.MakeVersion(session, institutionId, newest + 1);
    }

    private void FinishInstitution(Session session, string institutionId, long version, TimeSpan backups)
    {
        InstitutionKeys.Lock(session, institutionId);
        var wrapping = _keys.Wrapping(session, institutionId, version);
        foreach (var keyId in EpochStore.LivingKeyIds(session, institutionId))
        {
            AddLine(session, institutionId, keyId, version, wrapping);
        }

        HangPurposes(session, institutionId, version, wrapping);
        session.Execute(
            "UPDATE institution_wrapping_key SET destroy_after = @until WHERE institution_id = @institutionId AND version < @version AND destroy_after IS NULL",
            new { institutionId, version, until = UtcMicros.From(_clock.GetUtcNow() + backups) });
        _keys.Tell(session, institutionId, "rotated", InstitutionKeys.Name(version), _root.Current.Name);
    }

    /// <summary>Wraps all purpose keys under a version: also those that hung on the root before institutions had a key.</summary>
    internal void HangPurposes(Session session, string institutionId, long version, byte[] wrapping)
    {
        foreach (var purpose in session.Query<string>(
            "SELECT purpose FROM institution_key WHERE institution_id = @institutionId AND wrapped_by <> @version", new { institutionId, version }))
        {
            var key = _keys.Purpose(session, institutionId, purpose);
            session.Execute(
                "UPDATE institution_key SET wrapped = @wrapped, wrapped_by = @version WHERE institution_id = @institutionId AND purpose = @purpose",
                new { institutionId, purpose, version, wrapped = FieldSeal.Seal(wrapping, InstitutionKeys.PurposeContext(institutionId, purpose), key) });
        }
    }

    /// <summary>Moves purpose keys that still hang on the root under the institution's key.</summary>
    internal Task HangPurposesAsync(string institutionId, CancellationToken cancellation) => _database.WriteAsync(
        session =>
        {
            InstitutionKeys.Lock(session, institutionId);
            var version = _keys.CurrentVersion(session, institutionId);
            HangPurposes(session, institutionId, version, _keys.Wrapping(session, institutionId, version));
        },
        cancellation);

    private void AddLine(Session session, string institutionId, string keyId, long version, byte[] wrapping)
    {
        var lines = _files.Read(keyId);
        if (lines.All(line => line.Version != version) && _keys.OpenEpochFile(session, institutionId, keyId) is { } key)
        {
            _files.Write(keyId, lines.Append((version, FieldSeal.Seal(wrapping, InstitutionKeys.EpochContext(institutionId, keyId), key))));
        }
    }

    private void DestroyVersion(Session session, string institutionId, long version, long now)
    {
        InstitutionKeys.Lock(session, institutionId);
        foreach (var keyId in EpochStore.LivingKeyIds(session, institutionId))
        {
            _files.Write(keyId, _files.Read(keyId).Where(line => line.Version != version));
        }

        session.Execute(
            "UPDATE institution_wrapping_key SET wrapped = NULL, destroyed_at = @now WHERE institution_id = @institutionId AND version = @version",
            new { institutionId, version, now });
        _keys.Tell(session, institutionId, "destroyed", InstitutionKeys.Name(version), "");
        session.AfterCommit(() => _keys.ForgetWrapping(institutionId, version));
    }

    private void Move(Session session, string institutionId, List<SubjectKeyInEpoch> rows, long open)
    {
        if (_keys.Epoch(session, institutionId, rows[0].Epoch) is not { } from || _keys.Epoch(session, institutionId, open) is not { } to)
        {
            throw new CryptographicException($"The key of epoch {rows[0].Epoch} or {open} is missing; restore keys/epochs from its backup.");
        }

        session.Write(
            "UPDATE subject_key SET wrapped = @Wrapped, epoch = @Open WHERE id = @Id AND epoch = @Epoch AND destroyed_at IS NULL",
            rows.ConvertAll(row =>
            {
                var key = FieldSeal.Open(from, KeyRing.Context(row.SubjectId, row.Id), row.Wrapped);
                var wrapped = FieldSeal.Seal(to, KeyRing.Context(row.SubjectId, row.Id), key);
                CryptographicOperations.ZeroMemory(key);
                return new { row.Id, row.Epoch, Open = open, Wrapped = wrapped };
            }));
    }
}
