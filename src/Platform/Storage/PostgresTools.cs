using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Daylight.Platform.Storage;

/// <summary>Runs PostgreSQL's own <c>pg_dump</c> and <c>pg_restore</c>, found on the path.</summary>
public static class PostgresTools
{
    /// <summary>Dumps what the connection string names into a file, as of one moment after the call.</summary>
    /// <exception cref="InvalidOperationException">The tool is missing, or failed.</exception>
    public static Task DumpAsync(string connectionString, string target, CancellationToken cancellation)
    {
        NpgsqlConnectionStringBuilder settings = new(connectionString);
        string[] schema = settings.SearchPath is { Length: > 0 } path ? ["--schema", path] : [];
        return RunAsync("pg_dump", settings, ["--format=custom", "--no-owner", "--no-privileges", .. schema, "--file", target, settings.Database ?? "postgres"], cancellation);
    }

    /// <summary>Brings a dump into a database that holds nothing of it yet, whole or not at all.</summary>
    /// <exception cref="InvalidOperationException">The tool is missing, or failed.</exception>
    public static Task RestoreAsync(string connectionString, string source, CancellationToken cancellation)
    {
        NpgsqlConnectionStringBuilder settings = new(connectionString);
        return RunAsync("pg_restore", settings, ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--dbname", settings.Database ?? "postgres", source], cancellation);
    }

    private static async Task RunAsync(string tool, NpgsqlConnectionStringBuilder settings, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(tool, [
            "--host", settings.Host ?? "127.0.0.1", "--port", settings.Port.ToString(CultureInfo.InvariantCulture), "--username", settings.Username ?? "postgres", "--no-password",
            .. arguments])
        {
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = settings.Password;
        try
        {
            using var process = Process.Start(start)!; // Only shell execution gives null.
            var told = await process.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{tool} failed: {told.Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException($"{tool}: not found; install PostgreSQL's client programs, not older than the server.");
        }
    }
}
