using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Platform.Keys;

/// <summary>
/// Keeps the key hierarchy in order, on the server that leads: brings keys of older data directories into it, turns each
/// institution's epoch after a month, goes on with what a crash stopped, and destroys what is due.
/// </summary>
internal sealed partial class KeyUpkeep(Database database, KeyRotation rotation, TimeProvider clock, ILogger<KeyUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EpochLength = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.TryLedAsync("key-upkeep", RoundAsync, failure => LogFailure(logger, failure), stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One round over all institutions.</summary>
    internal async Task RoundAsync(CancellationToken cancellation)
    {
        foreach (var institution in await database.ReadAsync(EpochStore.Institutions, cancellation).ConfigureAwait(false))
        {
            var (underRoot, mustTurn) = await database.ReadAsync(
                session => (EpochStore.HasPurposesUnderRoot(session, institution), MustTurn(session, institution)), cancellation).ConfigureAwait(false);
            if (underRoot)
            {
                await rotation.HangPurposesAsync(institution, cancellation).ConfigureAwait(false);
            }

            if (mustTurn)
            {
                await rotation.TurnEpochAsync(institution, KeyRotation.BackupWindow, cancellation).ConfigureAwait(false);
            }

            await rotation.MoveAllSubjectsAsync(institution, null, cancellation).ConfigureAwait(false);
        }

        await rotation.DestroyDueAsync(cancellation).ConfigureAwait(false);
    }

    private bool MustTurn(Session session, string institutionId)
    {
        var epochs = EpochStore.All(session, institutionId);
        if (epochs.TrueForAll(epoch => epoch.Number != 0) && EpochStore.HasLegacySubjects(session, institutionId))
        {
            return true;
        }

        return epochs.Find(epoch => epoch.State == "open") is { } open && UtcMicros.ToInstant(open.MadeAt) + EpochLength <= clock.GetUtcNow();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The keys could not be kept in order; what is sealed stays readable")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
