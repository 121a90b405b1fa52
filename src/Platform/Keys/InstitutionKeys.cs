using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Daylight.Platform.Storage;

namespace Daylight.Platform.Keys;

/// <summary>
/// An institution's key (wrapped by the root, in versions) and what hangs on it: one key for each purpose, and one for each
/// erasure epoch, under which subjects' keys are wrapped. Rotating it wraps those few again and nothing else.
/// </summary>
internal sealed class InstitutionKeys(RootKeys root, EpochKeyFiles epochs, IdSource ids, TimeProvider clock)
{
    /// <summary>Where subjects' keys hung before there were epochs.</summary>
    public const string LegacySubjects = "subjects";

    private readonly ConcurrentDictionary<(string Institution, long Version), byte[]> _wrapping = new();
    private readonly ConcurrentDictionary<(string Institution, string Purpose), byte[]> _purposes = new();
    private readonly ConcurrentDictionary<(string Institution, long Number), byte[]> _epochs = new();
    private readonly ConcurrentDictionary<string, long> _openEpoch = new(StringComparer.Ordinal);

    /// <summary>The key for a purpose, made at first use.</summary>
    public byte[] Purpose(Session session, string institutionId, string purpose)
    {
        if (_purposes.TryGetValue((institutionId, purpose), out var known))
        {
            return known;
        }

        if (FindPurpose(session, institutionId, purpose) is { } found)
        {
            return found;
        }

        Lock(session, institutionId);
        if (FindPurpose(session, institutionId, purpose) is { } made)
        {
            return made; // Another transaction was first.
        }

        var key = RandomNumberGenerator.GetBytes(32);
        var version = CurrentVersion(session, institutionId);
        session.Execute(
            "INSERT INTO institution_key (institution_id, purpose, wrapped, wrapped_by) VALUES (@institutionId, @purpose, @wrapped, @version)",
            new { institutionId, purpose, version, wrapped = FieldSeal.Seal(Wrapping(session, institutionId, version), PurposeContext(institutionId, purpose), key) });
        Tell(session, institutionId, "made", "purpose:" + purpose, Name(version));
        session.AfterCommit(() => _purposes.TryAdd((institutionId, purpose), key));
        return key;
    }

    /// <summary>A version of the institution's key.</summary>
    /// <exception cref="CryptographicException">It was destroyed, or the root key does not open it.</exception>
    public byte[] Wrapping(Session session, string institutionId, long version)
    {
        if (_wrapping.TryGetValue((institutionId, version), out var known))
        {
            return known;
        }

        var wrapped = session.First<byte[]>(
            "SELECT wrapped FROM institution_wrapping_key WHERE institution_id = @institutionId AND version = @version AND destroyed_at IS NULL",
            new { institutionId, version }) ?? throw new CryptographicException($"Version {version} of the institution's key was destroyed.");
        var key = root.Unwrap(WrappedByRoot.InstitutionContext(institutionId, version), wrapped);
        session.WhenDurable(() => _wrapping[(institutionId, version)] = key);
        return key;
    }

    /// <summary>The newest version of the institution's key, made at first use; the institution's keys are locked already.</summary>
    public long CurrentVersion(Session session, string institutionId) =>
        session.First<long>("SELECT COALESCE(MAX(version), 0) FROM institution_wrapping_key WHERE institution_id = @institutionId AND destroyed_at IS NULL", new { institutionId }) is > 0 and var version
            ? version
            : MakeVersion(session, institutionId, 1);

