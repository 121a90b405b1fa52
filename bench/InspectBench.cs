using System.Diagnostics;
using System.Globalization;
using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform;

namespace Daylight.Bench;

/// <summary>The inspection engine alone: whole conversations, and utterance by utterance with 1,000 conversations live.</summary>
internal static class InspectBench
{
    private const int Live = 1_000;
    private const int CallUtterances = 60;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(20);

    public static Task RunAsync()
    {
        var conversations = Directory.EnumerateFiles(ProductFiles.Require("samples/conversations"), "*.jsonl").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Select(line => ConversationJson.Read(line).Conversation).OfType<Conversation>().ToList();
        var inspector = Load();
        Batch(inspector, conversations);
        OnTwoCores(inspector, Calls(conversations));
        OneByOne(inspector, conversations);
        return Task.CompletedTask;
    }

    public static Inspector Load()
    {
        var path = ProductFiles.Require("rulebooks/cn-collection.yaml");
        return new Inspector(RulebookReader.Read(File.ReadAllText(path), path, ShippedDetectors.Sources).Rulebook!);
    }

    private static void Batch(Inspector inspector, List<Conversation> conversations)
    {
        foreach (var conversation in conversations)
        {
            inspector.Inspect(conversation);
        }

        var (count, utterances) = (0, 0L);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Measured)
        {
            var conversation = conversations[count++ % conversations.Count];
            inspector.Inspect(conversation);
            utterances += conversation.Utterances.Count;
        }

        var took = Stopwatch.GetElapsedTime(started);
        Figures.Print(
            $"inspection offline, one core, {conversations.Average(one => one.Utterances.Count).ToString("0.0", CultureInfo.InvariantCulture)} utterances each, {inspector.Rulebook.Rules.Count} rules",
            $"{Figures.Rate(count, took, "conversations")}, {Figures.Rate(utterances, took, "utterances")}, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / utterances:N0} B per utterance",
            "");
    }

    /// <summary>Calls as long as those of the question: the sample calls, one joined to the other until 60 utterances are reached, the rest cut off.</summary>
    private static List<Conversation> Calls(List<Conversation> conversations)
    {
        List<Conversation> calls = [];
        List<Utterance> utterances = [];
        var (head, offset) = (default(ConversationHead), 0d);
        foreach (var call in conversations.Where(one => one.Head.Kind == ConversationKind.Call))
        {
            head ??= call.Head;
            utterances.AddRange(call.Utterances.Select(said => said with { Seq = utterances.Count + said.Seq, Start = said.Start + offset, End = said.End + offset }));
            offset = utterances.Max(said => said.End ?? 0);
            if (utterances.Count >= CallUtterances)
            {
                calls.Add(new Conversation(head, utterances.Take(CallUtterances).ToArray()));
                (head, utterances, offset) = (null, [], 0);
            }
        }

        return calls;
    }

    /// <summary>What a day of 10,000 seats takes, extrapolated from the calls of this run.</summary>
    private static void OnTwoCores(Inspector inspector, List<Conversation> conversations)
    {
        var (count, utterances) = (0L, 0L);
        var started = Stopwatch.GetTimestamp();
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, worker =>
        {
            var (own, ownUtterances) = (0L, 0L);
            for (var i = worker; Stopwatch.GetElapsedTime(started) < Measured; i++)
            {
                var conversation = conversations[i % conversations.Count];
                inspector.Inspect(conversation);
                own++;
                ownUtterances += conversation.Utterances.Count;
            }

            Interlocked.Add(ref count, own);
            Interlocked.Add(ref utterances, ownUtterances);
        });
        var took = Stopwatch.GetElapsedTime(started);
        Figures.Print(
            $"inspection offline, two threads, calls of {CallUtterances} utterances (sample calls joined)",
            $"{Figures.Rate(count, took, "calls")}, {Figures.Rate(utterances, took, "utterances")}",
            $"2 million such calls: {2e6 / (count / took.TotalSeconds) / 60:N0} min, extrapolated from {took.TotalSeconds:N0} s; limit: 30 min");
    }

    private static void OneByOne(Inspector inspector, List<Conversation> conversations)
    {
        Latencies latencies = new();
        var open = Enumerable.Range(0, Live).Select(i => (Conversation: conversations[i % conversations.Count], Next: 0)).ToArray();
        var sessions = open.Select(one => inspector.Open(one.Conversation.Head)).ToArray();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(started) < Measured; i = (i + 1) % Live)
        {
            if (open[i].Next == open[i].Conversation.Utterances.Count)
            {
                sessions[i] = inspector.Open(open[i].Conversation.Head);
                open[i].Next = 0;
            }

            var one = Stopwatch.GetTimestamp();
            sessions[i].Add(open[i].Conversation.Utterances[open[i].Next]);
            latencies.Add(Stopwatch.GetElapsedTime(one));
            open[i].Next++;
        }

        Figures.Print($"utterance → finding in the engine, {Live} conversations live", latencies.Percentiles(), $"{latencies.Count:N0} utterances");
    }
}
