using System.Security.Cryptography;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Transcription;

/// <summary>What was handed in: a sidecar, and a recording, a vendor's transcript, or both.</summary>
internal sealed record RecordingParts(byte[]? Sidecar, byte[]? Recording, string MediaType, byte[]? Transcript);

/// <summary>
/// Keeps a call that was recorded elsewhere: the conversation, the recording as an exhibit, and the job that hears it, or the
/// vendor's words at once. A recording is known by its bytes, so that handing it in again changes nothing.
/// </summary>
internal sealed class KeepRecording(
    Database database, RecordedCalls calls, EvidenceLog evidence, NoteRecordings noting, TranscriptionSettings settings)
{
    public async Task<Result<RecordingAccepted>> RunAsync(Caller caller, RecordingParts parts, CancellationToken cancellation)
    {
        if (parts.Sidecar is null || (parts.Recording ?? parts.Transcript) is not { Length: > 0 } content)
        {
            return Failure.Invalid("sidecar", "Send multipart/form-data with the part sidecar (JSON) and the part recording, transcript, or both.");
        }

        var sidecar = Sidecar.Read(parts.Sidecar);
        if (sidecar.Failure is { } wrong)
        {
            return wrong;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (sidecar.Value.Sha256 is { } said && parts.Recording is not null && !said.Equals(hash, StringComparison.OrdinalIgnoreCase))
        {
            return Failure.Invalid("sha256", "The recording is not the one whose hash the sidecar tells: it broke on the way, or the sidecar belongs to another.");
        }

        // Written out: of null and a result the compiler would make a failure.
        Result<VendorWords>? words = parts.Transcript is null ? default(Result<VendorWords>?) : Read(sidecar.Value, parts.Transcript);
        if (words?.Failure is { } unreadable)
        {
            return unreadable;
        }

        var call = sidecar.Value.Call(hash);
        var known = await database.ReadAsync(session => Known(session, caller, call), cancellation);
        if (known is not null)
        {
            return known;
        }

        var recording = parts.Recording is null ? null : evidence.Prepare(new EvidenceContent(parts.Recording, parts.MediaType));
        return await database.WriteAsync(session => Keep(session, caller, sidecar.Value, call, recording, words?.Value), cancellation);
    }

    private RecordingAccepted? Known(Session session, Caller caller, RecordedCall call) => calls.Find(session, caller.InstitutionId, call.ExternalId) is { } id
        ? new RecordingAccepted(id, true, null, TranscriptionStore.OfConversation(session, caller.InstitutionId, id) is { } row ? TranscriptionView.Of(row) : null)
        : null;

    private Result<RecordingAccepted> Keep(Session session, Caller caller, Sidecar sidecar, RecordedCall call, PreparedContent? recording, VendorWords? words)
    {
        var kept = calls.Keep(session, caller.InstitutionId, call, recording);
        if (kept.Failure is { } refused)
        {
            return refused;
        }

        if (kept.Value.IsNew)
        {
            if (words is not null && calls.TakeWords(session, caller.InstitutionId, kept.Value.ConversationId, words.Vendor, words.Utterances).Failure is { } failure)
            {
                return failure;
            }

            noting.Note(session, new TranscriptionRow
            {
                InstitutionId = caller.InstitutionId,
                ConversationId = kept.Value.ConversationId,
                ExhibitId = kept.Value.ExhibitId,
                Codec = sidecar.RawCodec,
                Roles = sidecar.Roles is { } roles ? string.Join(',', roles) : null,
                Status = words is null ? TranscriptionRow.Waiting : TranscriptionRow.Done,
                Share = words is null ? 0 : 1,
                Recogniser = words?.Vendor,
                UtteranceCount = words?.Utterances.Count,
            });
        }

        var row = TranscriptionStore.OfConversation(session, caller.InstitutionId, kept.Value.ConversationId);
        return new RecordingAccepted(kept.Value.ConversationId, !kept.Value.IsNew, kept.Value.Receipt, row is null ? null : TranscriptionView.Of(row));
    }

    /// <summary>A vendor's words with their roles: told by itself, by channel, or by the sidecar's map of speakers; never guessed.</summary>
    private Result<VendorWords> Read(Sidecar sidecar, byte[] transcript)
    {
        var read = VendorTranscript.Read(transcript);
        if (read.Failure is { } unknown)
        {
            return unknown;
        }

        var roles = sidecar.Roles ?? settings.Channels;
        List<Said> said = [];
        foreach (var sentence in read.Value.Sentences)
        {
            var role = sentence.Role
                ?? (sentence.Speaker is { } speaker ? sidecar.RoleOf(speaker) : null)
                ?? (sentence.Channel is { } channel && channel < roles.Count ? roles[channel] : null)
                ?? (sidecar.Roles is [var only] ? only : null);
            if (role is null)
            {
                return Failure.Invalid("speakers", "The transcript does not tell whose words these are; map its speaker labels in speakers, for example {\"0\": \"staff\", \"1\": \"customer\"}.");
            }

            said.Add(new Said(role, sentence.Heard));
        }

        return new VendorWords(read.Value.Vendor, Transcript.Of([said]));
    }

    private sealed record VendorWords(string Vendor, List<Utterance> Utterances);
}
