using System.Net.WebSockets;
using System.Text.Json;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daylight.Conduct;

/// <summary>
/// Utterances over a WebSocket, of one conversation or of many; see <c>spec/live-utterances.md</c>. Nothing is decided here
/// that HTTP decides otherwise: each frame is a request of <see cref="AppendUtterances"/>.
/// </summary>
internal sealed partial class UtteranceSocket(
    Database database,
    HeldConversation held,
    AppendUtterances append,
    SpeakerHints hints,
    CallerCredentials credentials,
    IOptions<JsonOptions> json,
    IHostApplicationLifetime life,
    ILogger<UtteranceSocket> log)
{
    public const string Protocol = "daylight.utterances.v1";

    public static void Map(IEndpointRouteBuilder api)
    {
        var branch = api.CreateApplicationBuilder();
        branch.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        branch.Run(http => ((UtteranceSocket)http.RequestServices.GetService(typeof(UtteranceSocket))!).ConnectAsync(http)); // AddConduct registers it.
        api.MapGet("/utterances/live", branch.Build()).WithMetadata(new RequiredPermission(Permissions.ConversationHold)).ExcludeFromDescription();
    }

    private async Task ConnectAsync(HttpContext http)
    {
        if (Refused(http) is { } refused)
        {
            await Problems.From(refused).ExecuteAsync(http).ConfigureAwait(false);
            return;
        }

        var protocol = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol, StringComparer.Ordinal) ? Protocol : null;
        using var socket = await http.WebSockets.AcceptWebSocketAsync(protocol).ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        using SocketTalk talk = new(socket, frame => AnswerAsync(Caller.Of(http), frame, ending.Token), Parse, ending.Token);
        var (caller, wanted) = (Caller.Of(http), http.Request.Query["hints"] == "1");
        using var listening = wanted ? hints.Listen(caller.InstitutionId, caller.StaffId, talk.Hint) : null;
        var end = await RunAsync(talk, Standing(http), ending.Token).ConfigureAwait(false);
        await talk.CloseAsync(end).ConfigureAwait(false);
    }

    /// <summary>A page of another site could open a socket with the browser's cookie: a session is taken from our own pages only.</summary>
    private static Failure? Refused(HttpContext http)
    {
        if (http.Features.Get<Caller>() is not { } caller || http.Features.Get<CallerCredential>() is not { } credential)
        {
            return new Failure(FailureKind.Unauthenticated, "not-signed-in", "Sign in, or send a valid bearer token.");
        }

        if (!caller.May(Permissions.ConversationHold))
        {
            return Caller.Lacks(Permissions.ConversationHold);
        }

        if (!http.WebSockets.IsWebSocketRequest)
        {
            return Failure.Invalid("Upgrade", "This address is a WebSocket; over HTTP send to POST /api/v1/conversations/{id}/utterances.");
        }

        return http.Request.Headers.Origin is [{ Length: > 0 } origin] && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == http.Request.Host.Value)
            ? new Failure(FailureKind.Forbidden, "foreign-origin", "A page of another site may not open this connection; a program leaves the Origin header out.")
            : null;
    }

    private async Task<SocketEnd> RunAsync(SocketTalk talk, Func<CancellationToken, Task<bool>> standing, CancellationToken ending)
    {
        try
        {
            return await talk.RunAsync(standing).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return SocketEnd.Going;
        }
        catch (WebSocketException)
        {
            return SocketEnd.Broken;
        }
#pragma warning disable CA1031 // The host's border: nothing unacknowledged was kept; the client connects again and asks where it stands.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(log, failure);
            return SocketEnd.Failed;
        }
    }

    /// <summary>A connection outlives the request it began with: whether its right stands is asked again, at most once a second.</summary>
    private Func<CancellationToken, Task<bool>> Standing(HttpContext http)
    {
        var credential = http.Features.Get<CallerCredential>()!; // Refused asked for it.
        var asked = Environment.TickCount64;
        return async cancellation =>
        {
            if (Environment.TickCount64 - asked < 1000)
            {
                return true;
            }

            asked = Environment.TickCount64;
            var now = await credentials.StandingAsync([credential], cancellation).ConfigureAwait(false);
            http.Features.Set(now.GetValueOrDefault(credential));
            return now.TryGetValue(credential, out var caller) && caller.May(Permissions.ConversationHold);
        };
    }

    private Result<SocketFrame> Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize<SocketFrame>(message.Span, json.Value.SerializerOptions) switch
            {
                null => Malformed("$"),
                { Ref.Length: > SocketFrame.RefLengthMax } => Failure.Invalid("ref", $"ref has at most {SocketFrame.RefLengthMax} characters."),
                { } frame => frame,
            };
        }
        catch (JsonException wrong)
        {
            return Malformed(wrong.Path ?? "$");
        }
    }

    private static Failure Malformed(string where) =>
        new(FailureKind.Invalid, "malformed-request", $"The frame is not the JSON of spec/live-utterances.md: {where}.");

    private async Task<SocketAnswer> AnswerAsync(Caller caller, SocketFrame frame, CancellationToken cancellation)
    {
        var answer = SocketAnswer.To(frame);
        if (frame.Utterances is null)
        {
            var found = await database.ReadAsync(session => held.Read(session, caller, frame.Conversation), cancellation).ConfigureAwait(false);
            return found.Failure is { } unknown
                ? answer with { Problem = SocketProblem.Of(unknown) }
                : answer with { NextSeq = found.Value.NextSeq, Closed = found.Value.ClosedAt is not null };
        }

        RequestKey once = new(caller.InstitutionId, caller.StaffId, null, "");
        var taken = await append.RunAsync(caller, once, frame.Conversation, new AppendUtterancesRequest(frame.Utterances), cancellation).ConfigureAwait(false);
        return taken.Failure is { } refused
            ? answer with { Problem = SocketProblem.Of(refused) }
            : answer with { Accepted = taken.Value.Accepted, Duplicates = taken.Value.Duplicates, Corrected = taken.Value.Corrected, NextSeq = taken.Value.NextSeq, Receipt = taken.Value.Receipt };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A connection of utterances was ended")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
