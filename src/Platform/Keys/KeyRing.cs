using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Daylight.Platform.Storage;

namespace Daylight.Platform.Keys;

/// <summary>
/// The hierarchy root → institution → erasure epoch → subject → object. Each institution has one key per purpose; each
/// subject (the person whose data it is) has one key, wrapped by its epoch's, so that destroying it erases what was sealed
/// under it and nothing else, and destroying the epoch's makes every copy of it useless that a backup holds.
/// </summary>
public sealed class KeyRing
{
    private const int CacheMax = 200_000;
    private const int AttemptsMax = 4;
    private readonly InstitutionKeys _institutions;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<(string Institution, string Subject), SubjectKey> _subjectKeys = new();

    // Subjects whose keys were destroyed while this process runs: a reading that began before must not put them back.
    private readonly ConcurrentDictionary<(string Institution, string Subject), bool> _destroyed = new();

    // Keys made in a transaction that has not committed yet: known to that transaction alone.
    private readonly ConditionalWeakTable<Session, Dictionary<(string Institution, string Subject), SubjectKey>> _made = [];

    private readonly ConditionalWeakTable<Session, Dictionary<(string Institution, string Subject), Queued<SubjectKeyRow>>> _foreseen = [];

    internal KeyRing(InstitutionKeys institutions, IdSource ids, TimeProvider clock)
    {
        _institutions = institutions;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>The institution's key for a purpose (<c>index</c>, <c>search</c>, <c>content</c>, <c>responses</c>, <c>log</c>), made at first use.</summary>
    public byte[] Institution(Session session, string institutionId, string purpose) => _institutions.Purpose(session, institutionId, purpose);

    /// <summary>The key of a subject, made at first use.</summary>
    /// <exception cref="SubjectErasedException">It was destroyed.</exception>
    public SubjectKey Subject(Session session, string institutionId, string subjectId)
    {
        if (FindSubject(session, institutionId, subjectId) is { } known)
        {
            return known;
        }

        session.Lock($"subject-key:{institutionId}:{subjectId}");
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var epoch = _institutions.OpenEpoch(session, institutionId);
            SubjectKey made = new(_ids.New("sk"), RandomNumberGenerator.GetBytes(32));
            if (Insert(session, institutionId, subjectId, made, epoch))
            {
                _made.GetOrCreateValue(session)[(institutionId, subjectId)] = made;
                session.AfterCommit(() => Remember(institutionId, subjectId, made));
                return made;
            }

            // Either another transaction made it, or the epoch was closed meanwhile.
            _institutions.ForgetOpenEpoch(institutionId);
            if (FindSubject(session, institutionId, subjectId) is { } other)
            {
                return other;
            }
        }

        throw new SubjectErasedException();
    }

    /// <summary>Asks now, together with the next query, for the key of a subject that will be needed, unless it is known.</summary>
    public void Foresee(Session session, string institutionId, string subjectId)
    {
        if (!_subjectKeys.ContainsKey((institutionId, subjectId)))
        {
            _foreseen.GetOrCreateValue(session)[(institutionId, subjectId)] = Wrapped(session, institutionId, subjectId);
        }
    }

    /// <summary>The key of a subject, or null if it has none: never made, or destroyed.</summary>
    public SubjectKey? FindSubject(Session session, string institutionId, string subjectId)
    {
        if (_subjectKeys.TryGetValue((institutionId, subjectId), out var known)
            || (_made.TryGetValue(session, out var made) && made.TryGetValue((institutionId, subjectId), out known)))
        {
            return known;
        }

        var asked = _foreseen.TryGetValue(session, out var foreseen) && foreseen.Remove((institutionId, subjectId), out var queued)
            ? queued
            : Wrapped(session, institutionId, subjectId);
        if (asked.First is not { DestroyedAt: null } row || _institutions.Epoch(session, institutionId, row.Epoch) is not { } epoch)
        {
            return null;
        }

        SubjectKey key = new(row.Id, FieldSeal.Open(epoch, Context(subjectId, row.Id), row.Wrapped));
        session.WhenDurable(() => Remember(institutionId, subjectId, key));
        return key;
    }

    /// <summary>True if this subject's key was destroyed, or can be opened by no epoch's key any more.</summary>
    public bool IsErased(Session session, string institutionId, string subjectId) =>
        FindSubject(session, institutionId, subjectId) is null
        && session.First<long>("SELECT COUNT(*) FROM subject_key WHERE institution_id = @institutionId AND subject_id = @subjectId", new { institutionId, subjectId }) > 0;

