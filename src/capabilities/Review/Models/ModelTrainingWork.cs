using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>
/// Trains models, one at a time and on one thread, beside everything else. It says every few seconds that it is alive, and stops
/// within them when it was cancelled. Texts are only ever in memory: a training whose process was killed begins anew, and gives
/// the same model of the same texts. The model is kept in the transaction that ends the training.
/// </summary>
internal sealed class ModelTrainingWork(
    Database database, Transcripts transcripts, TrainingTexts texts, OwnModels models, SubjectStates states, ModelTrainingLedger ledger, TimeProvider clock)
{
    private const int PageSize = 50;
    private const int ArchivePageSize = 500;

    /// <summary>Conversations that a sample of all utterances is taken from, spread evenly over the period.</summary>
    private const int TrafficConversations = 2_000;

    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(5);

    /// <summary>Works off the oldest training that waits; false if none did.</summary>
    public async Task<bool> NextAsync(CancellationToken cancellation)
    {
        var row = await database.WriteAsync(session => ModelTrainingStore.Runs.Take(session, clock.GetUtcNow()), cancellation).ConfigureAwait(false);
        if (row is null)
        {
            return false;
        }

        if (await GatherAsync(row, cancellation).ConfigureAwait(false) is not { } split)
        {
            return true;
        }

        row = row with { Step = ModelTrainingRow.Learning, Share = 0, Counts = JsonSerializer.Serialize(split.Counts) };
        if (split.Refusal is { } refusal)
        {
            await RefuseAsync(row, refusal, cancellation).ConfigureAwait(false);
            return true;
        }

        await LearnAsync(row, split, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Opens the texts, page by page; null if it was cancelled.</summary>
    private async Task<TrainingSplit?> GatherAsync(ModelTrainingRow row, CancellationToken cancellation)
    {
        ArchiveSpan span = new(row.FromAt, row.ToAt, null, row.FromAt - 1, "");
        var utterances = await database.ReadAsync(
            session => ReviewedStore.Utterances(session, row.InstitutionId, row.Category, row.Rule, row.FromAt, row.ToAt), cancellation).ConfigureAwait(false);
        var archived = await database.ReadAsync(session => transcripts.CountClosed(session, row.InstitutionId, span), cancellation).ConfigureAwait(false);
        var pages = utterances.GroupBy(one => one.ConversationId, StringComparer.Ordinal).Chunk(PageSize).ToList();
        await database.WriteAsync(
            session => ledger.Reading(session, row, utterances.Count, pages.Sum(page => page.Length), Math.Min(archived, TrafficConversations)), cancellation).ConfigureAwait(false);

        List<TrainingText> reviewed = [];
        foreach (var (page, place) in pages.Select((page, place) => (page, place)))
        {
            reviewed.AddRange(await database.ReadAsync(session => texts.Reviewed(session, row.InstitutionId, page.SelectMany(one => one)), cancellation).ConfigureAwait(false));
            if (!await BeatAsync(row with { Share = (place + 1) / (2.0 * pages.Count) }, cancellation).ConfigureAwait(false))
            {
                return null;
            }
        }

        return await TrafficAsync(row, span, archived, cancellation).ConfigureAwait(false) is { } traffic
            ? TrainingSplit.Of(reviewed, traffic, row.Background == 1)
            : null;
    }

    private async Task<List<TrainingText>?> TrafficAsync(ModelTrainingRow row, ArchiveSpan span, long archived, CancellationToken cancellation)
    {
        List<TrainingText> traffic = [];
        var seen = 0L;
        while (true)
        {
            var page = await database.ReadAsync(session => transcripts.Closed(session, row.InstitutionId, span, ArchivePageSize), cancellation).ConfigureAwait(false);
            if (page.Count == 0)
            {
                return traffic;
            }

            var first = seen;
            var sample = page.Where((_, i) => IsInSample(first + i, archived)).ToList();
            traffic.AddRange(await database.ReadAsync(session => texts.Traffic(session, row.InstitutionId, sample, row.Category), cancellation).ConfigureAwait(false));
            seen += page.Count;
            span = span with { AfterAt = page[^1].StartedAt, AfterId = page[^1].Id };
            if (!await BeatAsync(row with { Share = 0.5 + Math.Min(0.5, seen / (2.0 * Math.Max(1, archived))) }, cancellation).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private static bool IsInSample(long place, long archived) =>
        archived <= TrafficConversations || (place + 1) * TrafficConversations / archived > place * TrafficConversations / archived;

    private async Task LearnAsync(ModelTrainingRow row, TrainingSplit split, CancellationToken cancellation)
    {
        var champion = await database.ReadAsync(session => Champion(session, row, split), cancellation).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var share = 0d;
        var training = Task.Run(() => ModelCourse.Run(row, split, champion, done => Volatile.Write(ref share, done), stop.Token), stop.Token);
        try
        {
            while (await Task.WhenAny(training, Task.Delay(BeatEvery, stop.Token)).ConfigureAwait(false) != training)
            {
                if (!await BeatAsync(row with { Share = Volatile.Read(ref share) }, cancellation).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        finally
        {
            if (!training.IsCompleted)
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await training.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
            }
        }

        var (detector, report, problem) = await training.ConfigureAwait(false);
        if (detector is null || report is null)
        {
            // The engine counts texts that differ in nothing but punctuation once, so fewer may be left than were reviewed.
            await RefuseAsync(row, problem is null ? TrainingSplit.TooFew : "too-alike", cancellation).ConfigureAwait(false);
            return;
        }

        await KeepAsync(row, split, detector, report, cancellation).ConfigureAwait(false);
    }

    private Incumbent? Champion(Session session, ModelTrainingRow row, TrainingSplit split)
    {
        if (models.Champion(session, row.InstitutionId, row.Name) is not { } card || models.Find(session, row.InstitutionId, card.Hash) is not { } detector)
        {
            return null;
        }

        var learned = split.HeldOut.Select(text => text.ConversationId).Distinct(StringComparer.Ordinal).Chunk(ArchivePageSize)
            .SelectMany(ids => models.Learned(session, card.VersionId, ids)).ToHashSet(StringComparer.Ordinal);
        return new Incumbent(card.VersionId, detector, split.HeldOut.Count(text => learned.Contains(text.ConversationId)));
    }

    private Task KeepAsync(ModelTrainingRow row, TrainingSplit split, Detector detector, ModelReport report, CancellationToken cancellation) => database.WriteAsync<Result<string?>>(
        session =>
        {
            var sources = split.Learned.Select(text => new ModelSource(text.ConversationId, text.PersonId)).Distinct().ToList();
            if (sources.Select(source => source.PersonId).Distinct(StringComparer.Ordinal).ToList()
                .ConvertAll(person => states.Queue(session, row.InstitutionId, person)).Exists(sought => sought.State == SubjectState.Erased))
            {
                End(session, row, ModelTrainingRow.Refused, "person-erased", null);
                return (string?)null;
            }

            var id = models.Keep(session, new TrainedModel(row.InstitutionId, row.Name, row.Category, row.Rule, row.AskedBy, row.Id, detector, report, sources));
            return End(session, row, RunRow.Done, null, id) ? id : ReviewErrors.RunEnded; // Cancelled meanwhile: nothing is kept.
        },
        cancellation);

    private Task RefuseAsync(ModelTrainingRow row, string reason, CancellationToken cancellation) =>
        database.WriteAsync(session => End(session, row, ModelTrainingRow.Refused, reason, null), cancellation);

    private bool End(Session session, ModelTrainingRow row, string status, string? error, string? versionId)
    {
        var ended = row with
        {
            Status = status,
            Error = error,
            VersionId = versionId,
            Share = status == RunRow.Done ? 1 : row.Share,
            EndedAt = UtcMicros.From(clock.GetUtcNow()),
        };
        if (!ModelTrainingStore.End(session, ended))
        {
            return false;
        }

        ledger.Ended(session, ended, row.AskedBy);
        return true;
    }

    private Task<bool> BeatAsync(ModelTrainingRow row, CancellationToken cancellation) =>
        database.WriteAsync(session => ModelTrainingStore.Beat(session, row with { BeatAt = UtcMicros.From(clock.GetUtcNow()) }), cancellation);
}
