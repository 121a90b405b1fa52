using System.Net.WebSockets;
using System.Text.Json;
using Daylight.Platform;

namespace Daylight.Transcription;

/// <summary>
/// Hears with a FunASR server. The last answer ends the talk, never the end of the samples: whoever closes earlier loses words.
/// </summary>
internal sealed class FunAsrRecogniser(FunAsrSettings settings) : IRecogniser
{
    private const int EventsRate = 16_000;

    public string Name => settings.Dialect switch
    {
        FunAsrDialect.Offline => "funasr-offline",
        FunAsrDialect.Online => "funasr-online",
        FunAsrDialect.TwoPass => "funasr-2pass",
        FunAsrDialect.Events => "funasr-events",
        _ => throw new InvalidOperationException("No such dialect."),
    };

    public bool Takes(int rate) => rate == EventsRate || (rate == 8_000 && settings.Dialect != FunAsrDialect.Events);

    public async Task<Result<List<Heard>>> HearAsync(Speech speech, IProgress<double> progress, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.Timeout);
        try
        {
            using var socket = await RecogniserSocket.ConnectAsync(settings, patience.Token);
            var heard = settings.Dialect switch
            {
                FunAsrDialect.Events => await CommandAsync(socket, speech, progress, patience.Token),
                _ => await TalkAsync(socket, speech, progress, patience.Token),
            };
            await socket.CloseAsync();
            return heard;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return TranscriptionErrors.TimedOut;
        }
        catch (WebSocketException)
        {
            return TranscriptionErrors.Away;
        }
        catch (JsonException)
        {
            return TranscriptionErrors.Unreadable;
        }
    }

    /// <summary>The runtime's dialects: a first frame, samples, the end; answers come in between.</summary>
    private async Task<Result<List<Heard>>> TalkAsync(RecogniserSocket socket, Speech speech, IProgress<double> progress, CancellationToken cancellation)
    {
        var listening = ListenAsync(socket, speech, cancellation);
        try
        {
            await socket.SayAsync(FunAsrMessages.Begin(settings, speech), cancellation);

            // 60 ms a frame for a server that hears while it is spoken to; a second where the whole is heard at the end.
            await socket.PlayAsync(speech, settings.Dialect == FunAsrDialect.Offline ? speech.Rate : speech.Rate * 60 / 1000, progress, cancellation);
            await socket.SayAsync("""{"is_speaking":false}""", cancellation);
        }
        catch (WebSocketException) when (listening.IsCompletedSuccessfully)
        {
            // It had said all it has to say, such as a refusal, before it was sent all.
        }

        return await listening;
    }

    private async Task<Result<List<Heard>>> ListenAsync(RecogniserSocket socket, Speech speech, CancellationToken cancellation)
    {
        List<Heard> sentences = [];
        var partial = "";
        while (await socket.NextAsync(cancellation) is { } message)
        {
            if (message.ValueKind != JsonValueKind.Object)
            {
                return TranscriptionErrors.Refused; // The live server refuses other samples than PCM in a sentence that is no JSON object.
            }

            switch (FunAsrMessages.Mode(message))
            {
                case "offline" when settings.Dialect == FunAsrDialect.Offline:
                    return FunAsrMessages.Sentences(message); // The server says is_final: false here; there is one answer.
                case "2pass-offline":
                    sentences.AddRange(FunAsrMessages.Sentences(message));
                    break;
                case "online":
                    partial += SpokenText.Clean(FunAsrMessages.Text(message, "text"));
                    break;
            }

            if (FunAsrMessages.IsTrue(message, "is_final"))
            {
                return partial.Length == 0 ? sentences : new List<Heard> { new(partial, 0, speech.Seconds) };
            }
        }

        return TranscriptionErrors.Away;
    }

    /// <summary>The dialect of commands and events; its list of sentences is always the whole one.</summary>
    private static async Task<Result<List<Heard>>> CommandAsync(RecogniserSocket socket, Speech speech, IProgress<double> progress, CancellationToken cancellation)
    {
        await socket.SayAsync("START", cancellation);
        if (await socket.NextAsync(cancellation) is not { } started || FunAsrMessages.Text(started, "event") != "started")
        {
            return TranscriptionErrors.Refused;
        }

        var listening = EventsAsync(socket, cancellation);
        await socket.PlayAsync(speech, EventsRate / 10, progress, cancellation);
        await socket.SayAsync("STOP", cancellation);
        return await listening;
    }

    private static async Task<Result<List<Heard>>> EventsAsync(RecogniserSocket socket, CancellationToken cancellation)
    {
        List<Heard> sentences = [];
        while (await socket.NextAsync(cancellation) is { } message)
        {
            switch (FunAsrMessages.Text(message, "event"))
            {
                case "stopped":
                    return sentences;
                case "error":
                    return TranscriptionErrors.Refused;
            }

            if (FunAsrMessages.IsTrue(message, "is_final"))
            {
                sentences = FunAsrMessages.EventSentences(message);
            }
        }

        return TranscriptionErrors.Away;
    }
}
