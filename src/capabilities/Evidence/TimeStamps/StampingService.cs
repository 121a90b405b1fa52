using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>Asks each configured authority by itself, so that one that hangs keeps no other waiting.</summary>
internal sealed partial class StampingService(TimeStampSettings settings, Func<Authority, Stamping> stamping, Database database, ILogger<StampingService> logger) : BackgroundService
{
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(settings.Authorities.Select(authority => AskAsync(authority, stoppingToken)));

    private async Task AskAsync(Authority authority, CancellationToken stopping)
    {
        var rounds = stamping(authority);
        using PeriodicTimer timer = new(Rounds);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                await RoundAsync(authority, rounds, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not stamped is stamped after the next start.
        }
    }

    private Task RoundAsync(Authority authority, Stamping rounds, CancellationToken stopping) =>
        database.TryLedAsync("time-stamps", rounds.RoundAsync, failure => LogFailure(logger, authority.Name, failure), stopping);

    [LoggerMessage(Level = LogLevel.Error, Message = "The time stamps of {Authority} could not be brought up to date; they are asked for again")]
    private static partial void LogFailure(ILogger logger, string authority, Exception failure);
}