    /// <summary>
    /// Destroys a subject's key: the row keeps its place with noise instead of the key, and no key is ever made for this subject
    /// again. After the commit <see cref="Database.ScrubAsync"/> must follow. The caller writes the entry.
    /// </summary>
    /// <returns>The id of the key that was destroyed; null if there was none to destroy.</returns>
    public string? Destroy(Session session, string institutionId, string subjectId)
    {
        session.Lock($"subject-key:{institutionId}:{subjectId}");
        var id = session.First<string>(
            "SELECT id FROM subject_key WHERE institution_id = @institutionId AND subject_id = @subjectId AND destroyed_at IS NULL", new { institutionId, subjectId });
        var now = UtcMicros.From(_clock.GetUtcNow());
        session.Execute(
            """
            INSERT INTO subject_key (id, institution_id, subject_id, wrapped, created_at, destroyed_at)
            VALUES (@fresh, @institutionId, @subjectId, @noise, @now, @now)
            ON CONFLICT (institution_id, subject_id) DO UPDATE SET wrapped = excluded.wrapped, destroyed_at = COALESCE(subject_key.destroyed_at, excluded.destroyed_at)
            """,
            new { fresh = _ids.New("sk"), institutionId, subjectId, noise = RandomNumberGenerator.GetBytes(60), now });
        session.Execute("INSERT INTO key_destruction (institution_id, subject_id) VALUES (@institutionId, @subjectId)", new { institutionId, subjectId });
        session.AfterCommit(() => Forget(institutionId, subjectId));
        return id;
    }

    /// <summary>
    /// A keyed fingerprint of a normalised value (a phone number), for exact search: it tells nothing without the key.
    /// </summary>
    public string Fingerprint(Session session, string institutionId, string normalised) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Institution(session, institutionId, "index"), Encoding.UTF8.GetBytes(normalised)).AsSpan(0, 16));

    internal static string Context(string subjectId, string keyId) => $"subject|{subjectId}|{keyId}";

    /// <summary>Drops a destroyed key from this process's memory, for good.</summary>
    internal void Forget(string institutionId, string subjectId)
    {
        // Its bytes are not overwritten: somebody may be sealing with them at this moment, and must not seal with zeros.
        _destroyed[(institutionId, subjectId)] = true;
        _subjectKeys.TryRemove((institutionId, subjectId), out _);
    }

    /// <summary>Drops all subjects' keys: an epoch's key was destroyed.</summary>
    internal void ForgetSubjects() => _subjectKeys.Clear();

    private bool Insert(Session session, string institutionId, string subjectId, SubjectKey made, long epoch)
    {
        if (_institutions.Epoch(session, institutionId, epoch) is not { } epochKey)
        {
            return false;
        }

        // The epoch stays open until this transaction ends: whoever closes it waits, and finds this key to move.
        var share = session.Dialect == Dialect.Postgres ? " FOR SHARE" : "";
        return session.Execute(
            $"""
            INSERT INTO subject_key (id, institution_id, subject_id, wrapped, created_at, epoch)
            SELECT @id, @institutionId, @subjectId, @wrapped, @now, number FROM key_epoch
            WHERE institution_id = @institutionId AND number = @epoch AND state = 'open'{share}
            ON CONFLICT (institution_id, subject_id) DO NOTHING
            """,
            new
            {
                id = made.Id,
                institutionId,
                subjectId,
                wrapped = FieldSeal.Seal(epochKey, Context(subjectId, made.Id), made.Key),
                now = UtcMicros.From(_clock.GetUtcNow()),
                epoch,
            }) == 1;
    }

    private static Queued<SubjectKeyRow> Wrapped(Session session, string institutionId, string subjectId) => session.Queue<SubjectKeyRow>(
        """
        SELECT id AS Id, wrapped AS Wrapped, epoch AS Epoch, destroyed_at AS DestroyedAt
        FROM subject_key WHERE institution_id = @institutionId AND subject_id = @subjectId
        """,
        new { institutionId, subjectId });

    private void Remember(string institutionId, string subjectId, SubjectKey key)
    {
        if (_subjectKeys.Count >= CacheMax)
        {
            _subjectKeys.Clear();
        }

        _subjectKeys[(institutionId, subjectId)] = key;
        if (_destroyed.ContainsKey((institutionId, subjectId)))
        {
            _subjectKeys.TryRemove((institutionId, subjectId), out _);
        }
    }

    private sealed class SubjectKeyRow
    {
        public string Id { get; init; } = "";

        public byte[] Wrapped { get; init; } = [];

        public long Epoch { get; init; }

        public long? DestroyedAt { get; init; }
    }
}
