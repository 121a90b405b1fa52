using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Daylight.Contact;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Daylight.Journey;

/// <summary>A clock that tests move by hand; timers stay real.</summary>
internal sealed class HandClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>What the API answered.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Body)
{
    public string Code => Body?["code"]?.GetValue<string>() ?? "";

    public JsonNode this[string name] => Body![name] ?? throw new InvalidOperationException($"The answer has no {name}: {Body}");

    public string Text(string name) => this[name].GetValue<string>();
}

/// <summary>A program that talks to the API with a bearer token, or with the session cookie if it has none.</summary>
internal sealed class ApiProgram(HttpClient http, string? token, string staffId)
{
    public string StaffId => staffId;

    public string Token => token ?? throw new InvalidOperationException("Signed in by cookie.");

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, object? body = null, string? idempotencyKey = null) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body ?? new { }), idempotencyKey);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, string? idempotencyKey = null)
    {
        using var request = Request(method, path, content);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null);
    }

    public async Task<(HttpStatusCode Status, byte[] Bytes)> DownloadAsync(string path, object body)
    {
        using var request = Request(HttpMethod.Post, path, JsonContent.Create(body));
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content) => new(method, "/api/v1" + path)
    {
        Content = content,
        Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };
}

/// <summary>The staff of one institution in a test, each as a program.</summary>
internal sealed record House(
    InstitutionView Institution, ApiProgram Admin, ApiProgram First, ApiProgram Second, ApiProgram Supervisor, ApiProgram Inspector, ApiProgram Compliance, ApiProgram Auditor);

/// <summary>The whole product in this process on a real port, a fresh data directory and a clock moved by hand.</summary>
internal sealed class Product : IAsyncDisposable
{
    /// <summary>Monday 2026-03-02, 10:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private DaylightServer? _server;

    private readonly bool _keeps;

    private Product(string? folder, HandClock clock)
    {
        _keeps = folder is not null;
        Folder = folder ?? Directory.CreateTempSubdirectory("daylight-journey-").FullName;
        Clock = clock;
    }

    public string Folder { get; }

    public HandClock Clock { get; }

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _server!.App.Services;

    /// <param name="folder">A data directory of the test's own, which stays when the server ends; null: a new one, which goes.</param>
    public static async Task<Product> StartAsync(string? folder = null)
    {
        Product product = new(folder, new HandClock(Start));
        await product.RunAsync();
        return product;
    }

    /// <summary>Stops and starts the server on the same data directory.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await RunAsync();
    }

    public async Task<House> OpenHouseAsync(string name)
    {
        NewStaff Staff(string signIn, Role role, string? team) => new(signIn, signIn, [role], team, HasPassword: false, HasToken: true);
        var (institution, staff) = await Services.GetRequiredService<Institutions>().OpenAsync(
            name, "Asia/Shanghai", "agency",
            [
                Staff("admin", Role.Administrator, null), Staff("first", Role.Collector, "one"), Staff("second", Role.Collector, "two"),
                Staff("supervisor", Role.Supervisor, "one"), Staff("inspector", Role.Inspector, null),
                Staff("compliance", Role.ComplianceOfficer, null), Staff("auditor", Role.Auditor, null),
            ],
            CancellationToken.None);
        var declared = await Services.GetRequiredService<Database>().WriteAsync(
            session => Services.GetRequiredService<ContactWindow>().Declare(
                session, Services.GetRequiredService<Institutions>().Operator(institution), new DeclareWindowRequest("a house that contacted nobody before")),
            CancellationToken.None);
        declared.IsFailure.ShouldBeFalse();
        ApiProgram Program(int i) => new(Http, staff[i].Token!, staff[i].Staff.Id);
        return new House(institution, Program(0), Program(1), Program(2), Program(3), Program(4), Program(5), Program(6));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_keeps)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task RunAsync()
    {
        _server = await DaylightServer.OpenAsync(
            new ServerOptions(Folder, "http://127.0.0.1:0", Clock, null) { Human = Clock }, CancellationToken.None);
        await _server.App.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_server.App.Urls.First()), Timeout = TimeSpan.FromMinutes(2) };
    }

    private async Task StopAsync()
    {
        Http.Dispose();
        await _server!.App.StopAsync();
        await _server.DisposeAsync();
    }
}
