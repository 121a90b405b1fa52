using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Portfolio;

/// <summary>
/// Runs uploaded imports one after the other. What a stopped server left running goes on at the next start, behind the last
/// finished batch; the sealed upload is deleted once the import is done.
/// </summary>
internal sealed partial class ImportService(
    Database database, ImportRuns runs, ImportRunner runner, KeyRing keys, ObjectFolder objects, TimeProvider clock, ILogger<ImportService> logger) : BackgroundService
{
    private readonly Channel<(string InstitutionId, string Id)> _queue = Channel.CreateBounded<(string, string)>(1000);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    public ValueTask EnqueueAsync(string institutionId, string id, CancellationToken cancellation) =>
        _queue.Writer.WriteAsync((institutionId, id), cancellation);

    /// <summary>Asks a running import to stop after its present batch; one that only waits is marked at once.</summary>
    public async Task CancelAsync(string institutionId, string id, CancellationToken cancellation)
    {
        if (_running.TryGetValue(id, out var source))
        {
            await source.CancelAsync();
            return;
        }

        await database.WriteAsync(
            session =>
            {
                if (runs.Find(session, institutionId, id) is { Status: "running" or "uploaded" } row)
                {
                    runs.End(session, row, "cancelled", null, UtcMicros.From(clock.GetUtcNow()), forget: false);
                }
            },
            cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            foreach (var left in await database.ReadAsync(runs.Running, stoppingToken))
            {
                await EnqueueAsync(left.InstitutionId, left.Id, stoppingToken);
            }

            await foreach (var (institutionId, id) in _queue.Reader.ReadAllAsync(stoppingToken))
            {
                await RunAsync(institutionId, id, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The run stays 'running' and goes on at the next start.
        }
    }

    private async Task RunAsync(string institutionId, string id, CancellationToken stopping)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _running[id] = source;
        try
        {
            var row = await database.ReadAsync(session => runs.Find(session, institutionId, id), stopping);
            if (row is { Status: "running", Object: not null })
            {
                await RunAsync(row, source.Token);
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            await EndAsync(institutionId, id, "cancelled", null, forget: false);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
#pragma warning disable CA1031 // One broken import must not stop the others; the run says that it failed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(logger, id, failure);
            await EndAsync(institutionId, id, "failed", "The import stopped on an internal error; start it again to go on behind the last finished batch.", forget: false);
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }

    private async Task RunAsync(ImportRunRow row, CancellationToken cancellation)
    {
        var file = await database.WriteAsync(session => Open(session, row), cancellation);
        var mapping = ImportRuns.Mapping(row).ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        var report = await runner.RunAsync(
            () => new MemoryStream(file, writable: false),
            row.Kind,
            new ImportScope(row.InstitutionId, row.StaffId, row.Zone, row.FileName),
            mapping,
            null,
            cancellation);
        await EndAsync(row.InstitutionId, row.Id, report.IsFailure ? "failed" : "done", report.Failure?.Detail, forget: !report.IsFailure);
    }

    private byte[] Open(Session session, ImportRunRow row)
    {
        var key = FieldSeal.Open(keys.Institution(session, row.InstitutionId, "content"), row.KeyContext, row.WrappedKey);
        var body = objects.Get(row.Object!) ?? throw new CryptographicException("The sealed upload is missing.");
        return ChunkedEncryption.Open(key, body, Encoding.ASCII.GetBytes(row.Id));
    }

    private async Task EndAsync(string institutionId, string id, string status, string? error, bool forget)
    {
        var row = await database.WriteAsync(
            session =>
            {
                var found = runs.Find(session, institutionId, id);
                if (found is not null)
                {
                    runs.End(session, found, status, error, UtcMicros.From(clock.GetUtcNow()), forget);
                }

                return found;
            },
            CancellationToken.None);
        if (forget && row?.Object is { } name)
        {
            objects.Remove(name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} failed")]
    private static partial void LogFailure(ILogger logger, string id, Exception failure);
}
