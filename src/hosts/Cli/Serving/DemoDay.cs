using System.Globalization;
using Daylight.Demo;
using Daylight.Platform;
using Spectre.Console;

namespace Daylight.Cli.Serving;

/// <summary>Plays the simulated day against the running server, through the public API, and shows how far it is.</summary>
internal sealed class DemoDay(DemoFile demo, Uri server, SimulatedClock clock, ServePlan plan)
{
    private DayProgress? _latest;

    /// <summary>Plays until the day is over or the server is stopped.</summary>
    public async Task RunUntilStoppedAsync(CancellationToken stopping, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        SimulatedDay day = new(new SimulatedDayOptions
        {
            Server = server,
            Collectors = [.. demo.Collectors.Select(collector => new CollectorSignIn(collector.Name, collector.Token))],
            SamplesFolder = ProductFiles.Require("samples"),
            Pace = plan.Pace,
            Seed = plan.Seed,
            Report = progress => _latest = progress,
        });
        try
        {
            Console.WriteLine($"  模拟工作日，{plan.Pace:0.#} 倍速 · Playing a working day at {plan.Pace:0.#} times real time. Ctrl+C 停止 stops.");
            var playing = day.RunAsync(both.Token);
            await ShowAsync(playing, both.Token);
            var summary = await playing;
            Console.WriteLine($"  模拟工作日结束，服务继续运行 · The day is over, the server keeps running: {Line(summary.Progress)}");
        }
        catch (OperationCanceledException)
        {
            return;
        }

        clock.SlowDown();
    }

    private async Task ShowAsync(Task playing, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            await PrintEveryMinuteAsync(playing, cancellation);
            return;
        }

        await AnsiConsole.Progress().HideCompleted(false)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var bar = context.AddTask("…");
                while (!playing.IsCompleted && !cancellation.IsCancellationRequested)
                {
                    await Task.WhenAny(playing, Task.Delay(500, cancellation));
                    if (_latest is { } progress)
                    {
                        bar.Value = progress.Share * 100;
                        bar.Description = Markup.Escape(Line(progress));
                    }
                }
            });
    }

    private async Task PrintEveryMinuteAsync(Task playing, CancellationToken cancellation)
    {
        while (!playing.IsCompleted && !cancellation.IsCancellationRequested)
        {
            await Task.WhenAny(playing, Task.Delay(TimeSpan.FromMinutes(1), cancellation));
            if (_latest is { } progress)
            {
                Console.WriteLine("  " + Line(progress));
            }
        }
    }

    private static string Line(DayProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.At.ToOffset(TimeSpan.FromHours(8)):HH:mm} 请求 {progress.Asked} 许可 {progress.Permitted} 拒绝 {progress.Refused} 会话 {progress.Conversations} 语句 {progress.Utterances} 短信 {progress.Messages}{Problems(progress)}");

    private static string Problems(DayProgress progress) => progress.Problems.Count == 0
        ? ""
        : " ! " + string.Join(' ', progress.Problems.Select(problem => $"{problem.Key}×{problem.Value}"));
}
