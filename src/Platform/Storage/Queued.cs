namespace Daylight.Platform.Storage;

/// <summary>
/// Rows that were asked for and may not have travelled yet. Asking for several things before reading the first of them costs
/// one trip to PostgreSQL instead of several; the statements still run one after the other, in the order in which they were given.
/// </summary>
public sealed class Queued<T>
{
    private readonly Action? _fetch;
    private List<T>? _rows;

    internal Queued(Action fetch) => _fetch = fetch;

    internal Queued(List<T> rows) => _rows = rows;

    /// <summary>All rows; waits for them if they have not come yet. Within the session only.</summary>
    public List<T> Rows
    {
        get
        {
            if (_rows is null)
            {
                _fetch!(); // Without rows it was made with what fetches them.
            }

            return _rows ?? throw new InvalidOperationException("A queued query was given up because an earlier statement of its session failed.");
        }
    }

    /// <summary>The first row, or null (default) if there is none.</summary>
    public T? First => Rows.Count > 0 ? Rows[0] : default;

    internal void Set(List<T> rows) => _rows = rows;
}
