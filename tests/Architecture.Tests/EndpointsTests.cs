using System.Text.Json.Nodes;
using Daylight.Platform.Callers;
using Daylight.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daylight.Architecture;

/// <summary>What every endpoint must have, read from the running composition.</summary>
public sealed class EndpointsTests : IAsyncLifetime
{
    /// <summary>Endpoints that anybody may call, each with its reason.</summary>
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/session"] = "signing in",
        ["GET /healthz"] = "load balancers and the launcher",
        ["GET /openapi/{documentName}.json"] = "the description of the API",
        ["GET /log/{**path}"] = "hash tiles and checkpoints are public; entry bundles ask for evidence.read inside",
    };

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"daylight-architecture-{Path.GetRandomFileName()}");
    private DaylightServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await DaylightServer.OpenAsync(new ServerOptions(_folder, "http://127.0.0.1:0", TimeProvider.System, null), CancellationToken.None);
        await _server.App.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.App.StopAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Every_endpoint_asks_for_a_caller_or_stands_on_the_reasoned_list()
    {
        var endpoints = Endpoints().ToList();
        endpoints.Count.ShouldBeGreaterThan(30);
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<RequiredPermission>() is null)
            .SelectMany(Names)
            .Where(name => !Open.ContainsKey(name) && !name.StartsWith("/hub/", StringComparison.Ordinal) && !name.Contains(" /hub/", StringComparison.Ordinal) && !name.Contains("**rest", StringComparison.Ordinal) && !name.Contains("nonfile", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_description_of_the_api_is_the_committed_one()
    {
        using HttpClient client = new() { BaseAddress = new Uri(_server.App.Urls.First()) };
        var now = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!.ToJsonString(new() { WriteIndented = true }) + "\n";
        var file = Path.Combine(Repository.Root, "spec", "openapi.json");
        if (Repository.Update)
        {
            await File.WriteAllTextAsync(file, now);
        }

        (await File.ReadAllTextAsync(file)).ShouldBe(now, "The API changed; review spec/openapi.json and run with DAYLIGHT_UPDATE=1, then npm run api in ui/.");
    }

    private IEnumerable<RouteEndpoint> Endpoints() => _server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static IEnumerable<string> Names(RouteEndpoint endpoint)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        return methods.Select(method => $"{method} {path}");
    }
}
