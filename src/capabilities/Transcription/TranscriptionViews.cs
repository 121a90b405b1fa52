using Daylight.Evidence;
using Daylight.Platform;

namespace Daylight.Transcription;

/// <summary>A recording whose words are wanted, and how far it is.</summary>
/// <param name="Id">The job.</param>
/// <param name="ConversationId">The conversation it belongs to.</param>
/// <param name="Status"><c>waiting</c>, <c>working</c>, <c>done</c>, <c>failed</c>, or <c>not-needed</c> where the conversation had words of its own.</param>
/// <param name="Done">The share that is done, 0 to 1.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Problem">The code of what stood in its way last.</param>
/// <param name="ProblemDetail">A sentence that names the way out.</param>
/// <param name="NextAt">When it is tried next; null once it has ended.</param>
/// <param name="Recogniser">Who heard it, for example <c>funasr-2pass</c>; a vendor's name where its transcript came along.</param>
/// <param name="UtteranceCount">How many utterances came of it.</param>
/// <param name="CreatedAt">When it was noted.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record TranscriptionView(
    string Id,
    string ConversationId,
    string Status,
    double Done,
    long Attempts,
    string? Problem,
    string? ProblemDetail,
    DateTimeOffset? NextAt,
    string? Recogniser,
    long? UtteranceCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt)
{
    internal static TranscriptionView Of(TranscriptionRow row) => new(
        row.Id,
        row.ConversationId,
        row.Status,
        row.Share,
        row.Attempts,
        row.Problem,
        TranscriptionErrors.Sentence(row.Problem),
        row.EndedAt is null ? UtcMicros.ToInstant(row.NextAt) : null,
        row.Recogniser,
        row.UtteranceCount,
        UtcMicros.ToInstant(row.CreatedAt),
        UtcMicros.ToInstant(row.EndedAt));
}

/// <summary>What became of a recording that was handed in.</summary>
/// <param name="ConversationId">The conversation it is.</param>
/// <param name="Known">True if the same recording was here before; nothing changed.</param>
/// <param name="Receipt">The ledger entry; null if it was here before.</param>
/// <param name="Transcription">How far its words are; null if there is nothing to hear.</param>
public sealed record RecordingAccepted(string ConversationId, bool Known, ReceiptView? Receipt, TranscriptionView? Transcription);
