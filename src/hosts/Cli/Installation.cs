using Daylight.Cli.Serving;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Cli;

/// <summary>A data directory opened by the command line while no server runs on it: nothing listens, no background work.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly DaylightServer _server;

    private Installation(DaylightServer server) => _server = server;

    public IServiceProvider Services => _server.App.Services;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Opens an existing data directory.</summary>
    /// <exception cref="InvalidOperationException">There is none, or a running process holds it.</exception>
    public static async Task<Installation> OpenAsync(string dataFolder, string? postgres, CancellationToken cancellation)
    {
        if (postgres is null && !File.Exists(Path.Combine(dataFolder, "daylight.db")))
        {
            throw new InvalidOperationException($"{dataFolder}: there is no Daylight data directory here; start one with daylight serve --data {dataFolder}.");
        }

        if (DemoFile.Read(dataFolder) is not { } demo)
        {
            return new Installation(await OpenAsync(dataFolder, TimeProvider.System, postgres, cancellation));
        }

        // A demonstration lives in its own time: what the command line records there must not leap to ours.
        SimulatedClock clock = new(DateTimeOffset.UnixEpoch, 1, TimeProvider.System);
        Installation installation = new(await OpenAsync(dataFolder, clock, postgres, cancellation));
        var last = await installation.Get<Database>().ReadAsync(
            session => installation.Get<EvidenceLog>().LastReceived(session, demo.InstitutionId), cancellation);
        clock.NotBefore(last ?? DateTimeOffset.UnixEpoch);
        return installation;
    }

    /// <summary>The institution of that name or id, or the only one.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it must be named.</exception>
    public async Task<InstitutionView> InstitutionAsync(string? nameOrId, CancellationToken cancellation)
    {
        var all = await Get<Institutions>().AllAsync(cancellation);
        var fitting = nameOrId is null ? all : all.Where(one => one.Id == nameOrId || one.Name == nameOrId).ToArray();
        return fitting.Length == 1
            ? fitting[0]
            : throw new InvalidOperationException($"--institution: name one of {string.Join(", ", all.Select(one => one.Name))}.");
    }

    /// <summary>The operator of this command line as a caller.</summary>
    public async Task<Caller> OperatorAsync(string? institution, CancellationToken cancellation) =>
        Get<Institutions>().Operator(await InstitutionAsync(institution, cancellation));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task<DaylightServer> OpenAsync(string dataFolder, TimeProvider clock, string? postgres, CancellationToken cancellation) =>
        DaylightServer.OpenAsync(new ServerOptions(dataFolder, "http://127.0.0.1:0", clock, postgres), cancellation);
}
