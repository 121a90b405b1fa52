using System.Globalization;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Daylight.Journey.Crashes;

/// <summary>The real server process, killed again and again in the middle of its work (<c>eng/crashes</c>: as often as it is told).</summary>
public sealed class KillLoopTests(ITestOutputHelper output) : IDisposable
{
    private const int SampleRounds = 2;

    private readonly string _data = Directory.CreateTempSubdirectory("daylight-kills-").FullName;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("DAYLIGHT_KILLS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : SampleRounds;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Killed_again_and_again_in_the_middle_of_its_work_the_server_keeps_every_receipt_and_every_permit()
    {
        var house = await CrashHouse.OpenAsync(_data);
        Random random = new(20260302);
        for (var round = 1; round <= Rounds; round++)
        {
            var port = Ports.Free();
            using var server = Command.Start("serve", "--data", _data, "--urls", $"http://127.0.0.1:{port}");
            using HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await Servers.ReadyAsync(http, server);
            var before = house.Receipts.Count;
            var work = house.WorkAsync(http, int.MaxValue);
            while (house.Receipts.Count < before + 5)
            {
                await Task.Delay(20);
            }

            await Task.Delay(random.Next(1500));
            server.Kill(entireProcessTree: false);
            await server.WaitForExitAsync();
            await work;

            var verified = await Command.RunAsync("ledger", "verify", "--data", _data, "--deep");
            verified.Code.ShouldBe(0, $"round {round}: {verified.Output}");
            var entries = Ids("SELECT id || ' ' || hex(leaf_hash) FROM ledger_entry e JOIN ledger_number n ON n.seq = e.seq");
            house.Receipts.Where(receipt => !entries.Contains($"{receipt.EntryId} {Convert.ToHexString(Convert.FromBase64String(receipt.LeafHash))}"))
                .ShouldBeEmpty($"round {round}");
            var permits = Ids("SELECT id FROM contact_permit");
            house.Permits.Where(permit => !permits.Contains(permit)).ShouldBeEmpty($"round {round}");
        }

        output.WriteLine($"{Rounds} kills, {house.Receipts.Count} receipts and {house.Permits.Count} permits held, all kept");
    }

    private HashSet<string> Ids(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path.Combine(_data, "daylight.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        HashSet<string> ids = new(StringComparer.Ordinal);
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }
}
