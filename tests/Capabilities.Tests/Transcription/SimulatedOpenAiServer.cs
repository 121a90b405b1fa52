using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daylight.Transcription;

/// <summary>A request as the simulated server received it.</summary>
internal sealed record ReceivedTranscription(string Path, string? Authorization, IReadOnlyDictionary<string, string> Fields, byte[] File, string FileName);

/// <summary>SIMULATED: no recogniser runs here. Answers <c>POST /v1/audio/transcriptions</c> over a real socket with recorded answers, one after the other.</summary>
internal sealed class SimulatedOpenAiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatedOpenAiServer(WebApplication app) => _app = app;

    public Uri Endpoint => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public ConcurrentQueue<ReceivedTranscription> Received { get; } = [];

    /// <summary>Starts one; the last answer is repeated.</summary>
    public static async Task<SimulatedOpenAiServer> StartAsync(params (int Status, string Body)[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        SimulatedOpenAiServer server = new(app);
        app.Run(async http =>
        {
            var form = await http.Request.ReadFormAsync();
            using MemoryStream file = new();
            await form.Files[0].CopyToAsync(file);
            var number = server.Received.Count;
            server.Received.Enqueue(new ReceivedTranscription(
                http.Request.Path, http.Request.Headers.Authorization, form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal), file.ToArray(), form.Files[0].FileName));
            var (status, body) = answers[Math.Min(number, answers.Length - 1)];
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body);
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
