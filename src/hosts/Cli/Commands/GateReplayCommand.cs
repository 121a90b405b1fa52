using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Daylight.Contact;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight gate replay</c>: decides stored decisions again; the answers must be the stored ones to the byte.</summary>
internal static class GateReplayCommand
{
    public static Command Make()
    {
        Target target = new();
        Option<string?> decision = new("--decision") { Description = "The decision, dc…" };
        Option<string?> from = new("--from") { Description = "All decisions from this day or moment on: 2026-03-01, or with a time and offset." };
        Option<string?> to = new("--to") { Description = "Until this day (included) or moment (excluded); now unless said otherwise." };
        Command replay = new("replay", "Decide stored decisions again and compare.") { decision, from, to };
        target.AddTo(replay);
        replay.SetAction((parsed, cancellation) => RunAsync(
            target.Of(parsed), parsed.GetValue(decision), parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(Output.Json), cancellation));
        return replay;
    }

    private static Task<int> RunAsync(TargetChoice target, string? decision, string? from, string? to, bool json, CancellationToken cancellation)
    {
        if (decision is null == from is null)
        {
            throw new InvalidOperationException("Give --decision ID, or --from with --to for a span of time.");
        }

        if (decision is not null)
        {
            return OneAsync(target, decision, json, cancellation);
        }

        return target.Server is null
            ? SpanAsync(target, from!, to, json, cancellation) // One of the two is given.
            : throw new InvalidOperationException("--server: a span of time is decided again on the data directory; a server answers for one --decision.");
    }

    private static async Task<int> OneAsync(TargetChoice target, string decision, bool json, CancellationToken cancellation)
    {
        var view = target.Server is null ? await HereAsync(target, decision, cancellation) : await RemotelyAsync(target, decision, cancellation);
        if (json)
        {
            Output.WriteJson(view);
        }
        else
        {
            Print(view);
        }

        return view.Outcome == "same" ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static async Task<ReplayView> HereAsync(TargetChoice target, string decision, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(target.Data, target.Postgres, cancellation);
        var caller = await installation.OperatorAsync(target.Institution, cancellation);
        var result = await installation.Get<Database>().WriteAsync(
            session => installation.Get<ReplayDecision>().Replay(session, caller, decision), cancellation);
        return result.Failure is { } failure ? throw new InvalidOperationException($"--decision: {failure.Detail}") : result.Value;
    }

    private static async Task<ReplayView> RemotelyAsync(TargetChoice target, string decision, CancellationToken cancellation)
    {
        using RemoteServer server = new(target.Server!, target.Token); // Called with a server only.
        var answer = await server.PostAsync($"contacts/decisions/{Uri.EscapeDataString(decision)}/replay", new { }, cancellation);
        return answer.Deserialize<ReplayView>(JsonSerializerOptions.Web)!; // A server's answer is never null.
    }

    private static async Task<int> SpanAsync(TargetChoice target, string from, string? to, bool json, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(target.Data, target.Postgres, cancellation);
        var institution = await installation.InstitutionAsync(target.Institution, cancellation);
        var caller = await installation.OperatorAsync(target.Institution, cancellation);
        var span = TimeSpanOption.Read(from, to, institution.Zone, installation.Get<TimeProvider>().GetUtcNow());
        var summary = await Output.ProgressAsync(async context =>
        {
            var bar = context.AddTask("Deciding again", maxValue: 1);
            Progress<ReplayProgress> progress = new(now => (bar.MaxValue, bar.Value) = (Math.Max(1, now.Total), now.Done));
            var done = await installation.Get<ReplayDecision>().ReplayAllAsync(caller, span.From, span.To, progress, cancellation);
            bar.Value = bar.MaxValue;
            return done;
        });
        if (json)
        {
            Output.WriteJson(summary);
        }
        else
        {
            Print(summary);
        }

        return summary.Same == summary.Decisions ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static void Print(ReplayView view)
    {
        Console.WriteLine($"{view.DecisionId}: {view.Verdict}, asked {UtcMicros.Text(view.AskedAt)}");
        Console.WriteLine($"stored    {view.StoredHash ?? "-"}");
        Console.WriteLine($"replayed  {view.ReplayedHash ?? "-"}");
        if (view.ZoneData is not null && view.ZoneData != view.ZoneDataHere)
        {
            Console.WriteLine($"时区数据不同 Decided with the zone data {view.ZoneData}; this machine has {view.ZoneDataHere}.");
        }

        Print(view.Outcome, view.Reason, view.Differences);
    }

    private static void Print(string outcome, string? reason, IReadOnlyList<ReplayDifference> differences)
    {
        switch (outcome)
        {
            case "same":
                Console.WriteLine("逐字节一致 same bytes");
                return;
            case "impossible":
                Console.WriteLine($"无法重放 cannot be decided again: {reason}");
                return;
            default:
                Console.WriteLine("不一致 different:");
                foreach (var one in differences)
                {
                    Console.WriteLine($"  {one.Field}: {one.Stored ?? "-"} -> {one.Replayed ?? "-"}");
                }

                return;
        }
    }

    private static void Print(ReplaySummary summary)
    {
        foreach (var one in summary.Named)
        {
            Console.Write($"{one.DecisionId}: ");
            Print(one.Outcome, one.Reason, one.Differences);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Decisions} decisions: {summary.Same} same bytes, {summary.Different} different, {summary.Impossible} cannot be decided again"));
        if (summary.OtherZoneData > 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"时区数据不同 {summary.OtherZoneData} were decided with other zone data; this machine has {summary.ZoneDataHere}."));
        }
    }
}
