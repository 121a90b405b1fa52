using Dapper;
using Npgsql;

namespace Daylight.Platform.Storage;

/// <summary>
/// Gathers statements and sends them in one trip as soon as somebody needs an answer. Without an answer to wait for, a
/// transaction of a dozen statements costs a few trips: what it reads, what it reads behind its locks, and what it writes
/// together with the commit.
/// </summary>
internal sealed class PostgresWire(NpgsqlConnection connection) : Wire
{
    /// <summary>More statements do not wait together, so that a long list does not pile up in memory.</summary>
    private const int WaitingMax = 500;

    private readonly List<Waiting> _waiting = new(16);

    public override Queued<T> Queue<T>(string sql, object? parameters)
    {
        Queued<T> queued = new(Send);
        var statement = PostgresStatement.Of(sql, parameters);
        Wait(new Waiting(statement.Command(parameters), reader => queued.Set(statement.Read<T>(reader))));
        return queued;
    }

    public override void Write(string sql, object parameters)
    {
        if (parameters is IReadOnlyList<object> { Count: > 1 } rows && PostgresRows.Of(sql, rows[0].GetType()) is { } statement)
        {
            for (var at = 0; at < rows.Count; at += WaitingMax)
            {
                Wait(new Waiting(statement.Command(rows, at, Math.Min(WaitingMax, rows.Count - at)), null));
            }

            return;
        }

        foreach (var one in Each(parameters))
        {
            Wait(new Waiting(PostgresStatement.Of(sql, one).Command(one), null));
        }
    }

    public override int Execute(string sql, object? parameters)
    {
        if (parameters is null)
        {
            // May be several statements in one text, as migrations are.
            Send();
            return connection.Execute(sql);
        }

        List<NpgsqlBatchCommand> mine = [];
        var touched = 0;
        foreach (var one in Each(parameters))
        {
            Waiting waiting = new(PostgresStatement.Of(sql, one).Command(one), null);
            mine.Add(waiting.Command);
            Wait(waiting);
        }

        Send();
        mine.ForEach(command => touched += (int)command.RecordsAffected);
        return touched;
    }

    public override void Lock(IReadOnlyList<string> keys)
    {
        const string sql = "SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(@keys) AS key";
        var parameters = new { keys };
        Wait(new Waiting(PostgresStatement.Of(sql, parameters).Command(parameters), Skip));
    }

    /// <summary>A setting of the transaction, which travels with its first statement.</summary>
    public void Prepend(string setting) => Wait(new Waiting(PostgresStatement.Of(setting, null).Command(null), Skip));

    /// <summary>Sends what still waits and the commit, in one trip.</summary>
    public void Commit()
    {
        Wait(new Waiting(new NpgsqlBatchCommand("COMMIT"), null));
        Send();
    }

    private static void Skip(NpgsqlDataReader reader)
    {
        while (reader.Read())
        {
        }
    }

    /// <summary>A list of parameters runs its statement once for each.</summary>
    private static IEnumerable<object> Each(object parameters) => parameters is IEnumerable<object> many ? many : [parameters];

    private void Wait(Waiting waiting)
    {
        _waiting.Add(waiting);
        if (_waiting.Count >= WaitingMax)
        {
            Send();
        }
    }

    private void Send()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        var sending = _waiting.ToArray();
        _waiting.Clear();
        using NpgsqlBatch batch = new(connection);
        foreach (var waiting in sending)
        {
            batch.BatchCommands.Add(waiting.Command);
        }

        using var reader = batch.ExecuteReader();
        foreach (var waiting in sending)
        {
            if (waiting.Read is { } read)
            {
                read(reader);
                reader.NextResult();
            }
        }

        while (reader.NextResult())
        {
            // A failure of the last statements is thrown here, not swallowed by disposing.
        }
    }

    /// <summary>A statement on its way, and what reads its rows, if it has any.</summary>
    private sealed record Waiting(NpgsqlBatchCommand Command, Action<NpgsqlDataReader>? Read);
}
