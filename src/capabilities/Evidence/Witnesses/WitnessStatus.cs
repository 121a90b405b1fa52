using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>How a witness has answered last.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Size">How many entries its newest cosignature covers; null before the first.</param>
/// <param name="StatedAt">The time that cosignature states: by then the entries existed, and the ledger had only grown.</param>
/// <param name="FailingSince">Since when it has not cosigned; null while it does.</param>
/// <param name="NextAt">When it is asked again after a failure.</param>
/// <param name="Problem">What is wrong, in a sentence.</param>
/// <param name="Detail">What it or the network said.</param>
public sealed record WitnessStatus(
    string Name, long? Size, DateTimeOffset? StatedAt, DateTimeOffset? FailingSince, DateTimeOffset? NextAt, Bilingual? Problem, string? Detail)
{
    internal static IReadOnlyList<WitnessStatus> All(Session session, WitnessSettings settings, string institutionId) =>
        [.. settings.Witnesses.Select(witness => Of(session, institutionId, witness.Name))];

    private static WitnessStatus Of(Session session, string institutionId, string name)
    {
        var last = CosignatureStore.Newest(session, institutionId, name);
        var failure = CosignatureStore.Failure(session, institutionId, name);
        return new WitnessStatus(
            name,
            last?.Size,
            UtcMicros.ToInstant(last?.StatedAt),
            UtcMicros.ToInstant(failure?.FailingSince),
            UtcMicros.ToInstant(failure?.NextAt),
            failure is null ? null : WitnessWords.Of(failure.Fault),
            failure is { Problem.Length: > 0 } ? failure.Problem : null);
    }
}
