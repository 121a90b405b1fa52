using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daylight.Transcription;

/// <summary>What a simulated server sends, and when.</summary>
/// <param name="When">After which text of the client; null: after the first samples.</param>
/// <param name="Messages">The messages, in their order.</param>
internal sealed record Playback(string? When, params string[] Messages);

/// <summary>
/// SIMULATED: no recogniser runs here. A reference peer over a real socket that plays back message sequences as FunASR's
/// servers send them, and keeps what the client sent, so that a test can tell whether the protocol was spoken.
/// </summary>
internal sealed class SimulatedFunAsrServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatedFunAsrServer(WebApplication app) => _app = app;

    public Uri Endpoint => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("http", "ws", StringComparison.Ordinal));

    /// <summary>The talks that were held, in the order in which they began.</summary>
    public ConcurrentQueue<SimulatedTalk> Talks { get; } = [];

    /// <summary>Starts one.</summary>
    /// <param name="playback">What it sends in a talk, given the number of the talk from 0.</param>
    /// <param name="closes">True: it closes without a last answer once the samples have ended.</param>
    public static async Task<SimulatedFunAsrServer> StartAsync(Func<int, Playback[]> playback, bool closes = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseWebSockets();
        SimulatedFunAsrServer server = new(app);
        app.Run(async http =>
        {
            var talk = new SimulatedTalk([.. http.WebSockets.WebSocketRequestedProtocols]);
            var number = server.Talks.Count;
            server.Talks.Enqueue(talk);
            using var socket = await http.WebSockets.AcceptWebSocketAsync("binary");
            await talk.HoldAsync(socket, playback(number), closes, http.RequestAborted);
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}

/// <summary>One talk with the simulated server: what came in, in its order.</summary>
internal sealed class SimulatedTalk(string[] protocols)
{
    public string[] Protocols => protocols;

    /// <summary>The client's texts; runs of samples stand between them as <c>samples N</c>.</summary>
    public List<string> Heard { get; } = [];

    public int LargestFrame { get; private set; }

    public async Task HoldAsync(WebSocket socket, Playback[] playback, bool closes, CancellationToken cancellation)
    {
        var block = new byte[256 * 1024];
        var samples = 0;
        try
        {
            while (true)
            {
                var (type, text, length) = await FrameAsync(socket, block, cancellation);
                if (type == WebSocketMessageType.Close)
                {
                    return;
                }

                if (type == WebSocketMessageType.Binary)
                {
                    LargestFrame = Math.Max(LargestFrame, length);
                    if (samples == 0)
                    {
                        await PlayAsync(socket, playback.Where(part => part.When is null), cancellation);
                    }

                    samples += length / 2;
                    continue;
                }

                if (samples > 0)
                {
                    Heard.Add($"samples {samples}");
                    samples = 0;
                }

                Heard.Add(text);
                await PlayAsync(socket, playback.Where(part => part.When is { } when && text.Contains(when, StringComparison.Ordinal)), cancellation);
                if (closes && (text == "STOP" || text.Contains("\"is_speaking\":false", StringComparison.Ordinal)))
                {
                    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // The client has gone.
        }
    }

    private static async Task<(WebSocketMessageType Type, string Text, int Length)> FrameAsync(WebSocket socket, byte[] block, CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(block.AsMemory(length), cancellation);
            length += read.Count;
            if (read.EndOfMessage)
            {
                return (read.MessageType, read.MessageType == WebSocketMessageType.Text ? Encoding.UTF8.GetString(block, 0, length) : "", length);
            }
        }
    }

    private static async Task PlayAsync(WebSocket socket, IEnumerable<Playback> parts, CancellationToken cancellation)
    {
        foreach (var message in parts.SelectMany(part => part.Messages))
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
    }
}
