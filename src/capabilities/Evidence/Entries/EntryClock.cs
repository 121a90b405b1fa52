using System.Collections.Concurrent;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Gives each entry its time of receipt, which never goes back within an institution: when the machine's clock steps
/// backwards, the last time is kept and the step is told, so that the entry can note it.
/// </summary>
internal sealed class EntryClock(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>The time for the next entry, and by how many microseconds the clock stood behind it (0 is usual).</summary>
    public (long Micros, long Behind) Next(Session session, string institutionId)
    {
        var now = UtcMicros.From(clock.GetUtcNow());
        if (!_last.ContainsKey(institutionId))
        {
            _last.TryAdd(institutionId, EntryStore.LastReceived(session, institutionId) ?? now);
        }

        var micros = _last.AddOrUpdate(institutionId, now, (_, last) => Math.Max(last, now));
        return (micros, micros - now);
    }
}
