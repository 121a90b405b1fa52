using System.Diagnostics;
using System.Net;
using Daylight.Evidence;
using Daylight.Journey.Crashes;
using Daylight.Platform.Storage;
using Daylight.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>Runs where file systems may be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute()
    {
        if (Environment.UserName != "root")
        {
            Skip = "Mounting a small disk needs root.";
        }
    }
}

/// <summary>A full disk, a disk that cannot be written, a clock that jumps, a directory that is taken: clear answers, and nothing acknowledged is lost.</summary>
public sealed class BadDaysTests : IAsyncLifetime
{
    private readonly string _disk = Directory.CreateTempSubdirectory("daylight-disk-").FullName;
    private bool _mounted;

    private string Data => Path.Combine(_disk, "data");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_mounted)
        {
            await RunAsync("umount", _disk);
        }

        Directory.Delete(_disk, recursive: true);
    }

    [MountFact]
    public async Task On_a_full_disk_acts_are_refused_and_with_space_again_the_same_server_goes_on_and_has_lost_nothing()
    {
        await MountAsync("size=24m");
        var house = await CrashHouse.OpenAsync(Data);
        await using var server = await StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(server.App.Urls.First()) };
        await house.WorkAsync(http, 20);
        var ballast = Path.Combine(_disk, "ballast");
        await FillAsync(ballast);

        var refused = await house.UntilRefusedAsync(http, 2_000);
        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, refused.Body?.ToJsonString());
        refused.Code.ShouldBe("storage-unavailable");
        (await http.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Task.Delay(TimeSpan.FromSeconds(1)); // The sequencer meets the full disk too.
        File.Delete(ballast);

        await house.WorkAsync(http, house.Receipts.Count + 20);
        await VerifyAsync(server, house);
        Directory.EnumerateFiles(Path.Combine(Data, "log"), "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [MountFact]
    public async Task On_a_disk_that_became_read_only_a_start_says_so_and_once_it_can_be_written_again_everything_is_there()
    {
        await MountAsync("size=64m");
        var house = await CrashHouse.OpenAsync(Data);
        await using (var server = await StartAsync())
        {
            using HttpClient http = new() { BaseAddress = new Uri(server.App.Urls.First()) };
            await house.WorkAsync(http, 20);
            await server.App.StopAsync();
        }

        await RunAsync("mount", "-o", "remount,ro", _disk);
        var failure = await Should.ThrowAsync<InvalidOperationException>(StartAsync);
        failure.Message.ShouldContain("cannot be written");

        await RunAsync("mount", "-o", "remount,rw", _disk);
        await using var again = await StartAsync();
        await VerifyAsync(again, house);
    }

    [LoopDiskFact]
    public async Task A_disk_that_turns_read_only_under_a_running_server_refuses_acts_and_once_repaired_holds_all_that_was_acknowledged()
    {
        await using var disk = await LoopDisk.MakeAsync(_disk, 96);
        var house = await CrashHouse.OpenAsync(Data);
        await using (var server = await StartAsync())
        {
            using HttpClient http = new() { BaseAddress = new Uri(server.App.Urls.First()) };
            await house.WorkAsync(http, 20);
            await disk.BreakAsync();

            foreach (var _ in Enumerable.Range(0, 3))
            {
                var refused = await house.UntilRefusedAsync(http, 0);
                refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, refused.Body?.ToJsonString());
                refused.Code.ShouldBe("storage-unavailable");
                await Task.Delay(TimeSpan.FromSeconds(1)); // The sequencer and the other services meet it too.
            }

            await server.App.StopAsync();
        }

        (await Should.ThrowAsync<InvalidOperationException>(StartAsync)).Message.ShouldContain("cannot be written");
        await disk.RepairAsync();
        await using (var again = await StartAsync())
        {
            using HttpClient http = new() { BaseAddress = new Uri(again.App.Urls.First()) };
            await house.WorkAsync(http, house.Receipts.Count + 20);
            await VerifyAsync(again, house);
            await again.App.StopAsync();
        }
    }

    [Fact]
    public async Task A_second_server_on_the_same_directory_is_refused_with_a_reason_and_the_first_goes_on()
    {
        var house = await CrashHouse.OpenAsync(Data);
        await using var server = await StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(server.App.Urls.First()) };

        var failure = await Should.ThrowAsync<InvalidOperationException>(StartAsync);

        failure.Message.ShouldContain("another Daylight process is using this data directory");
        await house.WorkAsync(http, 10);
        await VerifyAsync(server, house);
    }

    private static async Task VerifyAsync(DaylightServer server, CrashHouse house)
    {
        var services = server.App.Services;
        await services.GetRequiredService<Sequencer>().CatchUpAsync(CancellationToken.None);
        var kept = (await services.GetRequiredService<Database>().ReadAsync(
            session => session.Query<string>("SELECT e.id FROM ledger_entry e JOIN ledger_number n ON n.seq = e.seq LIMIT 100000"), CancellationToken.None)).ToHashSet(StringComparer.Ordinal);
        house.Receipts.Where(receipt => !kept.Contains(receipt.EntryId)).ShouldBeEmpty();
        var view = await services.GetRequiredService<LedgerVerification>().RunAsync(house.InstitutionId, null, deep: true, null, CancellationToken.None);
        view.Ok.ShouldBeTrue(string.Join("; ", view.Checks.Select(check => $"{check.Id} {check.Status} {check.Text.En}")));
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }

    private static async Task FillAsync(string ballast)
    {
        await using FileStream file = new(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 65536, 4096 })
        {
            try
            {
                for (var written = 0L; written < 1L << 30; written += size)
                {
                    await file.WriteAsync(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full for pieces of this size.
            }
        }
    }

    private async Task MountAsync(string options)
    {
        await RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", _disk);
        _mounted = true;
    }

    private async Task<DaylightServer> StartAsync()
    {
        var server = await DaylightServer.OpenAsync(
            new ServerOptions(Data, "http://127.0.0.1:0", TimeProvider.System, null) { LogLevel = LogLevel.None }, CancellationToken.None);
        await server.App.StartAsync();
        return server;
    }
}
