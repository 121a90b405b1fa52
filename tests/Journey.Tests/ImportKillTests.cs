using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>The import command, killed in the middle of a file and started again with the same words.</summary>
public sealed class ImportKillTests : IDisposable
{
    private const int Rows = 20_000;
    private const int BrokenEach = 997;

    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-import-kill-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string File => Path.Combine(_folder, "portfolio.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_a_kill_in_the_middle_of_a_file_the_same_command_brings_in_exactly_what_the_file_holds()
    {
        await OpenInstallationAsync();
        var (csv, broken) = Portfolio();
        await System.IO.File.WriteAllTextAsync(File, csv);

        var killedAt = await KillHalfWayAsync();
        killedAt.ShouldBeInRange(1, Rows - 1);
        await Command.RunAsync("import", "portfolio", File, "--data", Data);

        Ask("SELECT COUNT(*) FROM account").ShouldBe(Rows - broken);
        Ask("SELECT COUNT(DISTINCT reference) FROM account").ShouldBe(Rows - broken);
        Ask("SELECT COUNT(*) FROM case_file").ShouldBe(Rows - broken);
        Ask("SELECT COUNT(DISTINCT reference) FROM person").ShouldBe(Rows - broken);
        Ask("SELECT COUNT(*) FROM person").ShouldBe(Rows - broken);
        Ask("SELECT COUNT(*) FROM contact_point").ShouldBe(2 * (Rows - broken));
        Ask("SELECT COUNT(*) FROM subject_key").ShouldBe(Rows - broken);
        Ask("SELECT COUNT(*) FROM ledger_entry WHERE act = 'case.opened'").ShouldBe(Rows - broken);
        Ask("SELECT COUNT(*) FROM exhibit").ShouldBe(Rows - broken);
        var rejects = (await System.IO.File.ReadAllLinesAsync(File + ".rejects.csv")).Skip(1).ToList();
        rejects.Select(line => line.Split(',')[0]).ShouldBe(Enumerable.Range(1, broken).Select(i => $"A{i * BrokenEach:00000}"));
        rejects.ShouldAllBe(line => line.Contains("balance: is not an amount", StringComparison.Ordinal));
        (await Command.RunAsync("ledger", "verify", "--data", Data, "--deep")).Code.ShouldBe(0);
    }

    /// <summary>An empty server makes the data directory and its institution, as a user would.</summary>
    private async Task OpenInstallationAsync()
    {
        using var server = Command.Start("serve", "--data", Data, "--urls", $"http://127.0.0.1:{Ports.Free()}");
        await Until(() => System.IO.File.Exists(Path.Combine(Data, "daylight.db")) && Try(() => Ask("SELECT COUNT(*) FROM institution")) == 1, server);
        server.Kill(entireProcessTree: false);
        await server.WaitForExitAsync();
    }

    /// <summary>Kills the import once the database says that a part of the rows is done; gives how many were.</summary>
    private async Task<long> KillHalfWayAsync()
    {
        using var import = Command.Start("import", "portfolio", File, "--data", Data);
        await Until(() => Try(() => Ask("SELECT COALESCE(MAX(rows_read), 0) FROM import_progress")) >= Rows / 10, import);
        import.Kill(entireProcessTree: false);
        await import.WaitForExitAsync();
        Ask("SELECT MAX(done) FROM import_progress").ShouldBe(0, "The import had ended before it was killed.");
        return Ask("SELECT MAX(rows_read) FROM import_progress");
    }

    private static async Task Until(Func<bool> holds, Process process)
    {
        for (var i = 0; i < 12_000 && !holds(); i++)
        {
            process.HasExited.ShouldBeFalse("The command ended by itself.");
            await Task.Delay(10);
        }

        holds().ShouldBeTrue("It did not come about within two minutes.");
    }

    private static long Try(Func<long> ask)
    {
        try
        {
            return ask();
        }
        catch (SqliteException)
        {
            return 0; // The tables are not there yet.
        }
    }

    private long Ask(string sql)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Data, "daylight.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static (string Csv, int Broken) Portfolio()
    {
        StringBuilder csv = new();
        foreach (var (line, number) in Portfolios.Csv(Rows).Split('\n').Select((line, number) => (line, number)).Where(item => item.line.Length > 0))
        {
            csv.Append(number > 0 && number % BrokenEach == 0 ? line.Replace($",{900 + number}.25,", ",much,", StringComparison.Ordinal) : line).Append('\n');
        }

        return (csv.ToString(), Rows / BrokenEach);
    }
}
