using Daylight.Platform.Storage;

namespace Daylight.Platform.Keys;

/// <summary>An erasure epoch as the key custodian sees it.</summary>
/// <param name="Number">Its number; 0 holds keys from before there were epochs.</param>
/// <param name="State"><c>open</c>, <c>closing</c>, <c>closed</c> or <c>destroyed</c>.</param>
/// <param name="MadeAt">When its key was made.</param>
/// <param name="DestroyAfter">From when on its key is destroyed; null while it is in use.</param>
/// <param name="DestroyedAt">When its key was destroyed.</param>
public sealed record EpochView(long Number, string State, DateTimeOffset MadeAt, DateTimeOffset? DestroyAfter, DateTimeOffset? DestroyedAt);

/// <summary>The keys of an institution, without any key.</summary>
/// <param name="Provider">Where the root key lives: <c>file</c> or <c>vault</c>.</param>
/// <param name="WrappedUnder">Under which versions of the root the institution's keys are wrapped, for example <c>file:v2</c>.</param>
/// <param name="InstitutionVersions">The living versions of the institution's key; the last one wraps.</param>
/// <param name="Epochs">Newest first.</param>
/// <param name="SubjectsLiving">Subjects whose key is alive.</param>
/// <param name="SubjectsErased">Subjects whose key was destroyed.</param>
/// <param name="SubjectsMoving">Living keys that a turn of the epoch has still to move.</param>
public sealed record KeyStateView(
    string Provider, IReadOnlyList<string> WrappedUnder, IReadOnlyList<long> InstitutionVersions, IReadOnlyList<EpochView> Epochs,
    long SubjectsLiving, long SubjectsErased, long SubjectsMoving);

/// <summary>Tells the state of an institution's keys.</summary>
public sealed class KeyStates(RootKeys root)
{
    private const int RowsMax = 100_000;

    /// <summary>Reads it.</summary>
    public KeyStateView Read(Session session, string institutionId) => new(
        root.Current.Name,
        [.. WrappedByRoot.All(session, RowsMax).Where(row => row.InstitutionId == institutionId).Select(row => root.Label(row.Wrapped)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        InstitutionKeys.LiveVersions(session, institutionId),
        EpochStore.All(session, institutionId).ConvertAll(epoch => new EpochView(
            epoch.Number, epoch.State, UtcMicros.ToInstant(epoch.MadeAt), UtcMicros.ToInstant(epoch.DestroyAfter), UtcMicros.ToInstant(epoch.DestroyedAt))),
        EpochStore.CountLiving(session, institutionId),
        EpochStore.CountDestroyed(session, institutionId),
        EpochStore.CountBehind(session, institutionId, EpochStore.Open(session, institutionId)));
}