    /// <summary>Makes a version; the institution's keys are locked already.</summary>
    public long MakeVersion(Session session, string institutionId, long version)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = root.Wrap(WrappedByRoot.InstitutionContext(institutionId, version), key);
        session.Execute(
            "INSERT INTO institution_wrapping_key (institution_id, version, wrapped, made_at) VALUES (@institutionId, @version, @wrapped, @now)",
            new { institutionId, version, wrapped, now = Now });
        Tell(session, institutionId, "made", Name(version), root.Label(wrapped));
        return version;
    }

    /// <summary>
    /// The epoch under which new subjects' keys are wrapped, made at first use. What is told may be out of date by the time of
    /// writing: the statement that inserts asks again.
    /// </summary>
    public long OpenEpoch(Session session, string institutionId)
    {
        if (_openEpoch.TryGetValue(institutionId, out var known))
        {
            return known;
        }

        var number = FindOpenEpoch(session, institutionId);
        if (number == 0)
        {
            Lock(session, institutionId);
            number = FindOpenEpoch(session, institutionId) is > 0 and var made ? made : MakeEpoch(session, institutionId);
        }

        session.WhenDurable(() => _openEpoch[institutionId] = number);
        return number;
    }

    /// <summary>Forgets which epoch is open: it was closed by another server.</summary>
    public void ForgetOpenEpoch(string institutionId) => _openEpoch.TryRemove(institutionId, out _);

    /// <summary>Opens a new epoch; the institution's keys are locked already.</summary>
    public long MakeEpoch(Session session, string institutionId)
    {
        var number = session.First<long>("SELECT COALESCE(MAX(number), 0) FROM key_epoch WHERE institution_id = @institutionId", new { institutionId }) + 1;
        var keyId = ids.New("ep");
        var version = CurrentVersion(session, institutionId);
        // The file comes first and is durable before the row: a row without its file would be subjects nobody can open.
        epochs.Write(keyId, [(version, FieldSeal.Seal(Wrapping(session, institutionId, version), EpochContext(institutionId, keyId), RandomNumberGenerator.GetBytes(32)))]);
        session.Execute(
            "INSERT INTO key_epoch (institution_id, number, key_id, state, made_at) VALUES (@institutionId, @number, @keyId, 'open', @now)",
            new { institutionId, number, keyId, now = Now });
        Tell(session, institutionId, "made", EpochName(number), Name(version));
        session.AfterCommit(() => ForgetOpenEpoch(institutionId));
        return number;
    }

    /// <summary>The key of an epoch; null if it was destroyed.</summary>
    public byte[]? Epoch(Session session, string institutionId, long number)
    {
        if (_epochs.TryGetValue((institutionId, number), out var known))
        {
            return known;
        }

        var key = number == 0 ? FindPurpose(session, institutionId, LegacySubjects) : ReadEpoch(session, institutionId, number);
        if (key is not null)
        {
            session.WhenDurable(() => _epochs[(institutionId, number)] = key);
        }

        return key;
    }

    /// <summary>Drops an epoch's key from memory.</summary>
    public void ForgetEpoch(string institutionId, long number)
    {
        _epochs.TryRemove((institutionId, number), out _);
        if (number == 0)
        {
            _purposes.TryRemove((institutionId, LegacySubjects), out _);
        }
    }

    /// <summary>Drops a version of an institution's key from memory.</summary>
    public void ForgetWrapping(string institutionId, long version) => _wrapping.TryRemove((institutionId, version), out _);

    /// <summary>Serialises what makes, rotates or destroys keys of an institution.</summary>
    public static void Lock(Session session, string institutionId) => session.Lock($"institution-keys:{institutionId}");

    public void Tell(Session session, string institutionId, string change, string key, string under) =>
        session.Publish(institutionId, new KeyChanged(institutionId, change, key, under, Now));

    public static string Name(long version) => string.Create(CultureInfo.InvariantCulture, $"institution:{version}");

    public static string EpochName(long number) => string.Create(CultureInfo.InvariantCulture, $"epoch:{number}");

    public static string PurposeContext(string institutionId, string purpose) => $"purpose|{institutionId}|{purpose}";

    public static string EpochContext(string institutionId, string keyId) => $"epoch|{institutionId}|{keyId}";

    private long Now => UtcMicros.From(clock.GetUtcNow());

    private static long FindOpenEpoch(Session session, string institutionId) => session.First<long>(
        "SELECT COALESCE(MAX(number), 0) FROM key_epoch WHERE institution_id = @institutionId AND state = 'open'", new { institutionId });

    private byte[]? FindPurpose(Session session, string institutionId, string purpose)
    {
        var row = session.First<PurposeRow>(
            "SELECT wrapped AS Wrapped, wrapped_by AS WrappedBy FROM institution_key WHERE institution_id = @institutionId AND purpose = @purpose",
            new { institutionId, purpose });
        if (row is null)
        {
            return null;
        }

        var key = row.WrappedBy == 0
            ? root.Unwrap($"{institutionId}|{purpose}", row.Wrapped)
            : FieldSeal.Open(Wrapping(session, institutionId, row.WrappedBy), PurposeContext(institutionId, purpose), row.Wrapped);
        session.WhenDurable(() => _purposes[(institutionId, purpose)] = key);
        return key;
    }

    private byte[]? ReadEpoch(Session session, string institutionId, long number)
    {
        var keyId = session.First<string>(
            "SELECT key_id FROM key_epoch WHERE institution_id = @institutionId AND number = @number AND state <> 'destroyed'", new { institutionId, number });
        return keyId is null ? null : OpenEpochFile(session, institutionId, keyId);
    }

    /// <summary>Opens an epoch's key by the newest version of the institution's key that is alive; null if the file is gone.</summary>
    public byte[]? OpenEpochFile(Session session, string institutionId, string keyId)
    {
        var live = LiveVersions(session, institutionId);
        foreach (var (version, box) in epochs.Read(keyId).OrderByDescending(line => line.Version))
        {
            if (live.Contains(version))
            {
                return FieldSeal.Open(Wrapping(session, institutionId, version), EpochContext(institutionId, keyId), box);
            }
        }

        return null;
    }

    public static List<long> LiveVersions(Session session, string institutionId) => session.Query<long>(
        "SELECT version FROM institution_wrapping_key WHERE institution_id = @institutionId AND destroyed_at IS NULL ORDER BY version", new { institutionId });

    private sealed class PurposeRow
    {
        public byte[] Wrapped { get; init; } = [];

        public long WrappedBy { get; init; }
    }
}
