using System.Data;
using Dapper;
using Daylight.Platform.Facts;
using Npgsql;

namespace Daylight.Platform.Storage;

/// <summary>
/// PostgreSQL. Each piece of work is one READ COMMITTED transaction on its own connection; work that must not run beside
/// itself takes <see cref="Session.Lock(string)"/>. Serialisation failures and deadlocks are run again, at most five times.
/// </summary>
public sealed class PostgresDatabase : Database
{
    private const int AttemptsMax = 5;
    private const int StatementsPreparedMax = 300;
    private const int ThreadsEachCore = 6;
    private const int ThreadsMax = 64;

    // Each statement's plan is made once and goes by the indexes. Left to itself the planner makes a new one each time for lists
    // (about a millisecond, more than all else), and, where a table was empty when it was last looked at, one that reads the whole
    // table until the statistics are renewed. Nothing is compiled for work so short. Connections that only read are left as they are.
    private const string PlanForShortWork =
        "SELECT set_config('plan_cache_mode', 'force_generic_plan', false), set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false)";

    private readonly NpgsqlDataSource _reading;
    private readonly NpgsqlDataSource _writing;
    private readonly WaitingThreads _writers;
    private readonly WaitingThreads _readers;
    private readonly PostgresLeadership _leadership;
    private readonly bool _connectionsChange;

    /// <param name="connectionString">An Npgsql connection string.</param>
    /// <param name="facts">Who wants to hear of which facts.</param>
    public PostgresDatabase(string connectionString, FactRegistry facts)
        : base(Dialect.Postgres, facts)
    {
        NpgsqlConnectionStringBuilder settings = new(connectionString);
        SetUnlessSaid(settings, "Max Auto Prepare", StatementsPreparedMax);
        SetUnlessSaid(settings, "Auto Prepare Min Usages", 2);
        SetUnlessSaid(settings, "No Reset On Close", true); // Nothing outlives a transaction here: locks are the transaction's own.
        // Reports that read for long keep nobody from writing. More at once than the processors can serve only makes each slower.
        var connections = settings.MaxPoolSize - 1;
        var most = Math.Min(ThreadsMax, ThreadsEachCore * Environment.ProcessorCount);
        var (writers, readers) = (Math.Clamp(connections * 2 / 3, 1, most), Math.Clamp(connections / 3, 1, most));
        _writers = new WaitingThreads(writers, "daylight-writer");
        _readers = new WaitingThreads(readers, "daylight-reader");
        _reading = Source(settings, readers + 1, null); // The one more holds the leads.
        // Without prepared statements there is a proxy between that gives each transaction another connection: then each says so itself.
        _connectionsChange = settings.MaxAutoPrepare == 0;
        _writing = Source(settings, Math.Max(writers, connections - readers), _connectionsChange ? null : PlanForShortWork);
        _leadership = new PostgresLeadership(_reading);
    }

    /// <inheritdoc />
    public override async Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _writers.RunAsync(() => Write(work), cancellation).ConfigureAwait(false);
            }
            catch (PostgresException conflict) when (conflict.SqlState is "40001" or "40P01" && attempt < AttemptsMax)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc />
    public override Task<T> ReadAsync<T>(Func<Session, T> work, CancellationToken cancellation) => _readers.RunAsync(
        () =>
        {
            using var connection = _reading.OpenConnection();
            using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            return work(new Session(this, new PostgresWire(connection), writes: false));
        },
        cancellation);

    /// <inheritdoc />
    public override async Task<bool> ScrubAsync(CancellationToken cancellation)
    {
        await using var connection = await _writing.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlCommand command = new("VACUUM subject_key, institution_key, institution_wrapping_key", connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc />
    public override async Task<bool> ScrubTableAsync(string table, CancellationToken cancellation)
    {
        await using var connection = await _writing.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        // Few dead rows would leave the indexes as they are; they are what is to be cleaned.
        await using NpgsqlCommand command = new($"VACUUM (INDEX_CLEANUP ON) \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc />
    public override Task<bool> LeadsAsync(string task, CancellationToken cancellation) => _leadership.LeadsAsync(task, cancellation);

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        _writers.Dispose();
        _readers.Dispose();
        await _leadership.DisposeAsync().ConfigureAwait(false);
        await _reading.DisposeAsync().ConfigureAwait(false);
        await _writing.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// As <see cref="WriteAsync{T}"/>, on the calling thread: for what is made while a container holds its lock, for which all
    /// threads of the database may be waiting.
    /// </summary>
    internal T WriteHere<T>(Func<Session, T> work) => Write(work);

    private T Write<T>(Func<Session, T> work)
    {
        using var connection = _writing.OpenConnection();
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        PostgresWire wire = new(connection);
        if (_connectionsChange)
        {
            wire.Prepend(PlanForShortWork.Replace("false", "true", StringComparison.Ordinal)); // Until the transaction ends.
        }

        Session session = new(this, wire, writes: true);
        var outcome = work(session);
        if (Failed(outcome))
        {
            transaction.Rollback();
            return outcome;
        }

        wire.Commit(); // In one trip with what was still to be written; the transaction is over then, and disposing it does nothing.
        session.RunAfterCommit();
        return outcome;
    }

    /// <summary>Connections of one kind, at most so many; each is set up once, when it is opened.</summary>
    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings, int connectionsMax, string? setUp)
    {
        NpgsqlConnectionStringBuilder own = new(settings.ConnectionString) { MaxPoolSize = connectionsMax };
        own.MinPoolSize = Math.Min(own.MinPoolSize, connectionsMax);
        NpgsqlDataSourceBuilder builder = new(own.ConnectionString);
        if (setUp is not null)
        {
            builder.UsePhysicalConnectionInitializer(
                connection => connection.Execute(setUp),
                async connection => await connection.ExecuteAsync(setUp).ConfigureAwait(false));
        }

        return builder.Build();
    }

    private static void SetUnlessSaid(NpgsqlConnectionStringBuilder settings, string keyword, object value)
    {
        if (!settings.ShouldSerialize(keyword))
        {
            settings[keyword] = value;
        }
    }
}
