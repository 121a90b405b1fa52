using Daylight.Platform.Objects;
using Microsoft.Data.Sqlite;

namespace Daylight.Platform.Storage;

/// <summary>Copies an embedded database that a running server writes to, as it stood at one moment.</summary>
public static class SqliteSnapshot
{
    /// <summary>
    /// Writes the copy to a new file, without freed pages, and flushes it. The server goes on meanwhile; its write-ahead log
    /// grows until the copy is done. Everything committed before the call is in the copy.
    /// </summary>
    /// <param name="source">The database file.</param>
    /// <param name="target">Must not exist.</param>
    /// <exception cref="InvalidOperationException">There is no database, or the copy cannot be written.</exception>
    public static void Take(string source, string target)
    {
        if (!File.Exists(source))
        {
            throw new InvalidOperationException($"{source}: there is no database here.");
        }

        try
        {
            using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 30 }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO @target";
            command.Parameters.AddWithValue("@target", target);
            command.CommandTimeout = 0; // As long as it takes: a large database is copied for minutes.
            command.ExecuteNonQuery();
        }
        catch (SqliteException failure)
        {
            throw new InvalidOperationException($"{target}: the database could not be copied: {failure.Message}", failure);
        }

        using (FileStream file = new(target, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
        {
            file.Flush(flushToDisk: true);
        }

        Durable.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(target))!);
    }
}
