using Daylight.Platform.Storage;

namespace Daylight.Platform.Facts;

/// <summary>
/// A room that wants to hear of a kind of fact. Facts of one consumer come in the order in which they were committed, each
/// until it has been handled once: the writes of <see cref="ConsiderAsync"/>'s answer and the removal of the facts from the
/// outbox are one transaction.
/// </summary>
public interface IFactConsumer<in TFact>
{
    /// <summary>
    /// Reads and computes outside any write transaction; the returned action then writes. Either may be repeated after a
    /// crash or a conflict, so neither may have an effect but through the session.
    /// </summary>
    Task<Action<Session>> ConsiderAsync(IReadOnlyList<TFact> facts, CancellationToken cancellation);
}
