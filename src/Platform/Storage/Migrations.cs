using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Daylight.Platform.Storage;

/// <summary>
/// Brings the tables up to date: the numbered SQL files embedded in each capability, in the order the capabilities were
/// added. A file that was run is never changed: its hash is kept and compared. <c>{blob}</c>, <c>{serial}</c>, <c>{number}</c> (a
/// primary key that the writer gives) and <c>{integers}</c> (packed bytes, or an array) stand for the column types that differ;
/// what stands between <c>{sqlite}</c> or <c>{postgres}</c> and <c>{end}</c> is run on that database only.
/// </summary>
public static partial class Migrations
{
    /// <summary>Runs what has not been run yet.</summary>
    /// <exception cref="InvalidOperationException">A file that was run before has been changed.</exception>
    public static Task RunAsync(Database database, IEnumerable<Assembly> capabilities, CancellationToken cancellation) =>
        database.WriteAsync(session => Run(session, capabilities), cancellation);

    private static void Run(Session session, IEnumerable<Assembly> capabilities)
    {
        session.Lock("migrations");
        session.Execute(
            "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)");
        foreach (var assembly in capabilities)
        {
            foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                RunFile(session, assembly, resource);
            }
        }
    }

    private static void RunFile(Session session, Assembly assembly, string resource)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var sql = reader.ReadToEnd();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
        var known = session.First<string>("SELECT sha256 FROM schema_migration WHERE name = @resource", new { resource });
        if (known == sha256)
        {
            return;
        }

        if (known is not null)
        {
            throw new InvalidOperationException($"{resource} was changed after it had been run on this database; add a new migration instead.");
        }

        session.Execute(Translate(sql, session.Dialect));
        session.Execute("INSERT INTO schema_migration (name, sha256) VALUES (@resource, @sha256)", new { resource, sha256 });
    }

    private static string Translate(string sql, Dialect dialect) => dialect switch
    {
        Dialect.Sqlite => Only(sql, "sqlite").Replace("{blob}", "BLOB", StringComparison.Ordinal)
            .Replace("{serial}", "INTEGER PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal)
            .Replace("{number}", "INTEGER PRIMARY KEY", StringComparison.Ordinal)
            .Replace("{integers}", "BLOB", StringComparison.Ordinal),
        Dialect.Postgres => Only(sql, "postgres").Replace("{blob}", "BYTEA", StringComparison.Ordinal)
            .Replace("{serial}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal)
            .Replace("{number}", "BIGINT PRIMARY KEY", StringComparison.Ordinal)
            .Replace("{integers}", "INTEGER[]", StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(dialect)),
    };

    private static string Only(string sql, string database) => Section().Replace(
        sql, section => section.Groups["database"].Value == database ? section.Groups["sql"].Value : "");

    [GeneratedRegex(@"\{(?<database>sqlite|postgres)\}(?<sql>.*?)\{end\}", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Section();
}
