using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Daylight.Contact;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Server;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>Runs where DAYLIGHT_POSTGRES holds a connection string.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DAYLIGHT_POSTGRES")))
        {
            Skip = "DAYLIGHT_POSTGRES is not set.";
        }
    }
}

/// <summary>Two server processes on one PostgreSQL database and one data directory.</summary>
public sealed class TwoServersTests : IAsyncLifetime
{
    private const int People = 120;
    private const int AskersEach = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-two-").FullName;
    private readonly string _schema = "two" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
    private readonly List<Process> _servers = [];
    private string _institution = "";
    private string _collector = "";
    private string _token = "";

    private static string Server => Environment.GetEnvironmentVariable("DAYLIGHT_POSTGRES")!;

    private string Postgres => $"{Server};Search Path={_schema};Maximum Pool Size=20";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
        {
            if (!server.HasExited)
            {
                server.Kill(entireProcessTree: false);
                await server.WaitForExitAsync();
            }

            server.Dispose();
        }

        if (_institution.Length > 0)
        {
            await RunAsync($"DROP SCHEMA {_schema} CASCADE");
        }

        Directory.Delete(_folder, recursive: true);
    }

    [PostgresFact]
    public async Task Racing_over_http_against_both_gives_each_slot_once_and_killing_one_loses_nothing_that_was_acknowledged()
    {
        await OpenHouseAsync();
        var first = await StartAsync();
        var second = await StartAsync();

        // One slot each: of sixteen askers, half at either server, one gets it.
        for (var person = 0; person < People / 2; person++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 2 * AskersEach).Select(i => AskAsync(i % 2 == 0 ? first : second, person)));
            answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
            answers.Count(answer => answer.Body!["permit"] is not null).ShouldBe(1, $"person {person}");
        }

        // The same key at both servers at once is one question.
        var repeated = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AskAsync(i % 2 == 0 ? first : second, People, "same-key")));
        repeated.Select(answer => answer["permit"]["id"]!.GetValue<string>()).Distinct().Count().ShouldBe(1);

        // One dies in the midst; the other goes on.
        ConcurrentBag<string> acknowledged = [];
        var killed = 0;
        await Parallel.ForAsync(People / 2, People, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (person, _) =>
        {
            if (person == People * 3 / 4 && Interlocked.Exchange(ref killed, 1) == 0)
            {
                _servers[0].Kill(entireProcessTree: false);
            }

            foreach (var server in new[] { first, second, first, second })
            {
                try
                {
                    var answer = await AskAsync(server, person);
                    answer.Status.ShouldBe(HttpStatusCode.OK);
                    acknowledged.Add(answer["decision"]["id"]!.GetValue<string>());
                }
                catch (HttpRequestException)
                {
                    server.ShouldBe(first, "The server that was left alone did not answer.");
                }
            }
        });
        killed.ShouldBe(1);

        var decisions = await IdsAsync("SELECT id FROM contact_decision");
        acknowledged.Where(id => !decisions.Contains(id)).ShouldBeEmpty();
        var granted = await IdsAsync("SELECT person_id || ' ' || COUNT(*) FROM contact_event WHERE status = 'reserved' GROUP BY person_id HAVING COUNT(*) > 1");
        granted.ShouldBeEmpty("Somebody got two permits for one slot.");
        (await IdsAsync("SELECT DISTINCT person_id FROM contact_event WHERE status = 'reserved'")).Count.ShouldBe(People + 1);

        using var verify = Command.Start("ledger", "verify", "--data", _folder, "--postgres", Postgres, "--deep");
        ConcurrentQueue<string?> output = new();
        verify.OutputDataReceived += (_, line) => output.Enqueue(line.Data);
        await verify.WaitForExitAsync();
        verify.ExitCode.ShouldBe(0, string.Join('\n', output));
    }

    private static string Id(string prefix, int number) => prefix + number.ToString("D20", CultureInfo.InvariantCulture);

    private static Task<Answer> AskAsync(ApiProgram server, int person, string? key = null) => server.PostAsync(
        "/contacts/permits",
        new { caseId = Id("cs", person), personId = Id("pn", person), channel = "call", contactPointId = Id("cp", person) },
        key);

    private async Task<ApiProgram> StartAsync()
    {
        var port = Ports.Free();
        var server = Command.Start("serve", "--data", _folder, "--postgres", Postgres, "--urls", $"http://127.0.0.1:{port}");
        _servers.Add(server);
        HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        for (var i = 0; i < 600; i++)
        {
            server.HasExited.ShouldBeFalse("A server ended before it was ready.");
            try
            {
                if ((await http.GetAsync("/healthz")).StatusCode == HttpStatusCode.OK)
                {
                    return new ApiProgram(http, _token, _collector);
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("A server was not ready within two minutes.");
    }

    /// <summary>An institution whose people are where it is noon now, with two talks behind them today: one slot is left.</summary>
    private async Task OpenHouseAsync()
    {
        await RunAsync($"CREATE SCHEMA {_schema}");
        await using var server = await DaylightServer.OpenAsync(new ServerOptions(_folder, "http://127.0.0.1:0", TimeProvider.System, Postgres), CancellationToken.None);
        var (institution, staff) = await server.App.Services.GetRequiredService<Institutions>().OpenAsync(
            "two", "Asia/Shanghai", "agency", [new NewStaff("collector", "collector", [Role.Collector], "one", HasPassword: false, HasToken: true)], CancellationToken.None);
        (_institution, _collector, _token) = (institution.Id, staff[0].Staff.Id, staff[0].Token!);
        var services = server.App.Services;
        var declared = await services.GetRequiredService<Database>().WriteAsync(
            session => services.GetRequiredService<ContactWindow>().Declare(
                session, services.GetRequiredService<Institutions>().Operator(institution), new DeclareWindowRequest("Nobody was contacted before this test.")),
            CancellationToken.None);
        declared.IsFailure.ShouldBeFalse();
        var now = TimeProvider.System.GetUtcNow();
        var east = 12 - now.Hour;
        var zone = east == 0 ? "Etc/GMT" : $"Etc/GMT{(east > 0 ? "-" : "+")}{Math.Abs(east)}"; // These names count the other way round.
        await services.GetRequiredService<Database>().WriteAsync(session =>
        {
            for (var person = 0; person <= People; person++)
            {
                Seed(session, person, zone, now);
            }
        }, CancellationToken.None);
    }

    private void Seed(Session session, int number, string zone, DateTimeOffset now)
    {
        var row = new
        {
            person = Id("pn", number),
            point = Id("cp", number),
            file = Id("cs", number),
            account = Id("ac", number),
            reference = $"R{number}",
            institution = _institution,
            collector = _collector,
            zone,
            empty = Array.Empty<byte>(),
        };
        session.Write(
            "INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print) VALUES (@person, @institution, @reference, @empty, '测**', @reference, @zone, '')", row);
        session.Write(
            "INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source) VALUES (@point, @institution, @person, 'mobile', 'mobile1', @empty, '128****0000', @reference, 'valid', 'contract', 'import')", row);
        session.Write(
            """
            INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket, assignee_id, open_findings, opened_at, status, region, zone)
            VALUES (@file, @institution, @reference, 'recovery', @person, '信用卡', 'CNY', 120000, 40, 'M2', @collector, 0, 0, 'open', '', @zone)
            """,
            row);
        session.Write(
            """
            INSERT INTO account (id, institution_id, case_id, person_id, reference, product, currency, principal, balance, days_past_due, due_date, region, attributes, content_print)
            VALUES (@account, @institution, @file, @person, @reference, '信用卡', 'CNY', 100000, 120000, 40, '2026-01-20', '', @empty, '')
            """,
            row);
        for (var talk = 0; talk < 2; talk++)
        {
            session.Write(
                """
                INSERT INTO contact_event (id, institution_id, case_id, person_id, person_role, staff_id, direction, channel, purpose, account_ids, status, began_at, outcome, outcome_at)
                VALUES (@id, @institution, @file, @person, 'Debtor', @collector, 'outbound', 'call', 'collection', '[]', 'made', @at, 'effective-talk', @at)
                """,
                new { id = Id($"ct{talk}", number), row.institution, row.file, row.person, row.collector, at = UtcMicros.From(now.AddMinutes(-90 - talk)) });
        }
    }

    private static async Task RunAsync(string sql)
    {
        await using NpgsqlConnection connection = new(Server);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<HashSet<string>> IdsAsync(string sql)
    {
        await using NpgsqlConnection connection = new(Postgres);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        HashSet<string> ids = new(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }
}
