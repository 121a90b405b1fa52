using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Daylight.Platform.Storage;

namespace Daylight.Platform.Keys;

/// <summary>
/// Holds the keys under the root key. Each institution has one key per purpose; each subject (the person whose data it is)
/// has one key, wrapped by the institution's, so that destroying it erases what was sealed under it and nothing else.
/// </summary>
public sealed class KeyRing(RootKey root, IdSource ids, TimeProvider clock)
{
    private const int CacheMax = 200_000;
    private readonly ConcurrentDictionary<(string Institution, string Purpose), byte[]> _institutionKeys = new();
    private readonly ConcurrentDictionary<(string Institution, string Subject), SubjectKey> _subjectKeys = new();

    // Keys made in a transaction that has not committed yet: known to that transaction alone.
    private readonly ConditionalWeakTable<Session, Dictionary<(string Institution, string Subject), SubjectKey>> _made = [];

    private readonly ConditionalWeakTable<Session, Dictionary<(string Institution, string Subject), Queued<SubjectKeyRow>>> _foreseen = [];

    /// <summary>The institution's key for a purpose (<c>subjects</c>, <c>index</c>, <c>responses</c>, <c>log</c>), made at first use.</summary>
    public byte[] Institution(Session session, string institutionId, string purpose)
    {
        if (_institutionKeys.TryGetValue((institutionId, purpose), out var known))
        {
            return known;
        }

        var wrapped = session.First<byte[]>(
            "SELECT wrapped FROM institution_key WHERE institution_id = @institutionId AND purpose = @purpose",
            new { institutionId, purpose });
        if (wrapped is not null)
        {
            var unwrapped = root.Unwrap($"{institutionId}|{purpose}", wrapped);
            session.WhenDurable(() => _institutionKeys[(institutionId, purpose)] = unwrapped);
            return unwrapped;
        }

        session.Lock($"institution-key:{institutionId}:{purpose}");
        var key = RandomNumberGenerator.GetBytes(32);
        var inserted = session.Execute(
            "INSERT INTO institution_key (institution_id, purpose, wrapped) VALUES (@institutionId, @purpose, @wrapped) ON CONFLICT DO NOTHING",
            new { institutionId, purpose, wrapped = root.Wrap($"{institutionId}|{purpose}", key) });
        if (inserted == 0)
        {
            return Institution(session, institutionId, purpose);
        }

        session.AfterCommit(() => _institutionKeys.TryAdd((institutionId, purpose), key));
        return key;
    }

    /// <summary>The key of a subject, made at first use.</summary>
    public SubjectKey Subject(Session session, string institutionId, string subjectId)
    {
        if (FindSubject(session, institutionId, subjectId) is { } known)
        {
            return known;
        }

        session.Lock($"subject-key:{institutionId}:{subjectId}");
        SubjectKey made = new(ids.New("sk"), RandomNumberGenerator.GetBytes(32));
        var inserted = session.Execute(
            """
            INSERT INTO subject_key (id, institution_id, subject_id, wrapped, created_at)
            VALUES (@id, @institutionId, @subjectId, @wrapped, @now) ON CONFLICT (institution_id, subject_id) DO NOTHING
            """,
            new
            {
                id = made.Id,
                institutionId,
                subjectId,
                wrapped = FieldSeal.Seal(Institution(session, institutionId, "subjects"), $"subject|{subjectId}|{made.Id}", made.Key),
                now = UtcMicros.From(clock.GetUtcNow()),
            });
        if (inserted == 0)
        {
            return FindSubject(session, institutionId, subjectId)
                ?? throw new InvalidOperationException("A subject key vanished while it was being made.");
        }

        _made.GetOrCreateValue(session)[(institutionId, subjectId)] = made;
        session.AfterCommit(() => Remember(institutionId, subjectId, made));
        return made;
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
        if (asked.First is not { } row)
        {
            return null;
        }

        SubjectKey key = new(row.Id, FieldSeal.Open(Institution(session, institutionId, "subjects"), $"subject|{subjectId}|{row.Id}", row.Wrapped));
        session.WhenDurable(() => Remember(institutionId, subjectId, key));
        return key;
    }

    /// <summary>
    /// A keyed fingerprint of a normalised value (a phone number), for exact search: it tells nothing without the key.
    /// </summary>
    public string Fingerprint(Session session, string institutionId, string normalised) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Institution(session, institutionId, "index"), Encoding.UTF8.GetBytes(normalised)).AsSpan(0, 16));

    private static Queued<SubjectKeyRow> Wrapped(Session session, string institutionId, string subjectId) => session.Queue<SubjectKeyRow>(
        "SELECT id AS Id, wrapped AS Wrapped FROM subject_key WHERE institution_id = @institutionId AND subject_id = @subjectId",
        new { institutionId, subjectId });

    private void Remember(string institutionId, string subjectId, SubjectKey key)
    {
        if (_subjectKeys.Count >= CacheMax)
        {
            _subjectKeys.Clear();
        }

        _subjectKeys[(institutionId, subjectId)] = key;
    }

    private sealed class SubjectKeyRow
    {
        public string Id { get; init; } = "";

        public byte[] Wrapped { get; init; } = [];
    }
}

/// <summary>A subject's key and its id, which ledger entries name.</summary>
public sealed class SubjectKey
{
    internal SubjectKey(string id, byte[] key)
    {
        Id = id;
        Key = key;
    }

    /// <summary>The key's id; not secret.</summary>
    public string Id { get; }

    /// <summary>32 bytes; handed to sealing code only.</summary>
    public byte[] Key { get; }

    /// <summary>Seals a short text under this key.</summary>
    /// <param name="context">Table, column and row, for example <c>person.name|pn01…</c>.</param>
    /// <param name="text">The text.</param>
    public byte[] Seal(string context, string text) => FieldSeal.Seal(Key, context, Encoding.UTF8.GetBytes(text));

    /// <summary>Opens a short text.</summary>
    /// <exception cref="CryptographicException">Wrong context, or the bytes were changed.</exception>
    public string Open(string context, byte[] box) => Encoding.UTF8.GetString(FieldSeal.Open(Key, context, box));
}
