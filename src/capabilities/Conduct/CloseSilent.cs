using System.Globalization;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Conduct;

/// <summary>
/// Ends conversations that nobody ended: their client died, or forgot. Only an ended conversation can be found to lack a
/// step, and be scored. What came of the contact is not known, so nothing is stated about it.
/// </summary>
internal sealed partial class CloseSilent(Database database, ConversationLedger ledger, TimeProvider clock, ILogger<CloseSilent> log) : BackgroundService
{
    /// <summary>A call or a visit in which nothing was said for so long is over.</summary>
    public static readonly TimeSpan SpokenSilenceMax = TimeSpan.FromHours(12);

    /// <summary>Likewise a thread in which nothing was written.</summary>
    public static readonly TimeSpan WrittenSilenceMax = TimeSpan.FromDays(30);

    private const int BatchMax = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Ends what is due, at most a batch, and tells how many.</summary>
    public Task<int> SweepAsync(CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            session.Lock("close-silent");
            var now = clock.GetUtcNow();
            var due = ConductStore.Silent(session, UtcMicros.From(now - SpokenSilenceMax), UtcMicros.From(now - WrittenSilenceMax), BatchMax);
            due.ForEach(conversation => End(session, conversation));
            return due.Count;
        },
        cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SweepAsync(stoppingToken).ConfigureAwait(false) < BatchMax)
                {
                    await Task.Delay(Pause, stoppingToken).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The host's border: the next round tries again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogFailure(log, failure);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void End(Session session, ConversationRecord conversation)
    {
        session.Lock($"conversation:{conversation.Id}");
        var receipt = ledger.Append(session, conversation, new EntryDraft(conversation.InstitutionId, "conversation.closed")
        {
            ClaimedAt = UtcMicros.ToInstant(conversation.LastAt),
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["conversation"] = conversation.Id,
                ["outcome"] = "not-known",
                ["because"] = "silence",
                ["utterances"] = conversation.UtteranceCount.ToString(CultureInfo.InvariantCulture),
            },
        });
        ConductStore.Close(session, conversation.Id, null, conversation.LastAt, UtcMicros.From(receipt.At));
        session.Publish(conversation.InstitutionId, new ConversationCaptured(conversation.InstitutionId, conversation.Id, Captured.Closed));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Silent conversations could not be ended")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
