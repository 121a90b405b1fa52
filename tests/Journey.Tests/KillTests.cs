using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>The command itself, killed in the middle of the demonstration day and started again.</summary>
public sealed class KillTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("daylight-kill-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task After_a_kill_in_the_middle_of_the_day_every_acknowledged_act_is_there_and_the_ledger_verifies()
    {
        HashSet<string> acknowledged = [];
        for (var round = 0; round < 2; round++)
        {
            var port = Ports.Free();
            using var server = Command.Start("serve", "--demo", "--data", _data, "--urls", $"http://127.0.0.1:{port}", "--pace", "120");
            using HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            var admin = await SignInWhenReadyAsync(http, server);
            for (var i = 0; i < 25; i++)
            {
                var issued = await admin.PostAsync("/tokens", new { name = $"kill {round} {i}", staffId = await StaffIdAsync(admin) });
                issued.Status.ShouldBe(HttpStatusCode.Created, issued.Body?.ToJsonString());
                acknowledged.Add(issued["token"]["id"]!.GetValue<string>());
                await Task.Delay(100);
            }

            server.Kill(entireProcessTree: false);
            await server.WaitForExitAsync();
        }

        var verified = await Command.RunAsync("ledger", "verify", "--data", _data, "--deep");
        verified.Code.ShouldBe(0, verified.Output);

        var entries = await EntriesAsync();
        acknowledged.Where(id => !entries.Contains(id, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private async Task<ApiProgram> SignInWhenReadyAsync(HttpClient http, Process server)
    {
        for (var i = 0; i < 600; i++)
        {
            server.HasExited.ShouldBeFalse("The server ended before it was ready.");
            try
            {
                if ((await http.GetAsync("/healthz")).StatusCode == HttpStatusCode.OK && File.Exists(Path.Combine(_data, "demo.json")))
                {
                    return await SignInAsync(http);
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("The server was not ready within two minutes.");
    }

    private async Task<ApiProgram> SignInAsync(HttpClient http)
    {
        var demo = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_data, "demo.json")))!;
        var admin = demo["signIns"]!.AsArray().Single(signIn => signIn!["role"]!.GetValue<string>() == "Administrator")!;
        ApiProgram nobody = new(http, "none", "");
        var session = await nobody.PostAsync("/session", new { name = admin["name"]!.GetValue<string>(), password = admin["password"]!.GetValue<string>() });
        session.Status.ShouldBe(HttpStatusCode.OK, session.Body?.ToJsonString());
        http.DefaultRequestHeaders.Add("X-Daylight", "1");
        return new ApiProgram(http, null, session["staff"]["id"]!.GetValue<string>());
    }

    private static Task<string> StaffIdAsync(ApiProgram admin) => Task.FromResult(admin.StaffId);

    private async Task<string> EntriesAsync()
    {
        List<string> all = [];
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_data, "log"), "*", SearchOption.AllDirectories).Where(path => path.Contains($"{Path.DirectorySeparatorChar}entries{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            all.Add(System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)));
        }

        return string.Concat(all);
    }
}

internal static class Ports
{
    /// <summary>A port nobody listens on just now.</summary>
    public static int Free()
    {
        using System.Net.Sockets.TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
