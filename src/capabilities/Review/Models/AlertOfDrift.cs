using System.Globalization;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Review;

/// <summary>Raises an alert where a champion drifts: once for a champion and a window, so again only after seven days in which it still does.</summary>
internal sealed class AlertOfDrift(
    Database database, Institutions institutions, ModelWatch watch, ModelAlerts alerts, EvidenceLog log, LiveFeed feed, IdSource ids)
{
    /// <summary>Looks at the champions of every institution.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var institution in await institutions.AllAsync(cancellation).ConfigureAwait(false))
        {
            if ((await database.ReadAsync(session => New(session, institution.Id), cancellation).ConfigureAwait(false)).Count > 0)
            {
                await feed.LoadAsync(institution.Id, cancellation).ConfigureAwait(false);
                await database.WriteAsync(session => Raise(session, institution.Id), cancellation).ConfigureAwait(false);
            }
        }
    }

    private List<ModelDrift> New(Session session, string institutionId) => watch.Drifts(session, institutionId)
        .FindAll(drift => !ModelAlertStore.WasRaised(session, institutionId, drift.Name, drift.Hash, drift.FromDay));

    private void Raise(Session session, string institutionId)
    {
        session.Lock($"model-alerts:{institutionId}");
        foreach (var drift in New(session, institutionId))
        {
            var id = ids.New("al");
            var seq = AlertStore.Count(session, institutionId, 1);
            var receipt = log.Append(session, new EntryDraft(institutionId, "model.drifted") { Details = About(drift, id, seq) });
            ModelAlertRecord row = new()
            {
                Id = id,
                InstitutionId = institutionId,
                Seq = seq,
                Model = drift.Name,
                Hash = drift.Hash,
                Drift = drift.Index,
                Texts = drift.Texts,
                FromDay = drift.FromDay,
                ToDay = drift.ToDay,
                RaisedAt = UtcMicros.From(receipt.At),
            };
            ModelAlertStore.Insert(session, row);
            var view = alerts.Views(session, institutionId, [row])[0];
            session.AfterCommit(() => feed.Apply(institutionId, view));
        }
    }

    /// <summary>The row could be written again from this.</summary>
    private static Dictionary<string, string> About(ModelDrift drift, string id, long seq) => new(StringComparer.Ordinal)
    {
        ["alert"] = id,
        ["seq"] = seq.ToString(CultureInfo.InvariantCulture),
        ["model"] = drift.Name,
        ["hash"] = drift.Hash,
        ["index"] = drift.Index.ToString(CultureInfo.InvariantCulture),
        ["threshold"] = ModelWatch.DriftFrom.ToString(CultureInfo.InvariantCulture),
        ["texts"] = drift.Texts.ToString(CultureInfo.InvariantCulture),
        ["from"] = ModelWatch.DateOf(drift.FromDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = ModelWatch.DateOf(drift.ToDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}

/// <summary>Looks every minute, on one of several servers.</summary>
internal sealed partial class AlertOfDriftService(Database database, AlertOfDrift look, ILogger<AlertOfDriftService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await database.TryLedAsync("model-alerts", look.LookAsync, failure => LogFailure(log, failure), stoppingToken).ConfigureAwait(false);
            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether models drift could not be looked at; the next round looks again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
