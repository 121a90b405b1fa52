using System.Net.WebSockets;
using System.Threading.Channels;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>Why a connection of utterances ends.</summary>
internal enum SocketEnd
{
    /// <summary>The client has closed it.</summary>
    Closed,

    /// <summary>It broke; nothing can be told any more.</summary>
    Broken,

    /// <summary>The server stops; connect again.</summary>
    Going,

    /// <summary>The right it was opened with has ended.</summary>
    NotSignedIn,

    /// <summary>A frame was larger than a request may be.</summary>
    TooLarge,

    /// <summary>Frames are text.</summary>
    NotText,

    /// <summary>Something broke on our side, or nothing can be kept now.</summary>
    Failed,
}

/// <summary>
/// One connection: reads frames, has them answered, sends the answers. At most <see cref="InHandMax"/> frames are in hand;
/// while they are, nothing more is read, so that a client that sends faster than the disk writes is held back by its own
/// socket. Frames of one conversation are answered in their order; conversations do not wait for each other's words.
/// </summary>
internal sealed class SocketTalk(
    WebSocket socket, Func<SocketFrame, Task<SocketAnswer>> answer, Func<ReadOnlyMemory<byte>, Result<SocketFrame>> parse, CancellationToken ending) : IDisposable
{
    /// <summary>How many frames of one connection wait or are worked on.</summary>
    public const int InHandMax = 8;

    /// <summary>How many hints wait for a client that does not read; older ones are of no use any more.</summary>
    private const int HintsMax = 50;

    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(2);

    private readonly Channel<Result<SocketFrame>> _waiting = Channel.CreateBounded<Result<SocketFrame>>(InHandMax);
    private readonly Channel<SpeakerHint> _hints = Channel.CreateBounded<SpeakerHint>(new BoundedChannelOptions(HintsMax) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private Task<SocketEnd> _reading = Task.FromResult(SocketEnd.Closed);
    private Task _hinting = Task.CompletedTask;

    /// <summary>Runs until somebody ends it.</summary>
    /// <param name="standing">Asks whether the right the connection was opened with still stands.</param>
    public async Task<SocketEnd> RunAsync(Func<CancellationToken, Task<bool>> standing)
    {
        var answering = AnswerAllAsync(standing);
        _reading = ReadAllAsync();
        _hinting = SendHintsAsync();
        var first = await Task.WhenAny(answering, _reading, Task.Delay(Timeout.InfiniteTimeSpan, ending)).ConfigureAwait(false);
        if (first == _reading && _reading.IsCompletedSuccessfully)
        {
            // What was read is still answered: the client may have closed its side and be listening.
            _waiting.Writer.TryComplete();
            var end = await answering.ConfigureAwait(false);
            return end == SocketEnd.Closed ? await _reading.ConfigureAwait(false) : end;
        }

        return first is Task<SocketEnd> ended ? await ended.ConfigureAwait(false) : SocketEnd.Going;
    }

    /// <summary>Sends a hint as soon as it can; returns at once.</summary>
    public void Hint(SpeakerHint hint) => _hints.Writer.TryWrite(hint);

    /// <summary>Tells the client why, as far as it still listens, and gives it a moment to go.</summary>
    public async Task CloseAsync(SocketEnd end)
    {
        using CancellationTokenSource patience = new(ClosingPatience);
        _hints.Writer.TryComplete();
        try
        {
            await _hinting.WaitAsync(patience.Token).ConfigureAwait(false);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                var (status, reason) = Word(end);
                await socket.CloseOutputAsync(status, reason, patience.Token).ConfigureAwait(false);
            }

            await _reading.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException)
        {
            // It is gone already.
        }

        // To cut the reading short cuts the connection, so it comes last.
        await _stopping.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _sending.Dispose();
        _stopping.Dispose();
    }

    private static (WebSocketCloseStatus Status, string Reason) Word(SocketEnd end) => end switch
    {
        SocketEnd.Closed or SocketEnd.Broken => (WebSocketCloseStatus.NormalClosure, ""),
        SocketEnd.Going => (WebSocketCloseStatus.EndpointUnavailable, "server-stopping"),
        SocketEnd.NotSignedIn => (WebSocketCloseStatus.PolicyViolation, "not-signed-in"),
        SocketEnd.TooLarge => (WebSocketCloseStatus.MessageTooBig, "body-too-large"),
        SocketEnd.NotText => (WebSocketCloseStatus.InvalidMessageType, "text-frames-only"),
        SocketEnd.Failed => (WebSocketCloseStatus.InternalServerError, "internal"),
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };

    private async Task<SocketEnd> ReadAllAsync()
    {
        var block = new byte[16 * 1024];
        while (true)
        {
            using MemoryStream message = new();
            ValueWebSocketReceiveResult read;
            do
            {
                read = await socket.ReceiveAsync(block.AsMemory(), _stopping.Token).ConfigureAwait(false);
                if (read.MessageType != WebSocketMessageType.Text)
                {
                    return read.MessageType == WebSocketMessageType.Close ? SocketEnd.Closed : SocketEnd.NotText;
                }

                message.Write(block, 0, read.Count);
                if (message.Length > UtteranceLimits.BodyBytesMax)
                {
                    return SocketEnd.TooLarge;
                }
            }
            while (!read.EndOfMessage);
            await _waiting.Writer.WriteAsync(parse(message.GetBuffer().AsMemory(0, (int)message.Length)), _stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task<SocketEnd> AnswerAllAsync(Func<CancellationToken, Task<bool>> standing)
    {
        while (await _waiting.Reader.WaitToReadAsync(ending).ConfigureAwait(false))
        {
            List<Result<SocketFrame>> round = [];
            while (round.Count < InHandMax && _waiting.Reader.TryRead(out var frame))
            {
                round.Add(frame);
            }

            if (!await standing(ending).ConfigureAwait(false))
            {
                return SocketEnd.NotSignedIn;
            }

            await Task.WhenAll(round.GroupBy(frame => frame.IsFailure ? "" : frame.Value.Conversation, StringComparer.Ordinal).Select(AnswerInOrderAsync)).ConfigureAwait(false);
        }

        return SocketEnd.Closed;

        async Task AnswerInOrderAsync(IEnumerable<Result<SocketFrame>> frames)
        {
            foreach (var frame in frames)
            {
                var said = frame.Failure is { } wrong ? SocketAnswer.To(null) with { Problem = SocketProblem.Of(wrong) } : await answer(frame.Value).ConfigureAwait(false);
                await SendAsync(said.Write()).ConfigureAwait(false);
            }
        }
    }

    private async Task SendHintsAsync()
    {
        try
        {
            await foreach (var hint in _hints.Reader.ReadAllAsync(ending).ConfigureAwait(false))
            {
                await SendAsync(new HintFrame(hint).Write()).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // The connection ends; whoever reads from it says why.
        }
    }

    private async Task SendAsync(byte[] frame)
    {
        await _sending.WaitAsync(ending).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, ending).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }
}
