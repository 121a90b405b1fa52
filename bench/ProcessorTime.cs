using System.Diagnostics;
using System.Globalization;
using Daylight.Platform.Storage;

namespace Daylight.Bench;

/// <summary>
/// Processor time of this process and of the PostgreSQL processes that serve it (Linux: read from /proc), what this process
/// allocated, and for how long its garbage collector held everything up.
/// </summary>
internal sealed class ProcessorTime(Database database)
{
    private TimeSpan _own;
    private TimeSpan _server;
    private TimeSpan _paused;
    private long _allocated;
    private int _collections;

    public async Task StartAsync()
    {
        (_own, _server) = (Own(), await ServerAsync());
        (_paused, _allocated, _collections) = (GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));
    }

    /// <summary>Per piece of work, of both, since the start.</summary>
    public async Task<string> PerPieceAsync(int pieces)
    {
        var (own, server) = ((Own() - _own) / pieces, (await ServerAsync() - _server) / pieces);
        var (paused, allocated, collections) = (GC.GetTotalPauseDuration() - _paused, (GC.GetTotalAllocatedBytes() - _allocated) / pieces, GC.CollectionCount(0) - _collections);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"processor time {own.TotalMilliseconds:0.00} ms here + {server.TotalMilliseconds:0.00} ms PostgreSQL each; {allocated / 1000.0:0.0} kB each, {collections} collections paused {paused.TotalMilliseconds:0} ms");
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
