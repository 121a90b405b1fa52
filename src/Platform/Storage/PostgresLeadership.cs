using Npgsql;

namespace Daylight.Platform.Storage;

/// <summary>
/// Which background tasks this process leads: session locks on one connection of its own, so that the database itself passes
/// the lead on when the process dies.
/// </summary>
internal sealed class PostgresLeadership(NpgsqlDataSource source) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<string> _led = new(StringComparer.Ordinal);
    private NpgsqlConnection? _connection;

    public async Task<bool> LeadsAsync(string task, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            _connection ??= await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            if (await AskAsync(_connection, task, cancellation).ConfigureAwait(false))
            {
                _led.Add(task);
                return true;
            }

            return false;
        }
        catch
        {
            // The connection is broken, and with it every lead: the next question opens a new one and runs for them again.
            await ForgetAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    /// <summary>A lead that is held is confirmed by asking over the connection that holds it.</summary>
    private async Task<bool> AskAsync(NpgsqlConnection connection, string task, CancellationToken cancellation)
    {
        // The schema is part of the key: several installations may share a database.
        await using NpgsqlCommand command = new(
            _led.Contains(task) ? "SELECT true" : "SELECT pg_try_advisory_lock(hashtextextended(current_schema() || ':leads:' || $1, 0))", connection);
        if (!_led.Contains(task))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = task });
        }

        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true;
    }

    private async Task ForgetAsync()
    {
        _led.Clear();
        if (_connection is { } connection)
        {
            _connection = null;
            NpgsqlConnection.ClearPool(connection); // Session locks must not go back into the pool.
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
