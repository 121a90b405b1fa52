using Daylight.Platform.Facts;

namespace Daylight.Platform.Storage;

/// <summary>
/// The product's database. All writes are durable when their task completes; a failure result or an exception rolls the
/// work back whole. Reads never block writes.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    private protected Database(Dialect dialect, FactRegistry facts)
    {
        Dialect = dialect;
        Facts = facts;
    }

    /// <summary>Which database it is.</summary>
    public Dialect Dialect { get; }

    internal FactRegistry Facts { get; }

    /// <summary>
    /// Runs work in one transaction and returns once it is durable. The work may be run again after a serialisation
    /// conflict (PostgreSQL), so it must have no effect outside the session but through <see cref="Session.AfterCommit"/>.
    /// A returned <see cref="IOutcome"/> that is a failure rolls back, unless the failure keeps its writing.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellation);

    /// <summary>As <see cref="WriteAsync{T}"/>, for work without an answer.</summary>
    public Task WriteAsync(Action<Session> work, CancellationToken cancellation) => WriteAsync(
        session =>
        {
            work(session);
            return true;
        },
        cancellation);

    /// <summary>Runs read-only work on a consistent snapshot.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Session, T> work, CancellationToken cancellation);

    /// <summary>
    /// True if this process is the one that does a background task now. Of several servers on one PostgreSQL database exactly
    /// one is, until it ends or loses its connection; the embedded database has one process. Ask before every round: what a
    /// round writes must still be right if the lead was lost in its midst.
    /// </summary>
    /// <param name="task">The task's stable name.</param>
    /// <param name="cancellation">Gives up asking.</param>
    public abstract Task<bool> LeadsAsync(string task, CancellationToken cancellation);

    /// <summary>
    /// Removes from the database's own files what was overwritten or deleted: the embedded database empties its write-ahead log
    /// into the file, whose freed pages are zeros; PostgreSQL vacuums the key tables. What backups and archives of PostgreSQL's
    /// log hold is the operator's (see the operator guide).
    /// </summary>
    /// <returns>True if nothing is left; false if a long reading still holds the old state: ask again later.</returns>
    public abstract Task<bool> ScrubAsync(CancellationToken cancellation);

    /// <summary>
    /// As <see cref="ScrubAsync"/>, for a table of a capability whose rows were deleted because somebody was erased: PostgreSQL vacuums it and its
    /// indexes; in the embedded database it is the same.
    /// </summary>
    /// <param name="table">A table of the caller's own, by its plain name.</param>
    /// <param name="cancellation">Gives up.</param>
    public virtual Task<bool> ScrubTableAsync(string table, CancellationToken cancellation) => ScrubAsync(cancellation);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    private protected static bool Failed<T>(T outcome) => outcome is IOutcome { RollsBack: true };
}
