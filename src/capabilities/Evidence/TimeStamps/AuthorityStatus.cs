using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>How a time-stamp authority has answered last.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Digest"><c>sha256</c> or <c>sm3</c>.</param>
/// <param name="Size">How many entries of the newest stamped log its newest stamp covers; null before the first.</param>
/// <param name="StatedAt">The time that stamp states: by then the entries existed.</param>
/// <param name="FailingSince">Since when it has not answered well; null while it does.</param>
/// <param name="NextAt">When it is asked again after a failure.</param>
/// <param name="Problem">What is wrong, in a sentence.</param>
/// <param name="Detail">What the authority or the network said.</param>
public sealed record AuthorityStatus(
    string Name, string Digest, long? Size, DateTimeOffset? StatedAt, DateTimeOffset? FailingSince, DateTimeOffset? NextAt, Bilingual? Problem, string? Detail)
{
    internal static IReadOnlyList<AuthorityStatus> All(Session session, TimeStampSettings settings, string institutionId) =>
    [
        .. from authority in settings.Authorities
           from digest in authority.Digests
           select Of(session, institutionId, authority.Name, StampDigests.Word(digest)),
    ];

    private static AuthorityStatus Of(Session session, string institutionId, string name, string digest)
    {
        var last = StampStore.Newest(session, institutionId, name, digest);
        var failure = StampStore.Failure(session, institutionId, name, digest);
        return new AuthorityStatus(
            name,
            digest,
            last?.Size,
            UtcMicros.ToInstant(last?.StatedAt),
            UtcMicros.ToInstant(failure?.FailingSince),
            UtcMicros.ToInstant(failure?.NextAt),
            failure is null ? null : StampWords.Of(failure.Fault),
            failure?.Problem);
    }
}
