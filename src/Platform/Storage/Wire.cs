namespace Daylight.Platform.Storage;

/// <summary>How the statements of one session travel to its database.</summary>
internal abstract class Wire
{
    /// <summary>A query that may travel with the next ones; whoever reads its rows waits for it.</summary>
    public abstract Queued<T> Queue<T>(string sql, object? parameters);

    /// <summary>A statement whose count nobody needs; it may travel with the next ones, at the latest with the commit.</summary>
    public abstract void Write(string sql, object parameters);

    /// <summary>A statement at once; how many rows it touched.</summary>
    public abstract int Execute(string sql, object? parameters);

    /// <summary>Holds the keys, taken in this order, from before the next statement to the end of the transaction.</summary>
    public abstract void Lock(IReadOnlyList<string> keys);
}
