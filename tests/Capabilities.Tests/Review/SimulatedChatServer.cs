using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daylight.Review;

/// <summary>A request as the simulated server received it.</summary>
internal sealed record ReceivedChat(string Path, string? Authorization, string? ContentType, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>What the user message says.</summary>
    public string Question => Json.GetProperty("messages")[1].GetProperty("content").GetString()!;
}

/// <summary>What the simulated server does with a request.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
internal sealed record RecordedChat(int Status, string Body)
{
    /// <summary>Sends half the body and ends the connection.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>Sends nothing, ever.</summary>
    public bool IsSilent { get; init; }

    /// <summary>A whole answer as servers of this form send it, with the model's words as its content.</summary>
    public static RecordedChat Says(string content, string usage = """{"prompt_tokens":812,"completion_tokens":41,"total_tokens":853}""", string finish = "stop") => new(
        200,
        $$"""
        {"id":"chatcmpl-7d1f","object":"chat.completion","created":1772416800,"model":"judge-7b-instruct","choices":[{"index":0,"message":{"role":"assistant","content":{{JsonSerializer.Serialize(content)}},"tool_calls":[]},"logprobs":null,"finish_reason":"{{finish}}"}],"usage":{{usage}}}
        """);
}

/// <summary>SIMULATED: no model runs here. Answers <c>POST /v1/chat/completions</c> over a real socket with recorded answers, one after the other.</summary>
internal sealed class SimulatedChatServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatedChatServer(WebApplication app) => _app = app;

    public Uri Endpoint => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public ConcurrentQueue<ReceivedChat> Received { get; } = [];

    /// <summary>Starts one; the last answer is repeated.</summary>
    public static async Task<SimulatedChatServer> StartAsync(params RecordedChat[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        SimulatedChatServer server = new(app);
        app.Run(async http =>
        {
            using MemoryStream body = new();
            await http.Request.Body.CopyToAsync(body);
            var number = server.Received.Count;
            server.Received.Enqueue(new ReceivedChat(http.Request.Path, http.Request.Headers.Authorization, http.Request.ContentType, body.ToArray()));
            await PlayAsync(http, answers[Math.Min(number, answers.Length - 1)]);
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static async Task PlayAsync(HttpContext http, RecordedChat answer)
    {
        if (answer.IsSilent)
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        if (answer.BreaksOff)
        {
            http.Response.ContentLength = answer.Body.Length * 2;
            await http.Response.WriteAsync(answer.Body);
            await http.Response.Body.FlushAsync();
            http.Abort();
            return;
        }

        await http.Response.WriteAsync(answer.Body);
    }
}
