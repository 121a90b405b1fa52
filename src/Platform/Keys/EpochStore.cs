using System.Security.Cryptography;
using Daylight.Platform.Storage;

namespace Daylight.Platform.Keys;

/// <summary>A subject's wrapped key and the epoch it is in.</summary>
internal sealed class SubjectKeyInEpoch
{
    public string Id { get; init; } = "";

    public string SubjectId { get; init; } = "";

    public byte[] Wrapped { get; init; } = [];

    public long Epoch { get; init; }
}

/// <summary>One row of <c>key_epoch</c>.</summary>
internal sealed class EpochRow
{
    public string InstitutionId { get; init; } = "";

    public long Number { get; init; }

    public string KeyId { get; init; } = "";

    /// <summary><c>open</c>, <c>closing</c> (keys are moving out), <c>closed</c> (waits for its end), <c>destroyed</c>.</summary>
    public string State { get; init; } = "";

    public long MadeAt { get; init; }

    public long? DestroyAfter { get; init; }

    public long? DestroyedAt { get; init; }
}

/// <summary>The SQL of erasure epochs.</summary>
internal static class EpochStore
{
    private const int RowsMax = 1000;

    private const string Columns =
        "institution_id AS InstitutionId, number AS Number, key_id AS KeyId, state AS State, made_at AS MadeAt, destroy_after AS DestroyAfter, destroyed_at AS DestroyedAt";

    public static List<EpochRow> All(Session session, string institutionId) => session.Query<EpochRow>(
        $"SELECT {Columns} FROM key_epoch WHERE institution_id = @institutionId ORDER BY number DESC LIMIT @most", new { institutionId, most = RowsMax });

    public static long Open(Session session, string institutionId) => session.First<long>(
        "SELECT COALESCE(MAX(number), 0) FROM key_epoch WHERE institution_id = @institutionId AND state = 'open'", new { institutionId });

    public static bool HasLegacySubjects(Session session, string institutionId) => session.First<string>(
        "SELECT id FROM subject_key WHERE institution_id = @institutionId AND epoch = 0 AND destroyed_at IS NULL LIMIT 1", new { institutionId }) is not null;

    public static void AddLegacy(Session session, string institutionId, long now) => session.Execute(
        """
        INSERT INTO key_epoch (institution_id, number, key_id, state, made_at) VALUES (@institutionId, 0, '', 'open', @now)
        ON CONFLICT (institution_id, number) DO NOTHING
        """,
        new { institutionId, now });

    public static void CloseOpen(Session session, string institutionId, long destroyAfter) => session.Execute(
        "UPDATE key_epoch SET state = 'closing', destroy_after = @destroyAfter WHERE institution_id = @institutionId AND state = 'open'",
        new { institutionId, destroyAfter });

    public static void Close(Session session, string institutionId) => session.Execute(
        "UPDATE key_epoch SET state = 'closed' WHERE institution_id = @institutionId AND state = 'closing'", new { institutionId });

    public static List<SubjectKeyInEpoch> Behind(Session session, string institutionId, long open, int most) => session.Query<SubjectKeyInEpoch>(
        """
        SELECT id AS Id, subject_id AS SubjectId, wrapped AS Wrapped, epoch AS Epoch FROM subject_key
        WHERE institution_id = @institutionId AND epoch < @open AND destroyed_at IS NULL
          AND epoch IN (SELECT number FROM key_epoch WHERE institution_id = @institutionId AND state = 'closing')
        ORDER BY epoch, id LIMIT @most
        """,
        new { institutionId, open, most });

    public static long CountBehind(Session session, string institutionId, long open) => session.First<long>(
        """
        SELECT COUNT(*) FROM subject_key WHERE institution_id = @institutionId AND epoch < @open AND destroyed_at IS NULL
          AND epoch IN (SELECT number FROM key_epoch WHERE institution_id = @institutionId AND state = 'closing')
        """,
        new { institutionId, open });

    public static long CountLiving(Session session, string institutionId) => session.First<long>(
        "SELECT COUNT(*) FROM subject_key WHERE institution_id = @institutionId AND destroyed_at IS NULL", new { institutionId });

    public static long CountDestroyed(Session session, string institutionId) => session.First<long>(
        "SELECT COUNT(*) FROM subject_key WHERE institution_id = @institutionId AND destroyed_at IS NOT NULL", new { institutionId });

    public static List<EpochRow> Due(Session session, long now) => session.Query<EpochRow>(
        $"SELECT {Columns} FROM key_epoch WHERE state = 'closed' AND destroy_after <= @now ORDER BY institution_id, number LIMIT @most", new { now, most = RowsMax });

    public static List<string> LivingKeyIds(Session session, string institutionId) => session.Query<string>(
        "SELECT key_id FROM key_epoch WHERE institution_id = @institutionId AND state <> 'destroyed' AND key_id <> '' LIMIT @most", new { institutionId, most = RowsMax });

    public static List<string> DestroyedKeyIds(Session session) => session.Query<string>(
        "SELECT key_id FROM key_epoch WHERE state = 'destroyed' AND key_id <> '' ORDER BY destroyed_at DESC LIMIT @most", new { most = RowsMax });

    /// <summary>Institutions whose keys want something done: keys on the move, or from before there were epochs.</summary>
    public static List<string> Institutions(Session session) => session.Query<string>(
        "SELECT institution_id FROM key_epoch UNION SELECT institution_id FROM institution_key UNION SELECT institution_id FROM subject_key WHERE epoch = 0 AND destroyed_at IS NULL");

    public static bool HasPurposesUnderRoot(Session session, string institutionId) => session.First<long>(
        "SELECT COUNT(*) FROM institution_key WHERE institution_id = @institutionId AND wrapped_by = 0", new { institutionId }) > 0;

    /// <summary>Marks an epoch destroyed and overwrites what the database holds of its key; its key's id.</summary>
    public static string Destroy(Session session, string institutionId, long number, long now)
    {
        var keyId = session.First<string>("SELECT key_id FROM key_epoch WHERE institution_id = @institutionId AND number = @number", new { institutionId, number })
            ?? throw new InvalidOperationException($"There is no epoch {number}.");
        session.Execute(
            "UPDATE key_epoch SET state = 'destroyed', destroyed_at = @now WHERE institution_id = @institutionId AND number = @number", new { institutionId, number, now });
        if (number == 0)
        {
            var legacy = new { institutionId, purpose = InstitutionKeys.LegacySubjects, noise = RandomNumberGenerator.GetBytes(60) };
            session.Execute("UPDATE institution_key SET wrapped = @noise WHERE institution_id = @institutionId AND purpose = @purpose", legacy);
            session.Execute("DELETE FROM institution_key WHERE institution_id = @institutionId AND purpose = @purpose", legacy);
        }

        return keyId;
    }
}
