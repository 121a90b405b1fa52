using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace Daylight;

/// <summary>The databases tests run on: SQLite always, PostgreSQL when DAYLIGHT_POSTGRES holds a connection string.</summary>
public static class Databases
{
    public static string? Postgres => Environment.GetEnvironmentVariable("DAYLIGHT_POSTGRES") is { Length: > 0 } text ? text : null;

    /// <summary>For <c>[MemberData(nameof(Databases.All), MemberType = typeof(Databases))]</c>.</summary>
    public static TheoryData<Dialect> All => Postgres is null ? [Dialect.Sqlite] : [Dialect.Sqlite, Dialect.Postgres];
}

/// <summary>A clock that tests move by hand; timers stay real.</summary>
public sealed class HandClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>
/// A whole installation in a temporary folder on a real database, without the web host: rooms, tables, keys, log files.
/// <code>await using var home = await TestInstallation.OpenAsync(dialect);</code>
/// Further rooms are added through <c>rooms</c> and <c>migrations</c>; hosted services run only after <see cref="StartAsync"/>.
/// </summary>
public sealed class TestInstallation : IAsyncDisposable
{
    public const string Institution = "in00000000000000000001";
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;
    private readonly DataDirectory _data;
    private readonly string? _schemaOwner;
    private readonly string? _schemaName;
    private bool _started;
    private bool _closed;

    private TestInstallation(string folder, DataDirectory data, ServiceProvider services, HandClock clock, string? schemaOwner, string? schemaName)
    {
        Folder = folder;
        _data = data;
        _services = services;
        Clock = clock;
        _schemaOwner = schemaOwner;
        _schemaName = schemaName;
    }

    /// <summary>The data directory.</summary>
    public string Folder { get; }

    /// <summary>The schema in PostgreSQL; null on SQLite.</summary>
    public string? Schema => _schemaName;

    /// <summary>Starts at Monday 2026-03-02 10:00 in Shanghai.</summary>
    public HandClock Clock { get; }

    public Database Database => Get<Database>();

    public static async Task<TestInstallation> OpenAsync(
        Dialect dialect,
        Action<IServiceCollection>? rooms = null,
        IEnumerable<System.Reflection.Assembly>? migrations = null,
        string? folder = null,
        string? schema = null)
    {
        folder ??= Directory.CreateTempSubdirectory("daylight-test-").FullName;
        var clock = new HandClock(Start);
        var postgres = dialect == Dialect.Postgres ? Databases.Postgres : null;
        if (postgres is not null)
        {
            schema ??= "t" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
            await RunAsync(postgres, $"CREATE SCHEMA IF NOT EXISTS {schema}");
        }

        var data = postgres is null ? DataDirectory.Open(folder) : DataDirectory.OpenShared(folder);
        ServiceCollection services = new();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddPlatform(data, clock, clock, postgres is null ? null : $"{postgres};Search Path={schema};Maximum Pool Size=16");
        services.AddEvidence();
        services.AddIdentity();
        services.AddPortfolio();
        rooms?.Invoke(services);
        var provider = services.BuildServiceProvider();
        TestInstallation home = new(folder, data, provider, clock, postgres, schema);
        await Migrations.RunAsync(
            home.Database,
            [typeof(Database).Assembly, typeof(EvidenceLog).Assembly, typeof(StaffDirectory).Assembly, typeof(PortfolioModule).Assembly, .. migrations ?? []],
            CancellationToken.None);
        await home.AddInstitutionAsync(Institution, "示例机构");
        return home;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<T> WriteAsync<T>(Func<Session, T> work) => Database.WriteAsync(work, CancellationToken.None);

    public Task WriteAsync(Action<Session> work) => Database.WriteAsync(work, CancellationToken.None);

    public Task<T> ReadAsync<T>(Func<Session, T> work) => Database.ReadAsync(work, CancellationToken.None);

    /// <summary>An institution that contacted nobody before, and says so where there is a gate to tell.</summary>
    public Task AddInstitutionAsync(string id, string name) => WriteAsync(session =>
    {
        session.Execute(
            "INSERT INTO institution (id, name, zone, employer, created_at) VALUES (@id, @name, 'Asia/Shanghai', 'agency', 0) ON CONFLICT DO NOTHING",
            new { id, name });
        if (session.First<long>("SELECT COUNT(*) FROM schema_migration WHERE name LIKE '%0005_window.sql'") > 0)
        {
            session.Execute(
                """
                INSERT INTO contact_window_declaration (institution_id, declared_by, declared_at, entry_id) VALUES (@id, 'test', 0, '')
                ON CONFLICT DO NOTHING
                """,
                new { id });
        }
    });

    /// <summary>A staff member in the tables, and the caller they are.</summary>
    public async Task<Caller> AddStaffAsync(Role role, string name, string? teamId = null, string institution = Institution)
    {
        var id = Get<IdSource>().New("st");
        await WriteAsync(session =>
        {
            if (teamId is not null)
            {
                session.Execute(
                    "INSERT INTO team (id, institution_id, name, created_at) VALUES (@teamId, @institution, @teamId, 0) ON CONFLICT DO NOTHING",
                    new { teamId, institution });
            }

            session.Execute(
                """
                INSERT INTO staff (id, institution_id, sign_in_name, display_name, roles, team_id, active, password, created_at)
                VALUES (@id, @institution, @name, @name, @roles, @teamId, 1, '', 0)
                """,
                new { id, institution, name, roles = role.ToString(), teamId });
        });
        return new Caller(institution, "Asia/Shanghai", id, teamId, [role]);
    }

    /// <summary>Runs the hosted services (sequencer, fact delivery).</summary>
    public async Task StartAsync()
    {
        _started = true;
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    /// <summary>Stops everything but keeps folder and schema, so that a test can open them again.</summary>
    public async Task<(string Folder, string? Schema)> CloseAsync()
    {
        await StopAsync();
        _closed = true;
        return (Folder, _schemaName);
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        await StopAsync();
        Directory.Delete(Folder, recursive: true);
        if (_schemaOwner is not null)
        {
            await RunAsync(_schemaOwner, $"DROP SCHEMA {_schemaName} CASCADE");
        }
    }

    private async Task StopAsync()
    {
        if (_started)
        {
            _started = false;
            foreach (var service in _services.GetServices<IHostedService>().Reverse())
            {
                await service.StopAsync(CancellationToken.None);
            }
        }

        await _services.DisposeAsync();
        _data.Dispose();
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
