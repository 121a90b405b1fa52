using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Transcription;

/// <summary>
/// Works through the recordings whose words are wanted. A job that is being worked on is leased and the lease renewed; what a
/// stopped server left is taken up by whoever looks after it has run out. What may pass by itself is tried again, later and later.
/// </summary>
internal sealed partial class TranscribeRecordings(
    Database database,
    Exhibits exhibits,
    RecordedCalls calls,
    EvidenceLog evidence,
    TranscriptionSettings settings,
    RecogniserOf recognisers,
    TranscriptionSignal signal,
    HumanClock clock,
    ILogger<TranscribeRecordings> log) : BackgroundService
{
    /// <summary>How long a worker is believed to be alive without a word from it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastRetry = TimeSpan.FromHours(1);

    /// <summary>Takes the next job and works on it; false if none is due.</summary>
    public async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        if (recognisers.Recogniser is not { } recogniser || await database.WriteAsync(Take, cancellation) is not { } job)
        {
            return false;
        }

        var heard = await HearAsync(job, recogniser, cancellation);
        await database.WriteAsync(session => heard.Failure is { } failure ? GiveUp(session, job, failure) : Keep(session, job, recogniser, heard.Value), cancellation);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (recognisers.Recogniser is null)
        {
            return;
        }

        await Task.WhenAll(Enumerable.Range(0, settings.Parallel).Select(_ => LoopAsync(stoppingToken)));
    }

    private async Task LoopAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var worked = false;
                await ServiceRounds.TryAsync(async () => worked = await WorkAsync(stopping), failure => LogFailure(log, failure), stopping);
                if (!worked)
                {
                    await signal.WaitAsync(Pause, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was being heard is taken up again when its lease has run out.
        }
    }

    private TranscriptionRow? Take(Session session)
    {
        session.Lock("transcription");
        var now = clock.UtcNow;
        if (TranscriptionStore.Due(session, UtcMicros.From(now)) is not { } due)
        {
            return null;
        }

        TranscriptionStore.Take(session, due.Id, UtcMicros.From(now + Lease));
        return TranscriptionStore.Find(session, due.InstitutionId, due.Id);
    }

    private async Task<Result<List<Utterance>>> HearAsync(TranscriptionRow job, IRecogniser with, CancellationToken cancellation)
    {
        var recording = await OpenAsync(job, cancellation);
        if (recording.Failure is { } closed)
        {
            return closed;
        }

        using LeaseRenewal renewal = new(database, clock, job.Id, RenewEvery);
        var renewing = renewal.RunAsync();
        try
        {
            return await new HearRecording(settings, with).RunAsync(job, recording.Value, renewal, cancellation);
        }
        finally
        {
            renewal.Stop();
            await renewing;
        }
    }

    private Task<Result<byte[]>> OpenAsync(TranscriptionRow job, CancellationToken cancellation) => database.ReadAsync<Result<byte[]>>(
        session =>
        {
            try
            {
                return exhibits.OpenForInspection(session, job.InstitutionId, job.ExhibitId!); // A job that waits has a recording.
            }
            catch (SubjectErasedException)
            {
                return TranscriptionErrors.Erased;
            }
        },
        cancellation);

    private bool Keep(Session session, TranscriptionRow job, IRecogniser with, List<Utterance> utterances)
    {
        var taken = calls.TakeWords(session, job.InstitutionId, job.ConversationId, with.Name, utterances);
        if (taken.IsFailure)
        {
            return GiveUp(session, job, TranscriptionErrors.TooLong);
        }

        var status = taken.Value == 0 && utterances.Count > 0 ? TranscriptionRow.NotNeeded : TranscriptionRow.Done;
        TranscriptionStore.End(session, job.Id, status, null, with.Name, taken.Value, UtcMicros.From(clock.UtcNow));
        return true;
    }

    private bool GiveUp(Session session, TranscriptionRow job, Failure failure)
    {
        if (TranscriptionErrors.MayPass(failure) && job.Attempts < settings.Attempts)
        {
            var wait = TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, FirstRetry.Ticks << (int)Math.Min(20, (job.Attempts - 1) * 2)));
            TranscriptionStore.Wait(session, job.Id, failure.Code, UtcMicros.From(clock.UtcNow + wait));
            return false;
        }

        TranscriptionStore.End(session, job.Id, TranscriptionRow.Failed, failure.Code, recognisers.Recogniser?.Name, null, UtcMicros.From(clock.UtcNow));
        evidence.Append(session, new EntryDraft(job.InstitutionId, "transcription.failed")
        {
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["transcription"] = job.Id,
                ["conversation"] = job.ConversationId,
                ["problem"] = failure.Code,
            },
        });
        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A recording could not be transcribed now")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
