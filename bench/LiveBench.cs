using System.Diagnostics;
using System.Net.Http.Json;

namespace Daylight.Bench;

/// <summary>
/// 200 conversations live over HTTP, about 40 utterances a second in all, and a violation now and then. Measured: from sending the utterance until its alert stands in the alert list, as an inspector's program sees it.
/// The way on to a browser is measured by <c>ui/e2e</c>.
/// </summary>
internal static class LiveBench
{
    private const int Conversations = 200;
    private const int Violations = 60;
    private const string Harmless = "好的，我了解一下您的情况，您看什么时候方便处理呢？";
    private const string Violation = "我们是公安局的，你再不还钱今天就派人把你抓去坐牢。";

    public static async Task RunAsync()
    {
        await using var installation = await Installation.OpenAsync();
        var cases = await Api.AssignedAsync(installation, Conversations);
        var conversations = await Task.WhenAll(cases.Select(one => OpenAsync(installation, one)));
        using CancellationTokenSource stop = new();
        var background = Task.WhenAll(Enumerable.Range(0, 4).Select(worker => TalkAsync(installation, conversations, worker, stop.Token)));
        Latencies latencies = new();
        for (var i = 0; i < Violations; i++)
        {
            latencies.Add(await ViolateAsync(installation, conversations[i]));
        }

        await stop.CancelAsync();
        await background;
        Figures.Print($"utterance → alert in the API, {Conversations} conversations live", latencies.Percentiles(), "limit: 1 s to a person");
    }

    private static async Task<(string Id, int[] Next)> OpenAsync(Installation installation, (string Case, string Person, string Mobile) one)
    {
        var asked = await Api.PostAsync(installation.Collector, "contacts/permits", new { caseId = one.Case, personId = one.Person, channel = "call", contactPointId = one.Mobile });
        var opened = await Api.PostAsync(installation.Collector, "conversations", new { permitId = asked["permit"]!["id"]!.GetValue<string>(), kind = "call", direction = "outbound" });
        return (opened["id"]!.GetValue<string>(), [-1]);
    }

    private static async Task TalkAsync(Installation installation, (string Id, int[] Next)[] conversations, int worker, CancellationToken stop)
    {
        for (var i = worker; !stop.IsCancellationRequested; i = (i + 4) % conversations.Length)
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
