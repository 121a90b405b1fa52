using System.CommandLine;
using System.Globalization;
using Daylight.Evidence;
using Daylight.Platform.Storage;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight restore</c>: a backup into a new data directory, and the erasures since then carried out again.</summary>
internal static class RestoreCommand
{
    public static Command Make()
    {
        Option<DirectoryInfo> backup = new("--from") { Description = "The backup.", Required = true };
        Option<DirectoryInfo> data = new("--data") { Description = "The new data directory; it must not exist, or be empty.", Required = true };
        Option<DirectoryInfo> keys = new("--keys") { Description = "The newest copy of keys/.", Required = true };
        Option<string?> postgres = new("--postgres") { Description = "The database to restore a backup of PostgreSQL into; needs pg_restore." };
        Option<DirectoryInfo?> newer = new("--erasures-from") { Description = "A newer copy of the folder log/: people erased after the backup are erased again." };
        Command restore = new("restore", "Restore a backup into a new data directory.") { backup, data, keys, postgres, newer };
        restore.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(backup)!.FullName, parsed.GetValue(data)!.FullName, parsed.GetValue(keys)!.FullName, parsed.GetValue(postgres), parsed.GetValue(newer)?.FullName, cancellation));
        return restore;
    }

    private static async Task<int> RunAsync(string backup, string data, string keys, string? postgres, string? newer, CancellationToken cancellation)
    {
        var manifest = BackupRestoring.Run(backup, data, keys);
        if (manifest.Database == "postgres")
        {
            await PostgresTools.RestoreAsync(
                postgres ?? throw new InvalidOperationException("--postgres: this backup is of PostgreSQL; name the empty database to restore it into."), BackupRestoring.DumpOf(backup), cancellation);
        }

        await using var installation = await Installation.OpenAsync(data, manifest.Database == "postgres" ? postgres : null, cancellation);
        await installation.Get<Sequencer>().CatchUpAsync(cancellation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{data}: as of {manifest.StartedAt:yyyy-MM-dd HH:mm:ss}Z, {manifest.Logs.Sum(log => log.Size)} entries under checkpoints."));
        if (newer is null)
        {
            Console.WriteLine("未重放备份之后的擦除 Erasures after the backup were NOT carried out again: give --erasures-from a newer copy of log/, or repeat them by hand before anybody works here.");
        }
        else
        {
            var replay = await installation.Get<ErasureReplay>().RunAsync(newer, cancellation);
            await installation.Get<Sequencer>().CatchUpAsync(cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"重放擦除 Erasures carried out again: {replay.Erased}; known to the backup: {replay.AlreadyErased}; logs read: {replay.Logs}."));
        }

        Console.WriteLine($"Check it before it serves: daylight ledger verify --data {data} --deep");
        return ExitCode.Done;
    }
}
