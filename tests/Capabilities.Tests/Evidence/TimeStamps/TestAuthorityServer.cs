using System.Text.Json;
using Daylight.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence.TimeStamps;

/// <summary>
/// A time-stamp authority on a real socket, for tests only: the tokens are real, made by openssl with certificates made for the
/// test. What it answers can be replaced, to see what is done about an authority that fails or lies.
/// </summary>
internal sealed class TestAuthorityServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestAuthorityServer(WebApplication app, TestAuthority authority)
    {
        _app = app;
        Authority = authority;
        Answer = query => Results.Bytes(authority.Reply(query), TimeStampReply.MediaType);
    }

    public TestAuthority Authority { get; }

    /// <summary>What it answers to a query.</summary>
    public Func<byte[], IResult> Answer { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public string Url => _app.Urls.First() + "/tsa";

    public static async Task<TestAuthorityServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        TestAuthorityServer server = new(app, new TestAuthority());
        app.MapPost("/tsa", async (HttpContext http) =>
        {
            server.Asked++;
            using MemoryStream body = new();
            await http.Request.Body.CopyToAsync(body);
            return http.Request.ContentType == TimeStampQuery.MediaType ? server.Answer(body.ToArray()) : Results.StatusCode(415);
        });
        await app.StartAsync();
        return server;
    }

    /// <summary>Writes the settings of an installation that asks these authorities.</summary>
    public static void Configure(string folder, params (string Name, TestAuthorityServer Server, string[] Digests)[] authorities)
    {
        var config = Directory.CreateDirectory(Path.Combine(folder, "config")).FullName;
        foreach (var (name, server, _) in authorities)
        {
            File.WriteAllText(Path.Combine(config, name + ".pem"), server.Authority.RootPem);
        }

        File.WriteAllText(Path.Combine(config, "time-stamps.json"), JsonSerializer.Serialize(new
        {
            authorities = authorities.Select(one => new { name = one.Name, url = one.Server.Url, roots = one.Name + ".pem", digests = one.Digests, policies = new[] { TestAuthority.Policy } }),
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Authority.Dispose();
    }
}
