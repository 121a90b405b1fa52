using Microsoft.Data.Sqlite;
using Npgsql;

namespace Daylight.Platform.Storage;

/// <summary>Tells failures of the place where things are kept (a full or read-only disk, a database that does not answer) from our own.</summary>
internal static class Outage
{
    // SQLite: an input or output failed, read-only, full, cannot be opened.
    private static readonly int[] OfSqlite = [10, 8, 13, 14];

    // Linux: an input or output failed, no space left, read-only, over the quota.
    private static readonly int[] OfFiles = [5, 28, 30, 122];

    public static bool Is(Exception? failure) => failure switch
    {
        SqliteException sqlite => OfSqlite.Contains(sqlite.SqliteErrorCode),
        PostgresException postgres => postgres.SqlState is "53100" or "25006" || postgres.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException npgsql => npgsql.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException,
        IOException io => OfFiles.Contains(io.HResult),
        _ => false,
    };
}
