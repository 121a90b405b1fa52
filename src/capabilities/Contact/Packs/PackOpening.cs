using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Contact;

/// <summary>
/// When the server starts: says what did not load, records the set-up's choice where nothing was
/// approved yet, and loads what decides, so that no asker waits for it.
/// </summary>
internal sealed partial class PackOpening(
    PackShelf shelf, AdoptedPacks adopted, StaffDirectory directory, Database database, TimeProvider clock, ILogger<PackOpening> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var problem in shelf.Problems)
        {
            LogProblem(log, problem.ToString());
        }

        if (shelf.Packs.Count == 0)
        {
            LogNone(log);
        }

        await database.WriteAsync(Open, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Open(Session session)
    {
        var now = clock.GetUtcNow();
        foreach (var institution in directory.Institutions(session))
        {
            adopted.Establish(session, institution, now);
            foreach (var problem in adopted.Load(session, institution, adopted.InForce(session, institution, now)).Problems)
            {
                LogRefusing(log, institution, problem.ToString());
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A policy pack did not load: {Problem}")]
    private static partial void LogProblem(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "No policy pack loaded: every contact will be refused")]
    private static partial void LogNone(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The packs that {Institution} has adopted do not load, every contact is refused: {Problem}")]
    private static partial void LogRefusing(ILogger logger, string institution, string problem);
}
