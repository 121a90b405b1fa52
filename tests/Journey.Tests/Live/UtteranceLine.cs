using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;

namespace Daylight.Journey.Live;

/// <summary>A client of <c>spec/live-utterances.md</c> over a real socket.</summary>
internal sealed class UtteranceLine(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<UtteranceLine> ConnectAsync(Uri server, string token, string? origin = null, string query = "")
    {
        ClientWebSocket socket = new();
        socket.Options.AddSubProtocol("daylight.utterances.v1");
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        using CancellationTokenSource patience = new(Patience);
        await socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/api/v1/utterances/live", Query = query }.Uri, patience.Token);
        return new UtteranceLine(socket);
    }

    /// <summary>Sends a frame and does not wait for its answer.</summary>
    public Task SendAsync(string conversation, string reference, params (int Seq, string Role, string Text)[] utterances) => SendAsync(new
    {
        conversation,
        @ref = reference,
        utterances = utterances.Select(item => new { seq = item.Seq, role = item.Role, text = item.Text, start = item.Seq * 4.0, end = (item.Seq * 4.0) + 3 }),
    });

    public Task SendAsync(object frame) => SendTextAsync(System.Text.Json.JsonSerializer.Serialize(frame));

    public async Task SendTextAsync(string frame)
    {
        using CancellationTokenSource patience = new(Patience);
        await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    /// <summary>The next answer; null once the server has closed.</summary>
    public async Task<JsonNode?> AnswerAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        using MemoryStream message = new();
        var block = new byte[16 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(block, patience.Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(block, 0, read.Count);
            if (read.EndOfMessage)
            {
                return JsonNode.Parse(message.ToArray());
            }
        }
    }

    /// <summary>Where a conversation stands: the first seq that has not come in.</summary>
    public async Task<long> StandsAtAsync(string conversation)
    {
        await SendAsync(new { conversation });
        var answer = await AnswerAsync();
        return answer.ShouldNotBeNull()["nextSeq"].ShouldNotBeNull(answer.ToJsonString()).GetValue<long>();
    }

    public (WebSocketCloseStatus? Status, string? Reason) Ended => (socket.CloseStatus, socket.CloseStatusDescription);

    public void Dispose() => socket.Dispose();
}
