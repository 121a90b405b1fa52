using Dapper;
using Microsoft.Data.Sqlite;

namespace Daylight.Platform.Storage;

/// <summary>The embedded database is in this process: a statement runs where it is given, and there is one writer, so nothing is locked.</summary>
/// <param name="connection">The connection.</param>
/// <param name="transaction">Its transaction.</param>
/// <param name="statements">The writer's prepared statements; null on a reading connection.</param>
internal sealed class SqliteWire(SqliteConnection connection, SqliteTransaction transaction, SqliteStatements? statements = null) : Wire
{
    public override Queued<T> Queue<T>(string sql, object? parameters)
    {
        var (text, values) = SqliteLists.Flatten(sql, parameters);
        return new Queued<T>(connection.Query<T>(text, values, transaction).AsList());
    }

    public override void Write(string sql, object parameters) => Execute(sql, parameters);

    public override int Execute(string sql, object? parameters)
    {
        if (parameters is not null && statements?.Run(sql, parameters as IEnumerable<object> ?? [parameters]) is { } touched)
        {
            return touched;
        }

        var (text, values) = SqliteLists.Flatten(sql, parameters);
        return connection.Execute(text, values, transaction);
    }

    public override void Lock(IReadOnlyList<string> keys)
    {
    }
}
