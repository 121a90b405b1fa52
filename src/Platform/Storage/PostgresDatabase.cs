using System.Data;
using Daylight.Platform.Facts;
using Npgsql;

namespace Daylight.Platform.Storage;

/// <summary>
/// PostgreSQL. Each piece of work is one READ COMMITTED transaction on its own connection; work that must not run beside
/// itself takes <see cref="Session.Lock"/>. Serialisation failures and deadlocks are run again, at most five times.
/// </summary>
public sealed class PostgresDatabase : Database
{
    private const int AttemptsMax = 5;
    private readonly NpgsqlDataSource _source;

    /// <param name="connectionString">An Npgsql connection string.</param>
    /// <param name="facts">Who wants to hear of which facts.</param>
    public PostgresDatabase(string connectionString, FactRegistry facts)
        : base(Dialect.Postgres, facts) => _source = NpgsqlDataSource.Create(connectionString);

    /// <inheritdoc />
    public override async Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Task.Run(() => Write(work), cancellation).ConfigureAwait(false);
            }
            catch (PostgresException conflict) when (conflict.SqlState is "40001" or "40P01" && attempt < AttemptsMax)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc />
    public override Task<T> ReadAsync<T>(Func<Session, T> work, CancellationToken cancellation) => Task.Run(
        () =>
        {
            using var connection = _source.OpenConnection();
            using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            return work(new Session(this, connection, transaction, writes: false));
        },
        cancellation);

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private T Write<T>(Func<Session, T> work)
    {
        using var connection = _source.OpenConnection();
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        Session session = new(this, connection, transaction, writes: true);
        var outcome = work(session);
        if (Failed(outcome))
        {
            transaction.Rollback();
            return outcome;
        }

        transaction.Commit();
        session.RunAfterCommit();
        return outcome;
    }
}
