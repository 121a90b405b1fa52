namespace Daylight.Platform.Storage;

/// <summary>The database that runs underneath.</summary>
public enum Dialect
{
    /// <summary>The embedded database: one writer, group commit.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later.</summary>
    Postgres,
}
