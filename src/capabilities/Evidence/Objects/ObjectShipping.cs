using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Evidence;

/// <summary>
/// Brings new exhibits from the local folder to the store outside, every few seconds. While the store is away they wait in the
/// folder, where they are as durable as without it.
/// </summary>
internal sealed partial class ObjectShipping(ObjectMove move, StagedObjects objects, Database database, TimeProvider clock, ILogger<ObjectShipping> logger) : BackgroundService
{
    private static readonly TimeSpan Rounds = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private ObjectStoreException? _failure;
    private DateTimeOffset? _failingSince;

    /// <summary>What failed last on this server, and since when; null while all goes well.</summary>
    public (ObjectStoreException Failure, DateTimeOffset Since)? Failing
    {
        get
        {
            lock (_gate)
            {
                return _failure is null ? null : (_failure, _failingSince!.Value);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (objects.Outside is null)
        {
            return;
        }

        using PeriodicTimer timer = new(Rounds);
        try
        {
            do
            {
                await RoundAsync(stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What lies in the folder is moved after the next start.
        }
    }

    private Task RoundAsync(CancellationToken stopping) =>
        ServiceRounds.TryAsync(() => ShipAsync(stopping), failure => LogFailure(logger, failure), stopping);

    private async Task ShipAsync(CancellationToken stopping)
    {
        try
        {
            if (await database.LeadsAsync("objects", stopping).ConfigureAwait(false))
            {
                await move.ToOutsideAsync(null, stopping).ConfigureAwait(false);
            }

            Tell(null);
        }
        catch (ObjectStoreException failure)
        {
            if (Failing is null)
            {
                LogStore(logger, failure.Fault, failure.Message);
            }

            Tell(failure);
        }
    }

    private void Tell(ObjectStoreException? failure)
    {
        lock (_gate)
        {
            _failingSince = failure is null ? null : _failingSince ?? clock.GetUtcNow();
            _failure = failure;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The object store fails ({Fault}): {Detail} New exhibits wait in the local folder")]
    private static partial void LogStore(ILogger logger, ObjectStoreFault fault, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Exhibits could not be moved to the object store; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
