using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Daylight.Contact;

/// <summary>Reads the packs when the server starts, so that no asker waits for it, and says what did not load.</summary>
internal sealed partial class PackOpening(PackShelf shelf, ILogger<PackOpening> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var problem in shelf.Problems)
        {
            LogProblem(log, problem.ToString());
        }

        if (shelf.Packs.Count == 0)
        {
            LogNone(log);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "A policy pack did not load: {Problem}")]
    private static partial void LogProblem(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "No policy pack loaded: every contact will be refused")]
    private static partial void LogNone(ILogger logger);
}
