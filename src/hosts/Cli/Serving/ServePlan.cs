namespace Daylight.Cli.Serving;

/// <summary>What the user asked of <c>daylight serve</c>.</summary>
/// <param name="DataFolder">The data directory.</param>
/// <param name="Urls">The addresses to listen on.</param>
/// <param name="Postgres">A PostgreSQL connection string, or null.</param>
/// <param name="Demo">True to load the demonstration and play a day into it.</param>
/// <param name="Pace">Simulated seconds for each real second of the demonstration.</param>
/// <param name="Seed">Seed of the simulated day.</param>
/// <param name="Institution">Name of the institution that an empty installation is opened with.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Employer">What it is.</param>
internal sealed record ServePlan(
    string DataFolder, string Urls, string? Postgres, bool Demo, double Pace, int Seed, string Institution, string Zone, string Employer);
