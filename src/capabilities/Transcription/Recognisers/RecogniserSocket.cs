using System.Net.Security;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Daylight.Transcription;

/// <summary>The WebSocket of a FunASR server: text frames both ways, samples as bytes.</summary>
internal sealed class RecogniserSocket : IDisposable
{
    private const int MessageBytesMax = 64 * 1024 * 1024;
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(2);
    private readonly ClientWebSocket _socket = new();

    private RecogniserSocket()
    {
    }

    /// <exception cref="WebSocketException">Nobody answers there.</exception>
    public static async Task<RecogniserSocket> ConnectAsync(FunAsrSettings settings, CancellationToken cancellation)
    {
        RecogniserSocket socket = new();
        try
        {
            socket._socket.Options.AddSubProtocol("binary");
            socket._socket.Options.KeepAliveInterval = TimeSpan.Zero; // Some of these servers do not know pings.
            if (settings.Certificate is { } pem)
            {
                socket._socket.Options.RemoteCertificateValidationCallback = (_, shown, _, errors) =>
                    errors == SslPolicyErrors.None || (shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(X509Certificate2.CreateFromPem(pem).RawData));
            }

            await socket._socket.ConnectAsync(settings.Endpoint, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public Task SayAsync(string text, CancellationToken cancellation) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellation);

    /// <summary>Sends samples, little-endian, in pieces.</summary>
    /// <param name="speech">The channel.</param>
    /// <param name="piece">Samples of one frame.</param>
    /// <param name="progress">The share that was sent.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task PlayAsync(Speech speech, int piece, IProgress<double> progress, CancellationToken cancellation)
    {
        for (var at = 0; at < speech.Samples.Length; at += piece)
        {
            var length = Math.Min(piece, speech.Samples.Length - at);
            var bytes = MemoryMarshal.AsBytes(speech.Samples.AsSpan(at, length)).ToArray(); // Little-endian, as all machines we run on are.
            await _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, cancellation);
            progress.Report((double)(at + length) / speech.Samples.Length);
        }
    }

    /// <summary>The next message; null once the server has closed.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async Task<JsonElement?> NextAsync(CancellationToken cancellation)
    {
        using MemoryStream message = new();
        var block = new byte[32 * 1024];
        while (true)
        {
            var read = await _socket.ReceiveAsync(block.AsMemory(), cancellation);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(block, 0, read.Count);
            if (message.Length > MessageBytesMax)
            {
                throw new JsonException("The message is longer than any transcript.");
            }

            if (read.EndOfMessage)
            {
                return Element(message.GetBuffer().AsMemory(0, (int)message.Length));
            }
        }
    }

    /// <summary>An object, or the plain sentence by which the live server refuses.</summary>
    private static JsonElement Element(ReadOnlyMemory<byte> message)
    {
        if (message.Span.StartsWith("ERROR"u8))
        {
            return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(message.Span));
        }

        using var document = JsonDocument.Parse(message);
        return document.RootElement.Clone();
    }

    /// <summary>Leaves in peace; a server that does not answer is left all the same.</summary>
    public async Task CloseAsync()
    {
        using CancellationTokenSource patience = new(ClosingPatience);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // It is gone already.
        }
    }

    public void Dispose() => _socket.Dispose();
}
