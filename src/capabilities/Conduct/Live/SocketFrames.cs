using System.Text.Json;
using System.Text.Json.Serialization;
using Daylight.Evidence;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>What a client sends over the socket: utterances of one conversation, or without any the question where it stands.</summary>
/// <param name="Conversation">The conversation; the caller holds it.</param>
/// <param name="Utterances">As in a request over HTTP; absent: asks.</param>
/// <param name="Ref">The client's own word for the frame, given back with the answer.</param>
internal sealed record SocketFrame(string Conversation, IReadOnlyList<UtteranceInput>? Utterances = null, string? Ref = null)
{
    /// <summary>Characters of a <see cref="Ref"/>.</summary>
    public const int RefLengthMax = 100;
}

/// <summary>
/// The one answer to a frame. It is sent after the commit and never before: what is acknowledged is durable, and whatever has
/// no answer when the connection breaks is sent again.
/// </summary>
internal sealed record SocketAnswer
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string? Conversation { get; init; }

    public string? Ref { get; init; }

    public int? Accepted { get; init; }

    public int? Duplicates { get; init; }

    public int? Corrected { get; init; }

    /// <summary>The first position that has not come in: where to go on after a break.</summary>
    public long? NextSeq { get; init; }

    /// <summary>True once the conversation was closed; only in the answer to a question.</summary>
    public bool? Closed { get; init; }

    public ReceiptView? Receipt { get; init; }

    public SocketProblem? Problem { get; init; }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Written);

    public static SocketAnswer To(SocketFrame? frame) => new() { Conversation = frame?.Conversation, Ref = frame?.Ref };
}

/// <summary>Why a frame was refused; the codes are those of HTTP.</summary>
internal sealed record SocketProblem(string Code, string Detail, string? Field, IReadOnlyDictionary<string, string>? Facts)
{
    public static SocketProblem Of(Failure failure) => new(failure.Code, failure.Detail, failure.Field, failure.Facts);
}

/// <summary>What the server sends by itself, to a connection that asked for hints.</summary>
internal sealed record HintFrame(SpeakerHint Hint)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);
}
