using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Daylight.Contact;
using Daylight.Identity;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Daylight.Journey.Crashes;

/// <summary>An act whose receipt a client held, and since when (the machine's steady clock, in nanoseconds).</summary>
internal sealed record Acknowledged(long At, string EntryId, string LeafHash);

/// <summary>An institution in a data directory, whose clients ask, talk and keep what the server acknowledged.</summary>
internal sealed class CrashHouse
{
    private const int Clients = 4;
    private const int Rows = 24;

    private readonly string _token;
    private readonly List<string> _cases;
    private readonly ConcurrentQueue<Acknowledged> _receipts = [];
    private readonly ConcurrentQueue<string> _permits = [];
    private int _turn = -1;

    private CrashHouse(string institutionId, string token, List<string> cases)
    {
        InstitutionId = institutionId;
        _token = token;
        _cases = cases;
    }

    public string InstitutionId { get; }

    /// <summary>Of the collector, to whom all cases are assigned.</summary>
    public string Token => _token;

    public IReadOnlyList<string> Cases => _cases;

    /// <summary>In the order of time.</summary>
    public List<Acknowledged> Receipts => [.. _receipts.OrderBy(receipt => receipt.At)];

    public IReadOnlyCollection<string> Permits => _permits;

    /// <summary>An institution with a small portfolio, whose people are where it is noon now.</summary>
    public static async Task<CrashHouse> OpenAsync(string data)
    {
        await using var server = await DaylightServer.OpenAsync(new ServerOptions(data, "http://127.0.0.1:0", TimeProvider.System, null), CancellationToken.None);
        await server.App.StartAsync();
        var services = server.App.Services;
        NewStaff Staff(string name, Role role, string? team) => new(name, name, [role], team, HasPassword: false, HasToken: true);
        var (institution, staff) = await services.GetRequiredService<Institutions>().OpenAsync(
            "crash", "Asia/Shanghai", "agency", [Staff("admin", Role.Administrator, null), Staff("collector", Role.Collector, "one")], CancellationToken.None);
        await services.GetRequiredService<Database>().WriteAsync(
            session => services.GetRequiredService<ContactWindow>().Declare(
                session, services.GetRequiredService<Institutions>().Operator(institution), new DeclareWindowRequest("Nobody was contacted before this test.")),
            CancellationToken.None);
        using HttpClient http = new() { BaseAddress = new Uri(server.App.Urls.First()) };
        ApiProgram admin = new(http, staff[0].Token!, staff[0].Staff.Id);
        var east = 12 - TimeProvider.System.GetUtcNow().Hour;
        var zone = east == 0 ? "Etc/GMT" : $"Etc/GMT{(east > 0 ? "-" : "+")}{Math.Abs(east)}"; // These names count the other way round.
        var csv = Portfolios.Csv(Rows).Replace("Asia/Shanghai", zone, StringComparison.Ordinal);
        var import = await Portfolios.ImportAsync(admin, "portfolio.csv", "portfolio", Encoding.UTF8.GetBytes(csv));
        import.Text("status").ShouldBe("done", import.Body!.ToJsonString());
        var ids = (await admin.GetAsync("/cases?limit=200"))["items"].AsArray().Select(row => row!["id"]!.GetValue<string>()).ToList();
        foreach (var id in ids)
        {
            await admin.PostAsync($"/cases/{id}/assignment", new { staffId = staff[1].Staff.Id });
        }

        await server.App.StopAsync();
        return new CrashHouse(institution.Id, staff[1].Token!, ids);
    }

    /// <summary>Works on a server until so many acts were acknowledged in all, or until it no longer answers.</summary>
    public async Task WorkAsync(HttpClient http, int acts)
    {
        ApiProgram collector = new(http, _token, "");
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            try
            {
                for (var next = Interlocked.Increment(ref _turn); _receipts.Count < acts; next = Interlocked.Increment(ref _turn))
                {
                    await WorkOnAsync(collector, _cases[next % Rows]);
                }
            }
            catch (HttpRequestException)
            {
                // It was killed: what it did not answer may be there or not.
            }
        }));
    }

    /// <summary>Asks, one after the other, until the server refuses or so many were acknowledged; gives the last answer.</summary>
    public async Task<Answer> UntilRefusedAsync(HttpClient http, int most)
    {
        ApiProgram collector = new(http, _token, "");
        var (person, mobile) = await Portfolios.DebtorAsync(collector, _cases[0]);
        for (var asked = 0; ; asked++)
        {
            var answer = await Portfolios.AskAsync(collector, _cases[0], person, mobile);
            if (asked == most || (int)answer.Status is < 200 or > 201)
            {
                return answer;
            }

            Acknowledge(answer);
        }
    }

    /// <summary>Asks for a permit; if there is one, talks, with content sealed in rows and, long enough, in files.</summary>
    private async Task WorkOnAsync(ApiProgram collector, string caseId)
    {
        var (person, mobile) = await Portfolios.DebtorAsync(collector, caseId);
        var asked = await Portfolios.AskAsync(collector, caseId, person, mobile);
        Acknowledge(asked);
        if (asked.Body!["permit"] is not { } permit)
        {
            return;
        }

        _permits.Enqueue(permit["id"]!.GetValue<string>());
        var opened = await collector.PostAsync("/conversations", new { permitId = permit["id"]!.GetValue<string>(), kind = "call", direction = "outbound" });
        Acknowledge(opened);
        for (var seq = 0; seq < 3; seq++)
        {
            Acknowledge(await Portfolios.SayAsync(collector, opened.Text("id"), seq, seq % 2 == 0 ? "staff" : "customer", $"您好，第{seq.ToString(CultureInfo.InvariantCulture)}句"));
        }
    }

    private void Acknowledge(Answer answer)
    {
        var now = Stopwatch.GetTimestamp(); // CLOCK_MONOTONIC in nanoseconds.
        ((int)answer.Status).ShouldBeInRange(200, 201, answer.Body?.ToJsonString());
        var receipt = answer["receipt"];
        _receipts.Enqueue(new Acknowledged(now, receipt["entryId"]!.GetValue<string>(), receipt["leafHash"]!.GetValue<string>()));
    }
}
