using Daylight.Platform;
using Daylight.Platform.Facts;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Writes the history of the keys above the subjects' keys into the ledger: <c>key.made</c>, <c>key.rotated</c>,
/// <c>key.destroyed</c>, with the key's name and what wraps it. A subject's key is named by the entries it seals.
/// </summary>
internal sealed class KeyHistory(EvidenceLog log) : IFactConsumer<KeyChanged>
{
    public Task<Action<Session>> ConsiderAsync(IReadOnlyList<KeyChanged> facts, CancellationToken cancellation) =>
        Task.FromResult<Action<Session>>(session => log.AppendAll(session, [.. facts.Select(Entry)]));

    private static EntryDraft Entry(KeyChanged fact)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal) { ["key"] = fact.Key };
        if (fact.Under.Length > 0)
        {
            details["under"] = fact.Under;
        }

        return new EntryDraft(fact.InstitutionId, "key." + fact.Change) { ClaimedAt = UtcMicros.ToInstant(fact.AtMicros), Details = details };
    }
}
