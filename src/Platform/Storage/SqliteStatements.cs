using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Daylight.Platform.Storage;

/// <summary>
/// The statements of one connection that only write, kept prepared: a text is parsed once and its values are bound by place.
/// A row costs a tenth of what it costs through a command, which is most of what a large import does.
/// </summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private const int KeptMax = 256;

    private readonly Dictionary<(string Sql, Type Parameters), SqliteStatement?> _kept = [];

    /// <summary>Runs a statement once for each of the parameters, all of one type; null if it is none of these simple ones.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public int? Run(string sql, IEnumerable<object> parameters)
    {
        var touched = 0;
        SqliteStatement? statement = null;
        foreach (var one in parameters)
        {
            statement ??= Find(sql, one.GetType());
            if (statement is null)
            {
                return null;
            }

            touched += statement.Run(one);
        }

        return touched;
    }

    public void Dispose()
    {
        foreach (var statement in _kept.Values)
        {
            statement?.Dispose();
        }

        _kept.Clear();
    }

    private SqliteStatement? Find(string sql, Type parameters)
    {
        if (!_kept.TryGetValue((sql, parameters), out var known))
        {
            if (_kept.Count >= KeptMax)
            {
                Dispose();
            }

            known = _kept[(sql, parameters)] = SqliteStatement.Prepare(connection.Handle!, sql, parameters); // Open as long as its writer runs.
        }

        return known;
    }
}

/// <summary>One prepared statement and how the properties of its parameters are bound.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly SqliteBinding[] _bindings;

    private SqliteStatement(sqlite3 database, sqlite3_stmt statement, SqliteBinding[] bindings)
    {
        _database = database;
        _statement = statement;
        _bindings = bindings;
    }

    /// <summary>Prepares one statement; null if the text holds several, or a parameter of a kind that is not bound here.</summary>
    public static SqliteStatement? Prepare(sqlite3 database, string sql, Type parameters)
    {
        if (sql.Contains(" IN @", StringComparison.Ordinal))
        {
            return null; // A list stands for as many parameters as it has members.
        }

        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement, out var tail), database);
        var bindings = new SqliteBinding?[raw.sqlite3_bind_parameter_count(statement)];
        for (var place = 0; place < bindings.Length; place++)
        {
            bindings[place] = SqliteBinding.Of(parameters, raw.sqlite3_bind_parameter_name(statement, place + 1).utf8_to_string());
        }

        if (!string.IsNullOrWhiteSpace(tail) || bindings.Contains(null))
        {
            statement.Dispose();
            return null;
        }

        return new SqliteStatement(database, statement, bindings!); // None is null.
    }

    /// <summary>Runs it and tells how many rows it touched.</summary>
    public int Run(object parameters)
    {
        for (var place = 0; place < _bindings.Length; place++)
        {
            Check(_bindings[place].Bind(_statement, place + 1, parameters));
        }

        int code;
        do
        {
            code = raw.sqlite3_step(_statement);
        }
        while (code == raw.SQLITE_ROW);

        // Resetting repeats the code of a failed step; it must be done in any case, or the transaction could not end.
        var reset = raw.sqlite3_reset(_statement);
        Check(code == raw.SQLITE_DONE ? reset : code);
        return raw.sqlite3_changes(_database);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
