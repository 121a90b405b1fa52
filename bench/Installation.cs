using System.Net.Http.Headers;
using Daylight.Contact;
using Daylight.Identity;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Daylight.Bench;

/// <summary>A fresh product on a real port with one institution; its clock stands at ten on a Monday morning in Shanghai.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly DaylightServer _server;
    private readonly string _folder;
    private readonly string? _postgres;
    private readonly string _schema;

    private Installation(DaylightServer server, string folder, string? postgres, string schema)
    {
        _server = server;
        _folder = folder;
        _postgres = postgres;
        _schema = schema;
    }

    public IServiceProvider Services => _server.App.Services;

    public string Institution { get; private set; } = "";

    public HttpClient Admin { get; private set; } = null!;

    public HttpClient Collector { get; private set; } = null!;

    public HttpClient Inspector { get; private set; } = null!;

    public string CollectorId { get; private set; } = "";

    /// <summary>Opens one on the embedded database, or in a schema of its own of a PostgreSQL database, which is dropped at the end.</summary>
    public static async Task<Installation> OpenAsync(string? postgres = null)
    {
        var folder = Directory.CreateTempSubdirectory("daylight-bench-").FullName;
        var schema = "bench" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        if (postgres is not null)
        {
            await RunAsync(postgres, $"CREATE SCHEMA {schema}");
            await RunAsync(postgres, "CHECKPOINT");
        }

        var connection = postgres is null ? null : $"{postgres};Search Path={schema};Application Name=daylight-bench";
        var server = await DaylightServer.OpenAsync(new ServerOptions(folder, "http://127.0.0.1:0", new MorningClock(), connection), CancellationToken.None);
        await server.App.StartAsync();
        Installation installation = new(server, folder, postgres, schema);
        await installation.OpenInstitutionAsync();
        return installation;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.App.StopAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        if (_postgres is not null)
        {
            await RunAsync(_postgres, $"DROP SCHEMA {_schema} CASCADE");
        }
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    private async Task OpenInstitutionAsync()
    {
        var (institution, staff) = await Services.GetRequiredService<Institutions>().OpenAsync(
            "bench", "Asia/Shanghai", "agency",
            [
                new NewStaff("admin", "admin", [Role.Administrator], null, false, true),
                new NewStaff("collector", "collector", [Role.Collector], "one", false, true),
                new NewStaff("inspector", "inspector", [Role.Inspector], null, false, true),
            ],
            CancellationToken.None);
        await Services.GetRequiredService<Database>().WriteAsync(
            session => Services.GetRequiredService<ContactWindow>().Declare(
                session, Services.GetRequiredService<Institutions>().Operator(institution), new DeclareWindowRequest("a bench contacted nobody before")),
            CancellationToken.None);
        Institution = institution.Id;
        CollectorId = staff[1].Staff.Id;
        (Admin, Collector, Inspector) = (Client(staff[0].Token!), Client(staff[1].Token!), Client(staff[2].Token!));
    }

    private HttpClient Client(string token)
    {
        HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new Uri(_server.App.Urls.First() + "/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Starts at 2026-03-02 10:00 in Shanghai and runs at real speed.</summary>
    private sealed class MorningClock : TimeProvider
    {
        private readonly long _started = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero) + System.GetElapsedTime(_started);
    }
}
