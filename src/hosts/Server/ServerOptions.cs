namespace Daylight.Server;

/// <summary>How a server is to run.</summary>
/// <param name="DataFolder">The data directory; made if it does not exist.</param>
/// <param name="Urls">The addresses to listen on, for example <c>http://127.0.0.1:5080</c>.</param>
/// <param name="Clock">The clock that decides; simulated in a demonstration.</param>
/// <param name="Postgres">A PostgreSQL connection string, or null for the embedded database.</param>
public sealed record ServerOptions(string DataFolder, string Urls, TimeProvider Clock, string? Postgres)
{
    /// <summary>The clock of people's sessions and leases; real time unless a test says otherwise.</summary>
    public TimeProvider Human { get; init; } = TimeProvider.System;

    /// <summary>The least severe log level that is written to the console.</summary>
    public Microsoft.Extensions.Logging.LogLevel LogLevel { get; init; } = Microsoft.Extensions.Logging.LogLevel.Warning;
}
