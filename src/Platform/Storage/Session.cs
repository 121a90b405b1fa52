namespace Daylight.Platform.Storage;

/// <summary>
/// One unit of work on the database. SQL is the same for both databases, with <c>@name</c> parameters.
/// Rows are classes with settable properties of type long, double, string or byte[] (nullable where the column is).
/// Statements run in the order in which they are given. Not thread safe; never kept beyond the work it was given to.
/// </summary>
public sealed class Session
{
    private readonly Wire _wire;
    private readonly Database _database;
    private readonly bool _writes;
    private List<Action>? _afterCommit;

    internal Session(Database database, Wire wire, bool writes)
    {
        _writes = writes;
        _database = database;
        _wire = wire;
    }

    /// <summary>The database underneath; only for the rare statement that must differ.</summary>
    public Dialect Dialect => _database.Dialect;

    /// <summary>All rows of a query, in a list.</summary>
    public List<T> Query<T>(string sql, object? parameters = null) => _wire.Queue<T>(sql, parameters).Rows;

    /// <summary>The first row, or null (default) if there is none.</summary>
    public T? First<T>(string sql, object? parameters = null) => _wire.Queue<T>(sql, parameters).First;

    /// <summary>A query whose rows are read later: several of them travel to PostgreSQL together.</summary>
    public Queued<T> Queue<T>(string sql, object? parameters = null) => _wire.Queue<T>(sql, parameters);

    /// <summary>Runs a statement and tells how many rows it touched. A list of parameters runs it once for each, prepared.</summary>
    public int Execute(string sql, object? parameters = null) => _wire.Execute(sql, parameters);

    /// <summary>
    /// Runs a statement whose count nobody needs, once for each of a list of parameters. It travels to PostgreSQL with the next
    /// query or with the commit, so what it violates may be thrown there.
    /// </summary>
    public void Write(string sql, object parameters) => _wire.Write(sql, parameters);

    /// <summary>The person whose data this transaction is about; null as long as nothing has said so.</summary>
    public string? Subject { get; private set; }

    /// <summary>
    /// Says whose data this transaction is about: what is kept of it beside the room's own tables is sealed under their key and
    /// dies with it. Every entry of a person says it; the first one counts.
    /// </summary>
    public void Concerns(string? subjectId) => Subject ??= subjectId;

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
    /// Serialises all transactions that lock the same key until they end: it is held from before the next statement on.
    /// SQLite has one writer, so there it is free.
    /// </summary>
    public void Lock(string key) => _wire.Lock([key]);

    /// <summary>As <see cref="Lock(string)"/>, for several keys in this order: always give them in the same one, so that nobody waits in a circle.</summary>
    public void Lock(IReadOnlyList<string> keys) => _wire.Lock(keys);

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

    internal int PendingAfterCommit => _afterCommit?.Count ?? 0;

    internal void ForgetAfterCommit(int keep) => _afterCommit?.RemoveRange(keep, _afterCommit.Count - keep);
}
