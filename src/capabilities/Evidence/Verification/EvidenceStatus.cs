using Daylight.Platform;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>The state of an institution's current log.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">Entries covered by the checkpoint.</param>
/// <param name="Root">The root over them, base 64.</param>
/// <param name="Checkpoint">The newest signed checkpoint; empty before the first.</param>
/// <param name="VerifierKey">The log's public key as text.</param>
/// <param name="SignedAt">When the checkpoint was signed.</param>
/// <param name="Pending">Entries that wait for the next checkpoint.</param>
/// <param name="Exhibits">How many exhibits are sealed.</param>
/// <param name="LastVerification">The newest verification.</param>
/// <param name="LastSelfCheck">The newest self-check; null before the first.</param>
/// <param name="Witnesses">The witnesses that are asked, and how they answer.</param>
/// <param name="WitnessedSize">How many entries of this log stand under the newest checkpoint that enough witnesses cosigned; null if none is, or none asked for.</param>
/// <param name="Objects">Where exhibits above 64 KiB lie.</param>
/// <param name="Authorities">The time-stamp authorities that are asked, and how they answer.</param>
public sealed record EvidenceStatus(
    string Origin, long Size, string Root, string Checkpoint, string VerifierKey, DateTimeOffset? SignedAt, long Pending, long Exhibits,
    VerificationView? LastVerification, IReadOnlyList<AuthorityStatus> Authorities, IReadOnlyList<WitnessStatus> Witnesses,
    long? WitnessedSize, ObjectStoreStatus Objects, VerificationView? LastSelfCheck);

/// <summary>Reads the state of logs.</summary>
public sealed class LogStatus
{
    private readonly LogKeys _keys;
    private readonly TimeStampSettings _stamps;
    private readonly WitnessSettings _witnesses;
    private readonly StagedObjects _objects;
    private readonly ObjectShipping _shipping;
    private readonly TimeProvider _clock;

    internal LogStatus(LogKeys keys, TimeStampSettings stamps, WitnessSettings witnesses, StagedObjects objects, ObjectShipping shipping, TimeProvider clock)
    {
        _keys = keys;
        _stamps = stamps;
        _witnesses = witnesses;
        _objects = objects;
        _shipping = shipping;
        _clock = clock;
    }

    /// <summary>How many entries of the institution stand under signed checkpoints, over all years.</summary>
    public long Size(Session session, string institutionId) => LogStore.All(session, institutionId).Sum(log => log.Published);

    /// <summary>The state of the newest log. In a write session, as the log's key may have to be made.</summary>
    public EvidenceStatus Read(Session session, string institutionId)
    {
        var logs = LogStore.All(session, institutionId);
        var log = logs.Count > 0
            ? logs[^1]
            : new LogRow { Origin = _keys.Origin(institutionId, _clock.GetUtcNow().Year), Root = Ledger.MerkleTree.EmptyRoot.ToArray() };
        var covered = log.Published;
        return new EvidenceStatus(
            log.Origin,
            covered,
            Convert.ToBase64String(log.Root),
            log.Checkpoint,
            _keys.Signer(session, institutionId, log.Origin).Verifier.ToString(),
            log.Checkpoint.Length == 0 ? null : UtcMicros.ToInstant(log.SignedAt),
            LogStore.PendingCount(session, institutionId) + logs.Sum(each => each.Size - each.Published),
            ExhibitStore.Count(session, institutionId),
            LedgerVerification.Last(session, institutionId),
            AuthorityStatus.All(session, _stamps, institutionId),
            WitnessStatus.All(session, _witnesses, institutionId),
            CosignatureStore.Witnessed(session, institutionId, log.Year)?.Size,
            ObjectStoreStatus.Of(_objects, _shipping),
            LedgerVerification.LastSelfCheck(session, institutionId));
    }
}
