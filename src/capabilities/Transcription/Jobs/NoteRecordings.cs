using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.Facts;
using Daylight.Platform.Storage;

namespace Daylight.Transcription;

/// <summary>Hears of recordings that became exhibits, and notes each once as a job.</summary>
internal sealed class NoteRecordings(TranscriptionSignal signal, IdSource ids, TimeProvider clock) : IFactConsumer<RecordingKept>
{
    public const string Consumer = "transcription.note";

    public Task<Action<Session>> ConsiderAsync(IReadOnlyList<RecordingKept> facts, CancellationToken cancellation) => Task.FromResult<Action<Session>>(session =>
    {
        foreach (var fact in facts)
        {
            Note(session, new TranscriptionRow { InstitutionId = fact.InstitutionId, ConversationId = fact.ConversationId, ExhibitId = fact.ExhibitId });
        }
    });

    /// <summary>Notes a job; id and times are given here.</summary>
    public void Note(Session session, TranscriptionRow wanted)
    {
        var now = UtcMicros.From(clock.GetUtcNow());
        TranscriptionStore.Insert(session, new TranscriptionRow
        {
            Id = ids.New("tr"),
            InstitutionId = wanted.InstitutionId,
            ConversationId = wanted.ConversationId,
            ExhibitId = wanted.ExhibitId,
            Codec = wanted.Codec,
            Roles = wanted.Roles,
            Status = wanted.Status,
            Share = wanted.Share,
            Recogniser = wanted.Recogniser,
            UtteranceCount = wanted.UtteranceCount,
            CreatedAt = now,
            EndedAt = wanted.Status == TranscriptionRow.Done ? now : null,
        });
        session.AfterCommit(signal.Set);
    }
}
