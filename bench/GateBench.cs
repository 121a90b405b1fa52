using System.Diagnostics;
using System.Globalization;
using Daylight.Gate;
using Daylight.Platform;
using NodaTime;

namespace Daylight.Bench;

/// <summary>
/// The contact gate alone, on one core: decisions over a history that stands still, how they grow with its length, what a
/// history costs the first time, and a week's grid. The peer is the least anybody would write by hand for one rule of one
/// country: hours and seven calls in seven days, hard-coded, without reasons, counters or a next moment.
/// </summary>
internal static class GateBench
{
    private const int RulesLeast = 100;
    private const int Asked = 2048;
    private const int Rounds = 40;
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 4, 0);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    public static Task RunAsync()
    {
        var policy = Policy(out var composition);
        Print(policy, composition, events: 200);
        foreach (var events in new[] { 10, 100, 1_000, 10_000 }) Print(policy, "by length of history", events);
        Grid(policy);
        return Task.CompletedTask;
    }

    /// <summary>China and the United States together, and house rules that repeat theirs until there are enough.</summary>
    private static GatePolicy Policy(out string composition)
    {
        var root = ProductFiles.Require("packs");
        var library = PackLibrary.Read(Directory.EnumerateFiles(root, "*.yaml").Order(StringComparer.Ordinal).Select(path => new NamedText(Path.GetFileName(path), File.ReadAllText(path))));
        List<PolicyPack> packs = [.. library.Packs.Where(pack => pack.Jurisdiction is "CN" || pack.Jurisdiction.StartsWith("US", StringComparison.Ordinal))];
        var shipped = packs.Sum(pack => pack.Rules.Count);
        for (var copy = 1; packs.Sum(pack => pack.Rules.Count) < RulesLeast; copy++)
        {
            var rules = packs[copy - 1].Rules.Select(rule => rule with { Id = $"house{copy}.{rule.Id}" });
            packs.Add(packs[copy - 1] with { Ref = new($"house{copy}", "1", "sha256:"), Rules = [.. rules] });
        }

        var all = packs.Sum(pack => pack.Rules.Count);
        composition = all == shipped ? $"{all} rules" : $"{all} rules ({shipped} shipped, {all - shipped} repeated as house rules)";
        return new GatePolicy(packs);
    }

    private static void Print(GatePolicy policy, string what, int events)
    {
        var (history, questions) = (Events(events), new GateQuestion[Asked]);
        var random = new Random(7);
        var shared = ContactHistory.Of(history);
        for (var i = 0; i < Asked; i++) questions[i] = Question(random, shared);
        for (var round = 0; round < 8; round++)
        {
            foreach (var question in questions)
            {
                policy.Decide(question);
                ByHand(history, question.Intent);
            }
        }

        var (micros, allocated, permitted) = Measure(policy, questions);
        var peer = MeasurePeer(history, questions);
        Figures.Print(
            $"gate, China + US, {what}: {events:N0} events",
            string.Create(CultureInfo.InvariantCulture, $"p50 {At(micros, 0.5):0.0} µs, p99 {At(micros, 0.99):0.0} µs, {1e6 / micros.Average():N0} decisions/s on one core, {allocated:N0} B each, {permitted:P0} permitted"),
            string.Create(CultureInfo.InvariantCulture, $"hand-written hours + 7-in-7: p50 {At(peer, 0.5):0.00} µs, ratio {At(micros, 0.5) / At(peer, 0.5):0}"));
        First(policy, history, questions.First(question => question.Intent.Channel == Channel.Call && policy.Decide(question).Counters.Count > 0));
    }

    /// <summary>What a history costs that was not asked before: sorting it, the first question, and the second, which makes the index.</summary>
    private static void First(GatePolicy policy, ContactEvent[] history, GateQuestion question)
    {
        var (first, second) = (new List<double>(), new List<double>());
        for (var i = 0; i < 200; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var fresh = question with { History = ContactHistory.Of(history) };
            policy.Decide(fresh);
            first.Add(Micros(started));
            started = Stopwatch.GetTimestamp();
            policy.Decide(fresh);
            second.Add(Micros(started));
        }

        Figures.Print(
            $"gate, a fresh history of {history.Length:N0} events",
            string.Create(CultureInfo.InvariantCulture, $"sorted and first asked p50 {At([.. first.Order()], 0.5):0.0} µs, second (makes the index) p50 {At([.. second.Order()], 0.5):0.0} µs"));
    }

    private static (double[] Micros, long Allocated, double Permitted) Measure(GatePolicy policy, GateQuestion[] questions)
    {
        var micros = new double[Rounds * questions.Length];
        var permitted = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < micros.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var decision = policy.Decide(questions[i % questions.Length]);
            micros[i] = Micros(started);
            if (decision.IsPermitted) permitted++;
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / micros.Length;
        Array.Sort(micros);
        return (micros, allocated, permitted / (double)micros.Length);
    }

    private static double[] MeasurePeer(ContactEvent[] history, GateQuestion[] questions)
    {
        var micros = new double[Rounds * questions.Length];
        var permitted = 0;
        for (var i = 0; i < micros.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            if (ByHand(history, questions[i % questions.Length].Intent)) permitted++;
            micros[i] = Micros(started);
        }

        GC.KeepAlive(permitted);
        Array.Sort(micros);
        return micros;
    }

    private static bool ByHand(ContactEvent[] history, ContactIntent intent)
    {
        var local = intent.At.InZone(Zone);
        if (local.Hour is < 8 or >= 21) return false;
        var start = Zone.AtStartOfDay(local.Date.PlusDays(-6)).ToInstant();
        var count = 0;
        for (var i = history.Length - 1; i >= 0 && history[i].At >= start; i--)
        {
            var e = history[i];
            if (e.Channel == Channel.Call && e.Person == intent.Person && e.By == intent.By && e.Outcome is not (Outcome.Busy or Outcome.NotInService) && e.Debts.Contains(intent.Debts[0])) count++;
        }

        return count < 7;
    }

    private static void Grid(GatePolicy policy)
    {
        const int weeks = 200;
        Channel[] channels = [Channel.Call, Channel.Sms, Channel.Email, Channel.Visit];
        var open = policy.Open(Question(new Random(7), ContactHistory.Of(Events(200))));
        var (cells, started) = (0, Stopwatch.GetTimestamp());
        for (var week = 0; week < weeks; week++)
            foreach (var channel in channels)
                for (var hour = 0; hour < 168; hour++, cells++)
                    open.Decide(Now + Duration.FromHours(hour), channel);
        var took = Stopwatch.GetElapsedTime(started);
        Figures.Print(
            "gate, a person's week: 168 hours by 4 channels, 200 events",
            string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds / weeks:0.0} ms a week, {cells / took.TotalSeconds:N0} cells/s on one core"));
    }

    private static GateQuestion Question(Random random, ContactHistory history) => new()
    {
        Intent = new()
        {
            At = Now + Duration.FromMinutes(random.Next(7 * 24 * 60)),
            Channel = random.Next(10) switch { < 6 => Channel.Call, 6 => Channel.AiCall, 7 => Channel.Sms, 8 => Channel.Email, _ => Channel.Visit },
            Person = "P",
            Debts = random.Next(2) == 0 ? ["D1"] : ["D2"],
            Point = random.Next(2) == 0 ? "mobile1" : "mobile2",
            By = "C1",
            Agent = "s1",
            StaffCount = 2,
            Place = VisitPlace.Other,
        },
        State = new()
        {
            Role = PartyRole.Debtor,
            Zones = ["Asia/Shanghai"],
            Facts =
            [
                new() { Kind = FactKind.Inconvenient, Person = "P", At = Now - Duration.FromDays(20), From = new(12, 0), To = new(14, 0) },
                new() { Kind = FactKind.Consent, Person = "P", At = Now - Duration.FromDays(30), Scope = "text", By = "C1" },
            ],
        },
        History = history,
    };

    /// <summary>Ninety days of contacts, whatever their number; the longer, the denser.</summary>
    private static ContactEvent[] Events(int count)
    {
        var random = new Random(11);
        Outcome?[] outcomes = [Outcome.NoAnswer, Outcome.NoAnswer, Outcome.NoAnswer, Outcome.Busy, Outcome.Voicemail, Outcome.Delivered, null];
        var minutes = Enumerable.Range(0, count).Select(_ => random.Next(90 * 24 * 60)).Order().ToArray();
        return [.. minutes.Select((minute, i) => new ContactEvent
        {
            At = Now - Duration.FromDays(90) + Duration.FromMinutes(minute),
            Channel = random.Next(4) == 0 ? Channel.Sms : Channel.Call,
            Outcome = i % 40 == 0 ? Outcome.Conversation : outcomes[random.Next(outcomes.Length)],
            Person = random.Next(4) == 0 ? "K" : "P",
            Debts = random.Next(2) == 0 ? ["D1"] : ["D2"],
            Point = random.Next(2) == 0 ? "mobile1" : "mobile2",
            By = "C1",
            Agent = "s1",
        })];
    }

    /// <summary>Finer than a <see cref="TimeSpan"/>, which counts in 0.1 µs.</summary>
    private static double Micros(long started) => (Stopwatch.GetTimestamp() - started) * 1e6 / Stopwatch.Frequency;

    private static double At(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
