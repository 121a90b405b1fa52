using System.CommandLine;
using System.Globalization;
using Daylight.Evidence;
using Daylight.Platform.Storage;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight backup</c>: the data, beside a running server; keys only into a folder of their own.</summary>
internal static class BackupCommand
{
    public static Command Make()
    {
        Option<DirectoryInfo> data = new("--data") { Description = "The data directory; a server may be running on it.", DefaultValueFactory = _ => new DirectoryInfo("./data") };
        Option<string?> postgres = new("--postgres") { Description = "The PostgreSQL connection string of the installation, if it has one; needs pg_dump." };
        Option<DirectoryInfo> target = new("--out") { Description = "The folder to make; it must not exist.", Required = true };
        Option<DirectoryInfo?> keys = new("--keys-out") { Description = "Also copy keys/ and the secrets of config/ into this folder, apart from the data; it must not exist." };
        Command backup = new("backup", "Back up the data directory while the server runs.") { data, postgres, target, keys };
        backup.SetAction(async (parsed, cancellation) =>
        {
            var from = parsed.GetValue(data)!.FullName;
            var to = parsed.GetValue(target)!.FullName;
            var keysTo = parsed.GetValue(keys)?.FullName;
            if (keysTo is not null && (Path.Exists(keysTo) || (keysTo + "/").StartsWith(to + "/", StringComparison.Ordinal)))
            {
                // Together they would be every erased person's data, for as long as the copy is kept.
                throw new InvalidOperationException($"{keysTo}: must be a new folder outside the backup; keys and data are kept apart.");
            }

            var manifest = await RunAsync(from, to, parsed.GetValue(postgres), cancellation);
            if (keysTo is not null)
            {
                CopyKeys(from, keysTo); // After the data: a key that the copied rows need was made before them.
            }

            Print(manifest, to, parsed.GetValue(Output.Json));
            return ExitCode.Done;
        });
        return backup;
    }

    private static async Task<BackupManifest> RunAsync(string data, string target, string? postgres, CancellationToken cancellation)
    {
        if (postgres is null)
        {
            return await BackupWriting.SqliteAsync(data, target, TimeProvider.System, cancellation);
        }

        await using var installation = await Installation.OpenAsync(data, postgres, cancellation);
        return await BackupWriting.PostgresAsync(data, target, postgres, installation.Get<Database>(), TimeProvider.System, cancellation);
    }

    private static void CopyKeys(string data, string keysTarget)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(data, "keys"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(keysTarget, Path.GetRelativePath(Path.Combine(data, "keys"), path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        foreach (var path in BackupWriting.Secrets(data))
        {
            Directory.CreateDirectory(Path.Combine(keysTarget, "config"));
            File.Copy(path, Path.Combine(keysTarget, "config", Path.GetFileName(path)));
        }
    }

    private static void Print(BackupManifest manifest, string target, bool json)
    {
        if (json)
        {
            Output.WriteJson(new { folder = target, manifest.StartedAt, manifest.Database, manifest.Logs, files = manifest.Files.Count, bytes = manifest.Files.Sum(file => file.Bytes), manifest.ObjectsElsewhere });
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: {manifest.Files.Count} files, {manifest.Files.Sum(file => file.Bytes)} bytes; {manifest.Logs.Sum(log => log.Size)} entries under checkpoints."));
        if (manifest.ObjectsElsewhere > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{manifest.ObjectsElsewhere} exhibits lie in the store outside and are not in this backup."));
        }

        Console.WriteLine("密钥不在其中，须另行保管 The keys are not in it: keep the newest copy of keys/ apart (--keys-out).");
    }
}
