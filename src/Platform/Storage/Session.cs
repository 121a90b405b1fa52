using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;

namespace Daylight.Platform.Storage;

/// <summary>
/// One unit of work on the database. SQL is the same for both databases, with <c>@name</c> parameters.
/// Rows are classes with settable properties of type long, double, string or byte[] (nullable where the column is).
/// Not thread safe; never kept beyond the work it was given to.
/// </summary>
public sealed partial class Session
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly Database _database;
    private readonly bool _writes;
    private readonly SqliteStatements? _statements;
    private List<Action>? _afterCommit;

    internal Session(Database database, DbConnection connection, DbTransaction? transaction, bool writes, SqliteStatements? statements = null)
    {
        _writes = writes;
        _statements = statements;
        _database = database;
        _connection = connection;
        _transaction = transaction;
    }

    /// <summary>The database underneath; only for the rare statement that must differ.</summary>
    public Dialect Dialect => _database.Dialect;

    internal DbConnection Connection => _connection;

    /// <summary>All rows of a query, in a list.</summary>
    public List<T> Query<T>(string sql, object? parameters = null) => Ask<T>(sql, parameters).AsList();

    /// <summary>The first row, or null (default) if there is none.</summary>
    public T? First<T>(string sql, object? parameters = null)
    {
        var (text, values) = Translate(sql, parameters);
        return _connection.QueryFirstOrDefault<T>(text, values, _transaction);
    }

    /// <summary>Runs a statement and tells how many rows it touched. A list of parameters runs it once for each, prepared.</summary>
    public int Execute(string sql, object? parameters = null)
    {
        if (Prepared(sql, parameters) is { } touched)
        {
            return touched;
        }

        var (text, values) = Translate(sql, parameters);
        return _connection.Execute(text, values, _transaction);
    }

    /// <summary>Runs after the transaction is durable; not at all if it is rolled back. Must be quick and must not throw.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    /// <summary>
    /// Runs now if what this session sees is durable already (a reading), else after the commit. For caches: what a
    /// transaction reads may be its own, or its group's, and may yet be rolled back.
    /// </summary>
    public void WhenDurable(Action action)
    {
        if (_writes)
        {
            AfterCommit(action);
            return;
        }

        action();
    }

    /// <summary>
    /// Hands a fact to the rooms above, within this transaction: it is delivered if and only if the transaction commits.
    /// </summary>
    public void Publish<TFact>(string institutionId, TFact fact)
        where TFact : notnull => _database.Facts.Publish(this, institutionId, fact);

    /// <summary>
    /// Serialises all transactions that lock the same key until they end. SQLite has one writer, so there it is free.
    /// </summary>
    public void Lock(string key)
    {
        if (Dialect == Dialect.Postgres)
        {
            Execute("SELECT pg_advisory_xact_lock(hashtextextended(@key, 0))", new { key });
        }
    }

    internal void RunAfterCommit()
    {
        if (_afterCommit is null)
        {
            return;
        }

        foreach (var action in _afterCommit)
        {
            action();
        }
    }

    private int? Prepared(string sql, object? parameters) => _statements is null || parameters is null
        ? null
        : _statements.Run(sql, parameters as IEnumerable<object> ?? [parameters]);

    private IEnumerable<T> Ask<T>(string sql, object? parameters)
    {
        var (text, values) = Translate(sql, parameters);
        return _connection.Query<T>(text, values, _transaction);
    }

    // Both databases take a list as one parameter, each in its own words; the text says IN @list for both.
    private (string Sql, object? Parameters) Translate(string sql, object? parameters) => Dialect switch
    {
        Dialect.Postgres => (sql.Contains(" IN @", StringComparison.Ordinal) ? ListParameter().Replace(sql, " = ANY(@$1)") : sql, parameters),
        Dialect.Sqlite => SqliteLists.Flatten(sql, parameters),
        _ => throw new InvalidOperationException("There is no other database."),
    };

    [GeneratedRegex(" IN @([A-Za-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ListParameter();

    internal int PendingAfterCommit => _afterCommit?.Count ?? 0;

    internal void ForgetAfterCommit(int keep) => _afterCommit?.RemoveRange(keep, _afterCommit.Count - keep);
}
