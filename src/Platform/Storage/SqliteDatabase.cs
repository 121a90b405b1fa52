using System.Collections.Concurrent;
using Daylight.Platform.Facts;
using Microsoft.Data.Sqlite;

namespace Daylight.Platform.Storage;

/// <summary>
/// The embedded database: one file, write-ahead log, <c>synchronous=FULL</c>. One thread owns the only writing connection
/// and commits whatever has queued up while the last commit was on its way to the disk (group commit): each piece of work
/// runs in its own savepoint, and nobody is told of success before the common commit is durable.
/// </summary>
public sealed class SqliteDatabase : Database
{
    private const int GroupMax = 512;
    private const int QueueMax = 8192;

    private readonly string _readString;
    private readonly SqliteConnection _writer;
    private readonly SqliteStatements _statements;
    private readonly BlockingCollection<WriteWork> _queue = new(new ConcurrentQueue<WriteWork>(), QueueMax);
    private readonly Thread _thread;

    /// <summary>Opens or creates the file and checks that commits will be durable.</summary>
    /// <param name="path">The database file; its folder must exist.</param>
    /// <param name="facts">Who wants to hear of which facts.</param>
    /// <exception cref="InvalidOperationException">The file cannot be opened, or durability cannot be had.</exception>
    public SqliteDatabase(string path, FactRegistry facts)
        : base(Dialect.Sqlite, facts)
    {
        _readString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 }.ToString();
        _writer = Open(_readString);
        AssertDurable(path);
        _statements = new SqliteStatements(_writer);
        _thread = new Thread(WriteLoop) { Name = "daylight-writer", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc />
    public override Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        WriteWork<T> item = new(work);
        _queue.Add(item, cancellation);
        return item.Task;
    }

    /// <inheritdoc />
    public override Task<T> ReadAsync<T>(Func<Session, T> work, CancellationToken cancellation) => Task.Run(
        () =>
        {
            using var connection = Open(_readString);
            using var transaction = connection.BeginTransaction(deferred: true);
            return work(new Session(this, new SqliteWire(connection, transaction), writes: false));
        },
        cancellation);

    /// <inheritdoc />
    public override Task<bool> ScrubAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ScrubWork item = new();
        _queue.Add(item, cancellation);
        return item.Task;
    }

    /// <inheritdoc />
    public override Task<bool> LeadsAsync(string task, CancellationToken cancellation) => Task.FromResult(true);

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        if (!_queue.IsAddingCompleted)
        {
            _queue.CompleteAdding();
            _thread.Join();
            _statements.Dispose();
            _writer.Dispose();
            _queue.Dispose();
            SqliteConnection.ClearAllPools();
        }

        return ValueTask.CompletedTask;
    }

    private static SqliteConnection Open(string connectionString)
    {
        SqliteConnection connection = new(connectionString);
        connection.Open();
        Run(connection, "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    private void AssertDurable(string path)
    {
        Ask(_writer, "PRAGMA journal_mode=WAL");
        Run(_writer, "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=67108864;");
        if (Ask(_writer, "PRAGMA journal_mode") != "wal")
        {
            throw new InvalidOperationException($"{path}: the write-ahead log cannot be switched on; put the data directory on a local disk.");
        }

        if (Ask(_writer, "PRAGMA synchronous") != "2")
        {
            throw new InvalidOperationException($"{path}: durable commits (synchronous=FULL) cannot be switched on.");
        }
    }

    private void WriteLoop()
    {
        List<WriteWork> group = new(GroupMax);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            for (var next = first; next is not null;)
            {
                if (next is ScrubWork scrub)
                {
                    scrub.Run(_writer);
                    break;
                }

                group.Clear();
                group.Add(next);
                next = RunGroup(group);
            }
        }
    }

    /// <summary>Runs a group; the work that was taken from the queue but cannot run within a transaction, if there was any.</summary>
    private WriteWork? RunGroup(List<WriteWork> group)
    {
        List<Session> sessions = new(8);
        WriteWork? after = null;
        try
        {
            using (var transaction = _writer.BeginTransaction(deferred: false))
            {
                for (var i = 0; i < group.Count; i++)
                {
                    Session session = new(this, new SqliteWire(_writer, transaction, _statements), writes: true);
                    if (RunOne(group[i], session))
                    {
                        sessions.Add(session);
                    }

                    if (i == group.Count - 1 && group.Count < GroupMax && _queue.TryTake(out var next))
                    {
                        if (next is ScrubWork)
                        {
                            after = next;
                            break;
                        }

                        group.Add(next);
                    }
                }

                transaction.Commit();
            }
        }
        catch (SqliteException failure)
        {
            // The disk is full, read-only or broken: nothing of the group is durable, and everyone is told so.
            group.ForEach(work => work.Fail(failure));
            return after;
        }

        sessions.ForEach(session => session.RunAfterCommit());
        group.ForEach(work => work.Complete());
        return after;
    }

    private bool RunOne(WriteWork work, Session session)
    {
        Run(_writer, "SAVEPOINT work");
        if (work.Run(session))
        {
            Run(_writer, "RELEASE work");
            return true;
        }

        Run(_writer, "ROLLBACK TO work; RELEASE work");
        return false;
    }

    private abstract class WriteWork
    {
        /// <summary>Runs the work; true if its writes shall stay.</summary>
        public abstract bool Run(Session session);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    /// <summary>Empties the write-ahead log into the file, between two transactions.</summary>
    private sealed class ScrubWork : WriteWork
    {
        private readonly TaskCompletionSource<bool> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> Task => _source.Task;

        public void Run(SqliteConnection writer)
        {
            try
            {
                // Its first column is 1 if a reader still needs the log; writers do not wait long for that reader.
                SqliteDatabase.Run(writer, "PRAGMA busy_timeout=250");
                _source.TrySetResult(Ask(writer, "PRAGMA wal_checkpoint(TRUNCATE)") == "0");
            }
            catch (SqliteException failure)
            {
                _source.TrySetException(failure);
            }
            finally
            {
                SqliteDatabase.Run(writer, "PRAGMA busy_timeout=30000");
            }
        }

        public override bool Run(Session session) => false;

        public override void Complete()
        {
        }

        public override void Fail(Exception failure) => _source.TrySetException(failure);
    }

    private sealed class WriteWork<T>(Func<Session, T> work) : WriteWork
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _value;
        private Exception? _failure;

        public Task<T> Task => _source.Task;

        public override bool Run(Session session)
        {
            try
            {
                _value = work(session);
                return !Failed(_value);
            }
#pragma warning disable CA1031 // The caller's exception belongs to the caller, not to the writer thread.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _failure = failure;
                return false;
            }
        }

        public override void Complete()
        {
            if (_failure is null)
            {
                _source.TrySetResult(_value!);
            }
            else
            {
                _source.TrySetException(_failure);
            }
        }

        public override void Fail(Exception failure) => _source.TrySetException(_failure ?? failure);
    }
}
