using System.Diagnostics;
using System.Globalization;
using Daylight.Platform.Storage;

namespace Daylight.Bench;

/// <summary>Processor time of this process and of the PostgreSQL processes that serve it (Linux: read from /proc).</summary>
internal sealed class ProcessorTime(Database database)
{
    private TimeSpan _own;
    private TimeSpan _server;

    public async Task StartAsync() => (_own, _server) = (Own(), await ServerAsync());

    /// <summary>Per piece of work, of both, since the start.</summary>
    public async Task<string> PerPieceAsync(int pieces)
    {
        var (own, server) = ((Own() - _own) / pieces, (await ServerAsync() - _server) / pieces);
        return string.Create(CultureInfo.InvariantCulture, $"processor time {own.TotalMilliseconds:0.00} ms here + {server.TotalMilliseconds:0.00} ms PostgreSQL each");
    }

    private static TimeSpan Own()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private async Task<TimeSpan> ServerAsync()
    {
        if (database.Dialect != Dialect.Postgres)
        {
            return TimeSpan.Zero;
        }

        var pids = await database.ReadAsync(session => session.Query<int>("SELECT pid FROM pg_stat_activity WHERE application_name = 'daylight-bench'"), default);
        return TimeSpan.FromMilliseconds(pids.Sum(pid => File.Exists($"/proc/{pid}/stat") ? Ticks(File.ReadAllText($"/proc/{pid}/stat")) * 10.0 : 0));
    }

    // utime and stime, fields 14 and 15, in ticks of 10 ms; the name before them may hold blanks but ends with a bracket.
    private static long Ticks(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }
}
