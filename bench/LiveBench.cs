using System.Diagnostics;
using System.Net.Http.Json;
using Daylight.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Daylight.Bench;

/// <summary>
/// 1,000 conversations live over HTTP, each of which says something every five seconds or so, and a violation now and then. Measured from
/// sending the utterance, once the server is warm: until its alert stands in the alert list, as an inspector's program sees it; and until it stands in the page
/// of a real Chromium that shows the live wall.
/// </summary>
internal static class LiveBench
{
    private const int Conversations = 1_000;
    private const int Speakers = 20;
    private const int Violations = 300;
    private const int ViolationsOnTheWall = 200;
    private const int WarmUp = 20;
    private const string Limit = "limit: p99 250 ms to the browser";
    private const string Harmless = "好的，我了解一下您的情况，您看什么时候方便处理呢？";
    private const string Violation = "我们是公安局的，你再不还钱今天就派人把你抓去坐牢。";

    public static async Task RunAsync()
    {
        await using var installation = await Installation.OpenAsync();
        var cases = await Api.AssignedAsync(installation, Conversations);
        var conversations = await Task.WhenAll(cases.Select(one => OpenAsync(installation, one)));
        using CancellationTokenSource stop = new();
        var background = Task.WhenAll(Enumerable.Range(0, Speakers).Select(worker => TalkAsync(installation, conversations, worker, stop.Token)));
        Latencies latencies = new();
        var (started, before) = (Stopwatch.GetTimestamp(), Said(conversations));
        for (var i = -WarmUp; i < Violations; i++)
        {
            var took = await ViolateAsync(installation, conversations[i + WarmUp]);
            if (i >= 0)
            {
                latencies.Add(took);
            }
        }

        Figures.Print($"utterance → alert in the API, {Conversations} conversations live, {Figures.Rate(Said(conversations) - before, Stopwatch.GetElapsedTime(started), "utterances")}, {Violations} violations", latencies.Percentiles(), Limit);
        await OnTheWallAsync(installation, conversations);
        await stop.CancelAsync();
        await background;
    }

    private static async Task OnTheWallAsync(Installation installation, (string Id, int[] Next)[] conversations)
    {
        var password = await installation.Services.GetRequiredService<Institutions>().ResetPasswordAsync(installation.Institution, "inspector", CancellationToken.None);
        await using var wall = await WallBrowser.OpenAsync(new Uri(installation.Inspector.BaseAddress!, "/"), "inspector", password!); // The installation made an inspector.
        if (wall is null)
        {
            return;
        }

        Latencies latencies = new();
        Random dice = new(1);
        var (started, before) = (Stopwatch.GetTimestamp(), Said(conversations));
        for (var i = -WarmUp; i < ViolationsOnTheWall; i++)
        {
            // Not in step with the four batches a second, and a whole pause apart, as people misbehave.
            await Task.Delay(dice.Next(100, 600));
            var conversation = conversations[^(i + WarmUp + 1)];
            var sent = DateTimeOffset.UtcNow;
            await SayAsync(installation.Collector, conversation.Id, Interlocked.Increment(ref conversation.Next[0]), Violation);
            var took = await wall.AlertOfAsync(conversation.Id) - sent;
            if (i >= 0)
            {
                latencies.Add(took);
            }
        }

        Figures.Print($"utterance → alert on the wall in Chromium, {Conversations} conversations live, {Figures.Rate(Said(conversations) - before, Stopwatch.GetElapsedTime(started), "utterances")}, {ViolationsOnTheWall} violations", latencies.Percentiles(), Limit);
    }

    private static long Said((string Id, int[] Next)[] conversations) => conversations.Sum(one => Volatile.Read(ref one.Next[0]) + 1L);

    private static async Task<(string Id, int[] Next)> OpenAsync(Installation installation, (string Case, string Person, string Mobile) one)
    {
        var asked = await Api.PostAsync(installation.Collector, "contacts/permits", new { caseId = one.Case, personId = one.Person, channel = "call", contactPointId = one.Mobile });
        var opened = await Api.PostAsync(installation.Collector, "conversations", new { permitId = asked["permit"]!["id"]!.GetValue<string>(), kind = "call", direction = "outbound" });
        return (opened["id"]!.GetValue<string>(), [-1]);
    }

    private static async Task TalkAsync(Installation installation, (string Id, int[] Next)[] conversations, int worker, CancellationToken stop)
    {
        for (var i = worker; !stop.IsCancellationRequested; i = (i + Speakers) % conversations.Length)
        {
            var seq = Interlocked.Increment(ref conversations[i].Next[0]);
            await SayAsync(installation.Collector, conversations[i].Id, seq, Harmless);
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static async Task<TimeSpan> ViolateAsync(Installation installation, (string Id, int[] Next) conversation)
    {
        var started = Stopwatch.GetTimestamp();
        await SayAsync(installation.Collector, conversation.Id, Interlocked.Increment(ref conversation.Next[0]), Violation);
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
        {
            var alerts = await Api.GetAsync(installation.Inspector, "alerts?limit=20");
            if (alerts["items"]!.AsArray().Any(alert => alert!["conversationId"]!.GetValue<string>() == conversation.Id))
            {
                return Stopwatch.GetElapsedTime(started);
            }

            await Task.Delay(2);
        }

        throw new TimeoutException("No alert within 30 s.");
    }

    private static async Task SayAsync(HttpClient collector, string conversation, int seq, string text)
    {
        using var answer = await collector.PostAsJsonAsync($"conversations/{conversation}/utterances", new { utterances = new[] { new { seq, role = "staff", text } } });
        answer.EnsureSuccessStatusCode();
    }
}
