using Npgsql;

namespace Daylight.Bench;

/// <summary>A schema of its own on a PostgreSQL server, dropped at the end.</summary>
internal sealed class PostgresSchema : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private PostgresSchema(string server, string name)
    {
        _server = server;
        _name = name;
    }

    public string ConnectionString => $"{_server};Search Path={_name}";

    public static async Task<PostgresSchema> MakeAsync(string server)
    {
        var name = "bench" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        await RunAsync(server, $"CREATE SCHEMA {name}");
        return new PostgresSchema(server, name);
    }

    public async ValueTask DisposeAsync() => await RunAsync(_server, $"DROP SCHEMA {_name} CASCADE");

    private static async Task RunAsync(string server, string sql)
    {
        await using NpgsqlConnection connection = new(server);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
