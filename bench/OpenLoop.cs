using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Daylight.Bench;

/// <summary>
/// Offers work at a fixed rate, whether or not the work before has ended, and counts each latency from the moment at which
/// the work was due: a stall is felt by everything that was due during it.
/// </summary>
internal static partial class OpenLoop
{
    public static async Task<Latencies> RunAsync(int perSecond, TimeSpan span, Func<int, Task> work)
    {
        Latencies latencies = new();
        List<Task> running = [];
        var total = (int)(perSecond * span.TotalSeconds);
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread clock = new(() =>
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < total; i++)
            {
                var due = TimeSpan.FromSeconds((double)i / perSecond);
                while (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left)
                {
                    Sleep(left);
                }

                var number = i;
                running.Add(Task.Run(async () =>
                {
                    await work(number);
                    latencies.Add(Stopwatch.GetElapsedTime(started) - due);
                }));
            }

            done.SetResult();
        }) { IsBackground = true };
        clock.Start();
        await done.Task;
        await Task.WhenAll(running);
        return latencies;
    }

    /// <summary>So many clients, each asking as soon as it was answered.</summary>
    public static async Task<(double PerSecond, Latencies Latencies)> ClosedAsync(int clients, int count, Func<int, Task> work)
    {
        Latencies latencies = new();
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var one = Stopwatch.GetTimestamp();
                await work(i);
                latencies.Add(Stopwatch.GetElapsedTime(one));
            }
        }));
        return (count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies);
    }

    /// <summary>
    /// Sleeps to about a tenth of a millisecond without turning in circles, which would take a core from what is measured;
    /// <see cref="Thread.Sleep(TimeSpan)"/> knows whole milliseconds only.
    /// </summary>
    private static void Sleep(TimeSpan span)
    {
        TimeSpec spec = new((long)span.TotalSeconds, span.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
        _ = nanosleep(in spec, IntPtr.Zero);
    }

    [LibraryImport("libc")]
    private static partial int nanosleep(in TimeSpec span, IntPtr left);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
