using System.Diagnostics;
using System.Globalization;
using Daylight.Inspection;
using Daylight.Platform;

namespace Daylight.Bench;

/// <summary>The shipped detectors, of one label and of many, on one core, beside the plain linear part and a hashed bag of words in the same run.</summary>
internal static class DetectorBench
{
    private const int HashBits = 20;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    public static Task RunAsync()
    {
        var detector = Detector.Read(File.ReadAllBytes(ProductFiles.Require("models/abuse.model"))).Detector!; // The shipped file is tested to be readable.
        var texts = Texts();
        var characters = texts.Average(text => text.Length);
        var peerWeights = new float[1 << HashBits];
        Row(texts, characters, "detector, one core", text => detector.Judge(text).Probability);
        var many = Detector.Read(File.ReadAllBytes(ProductFiles.Require("models/conduct.model"))).Labels!; // Tested likewise.
        var probabilities = new double[many.Card.Labels.Count];
        Row(texts, characters, $"detector of {probabilities.Length} labels, words alone, one core", text => First(many, new SpokenText(text), probabilities));
        Row(Spoken(), characters, $"detector of {probabilities.Length} labels, with the words before and the channel, one core", spoken => First(many, spoken, probabilities));
        Row(texts, characters, "detector with all reasons, one core", text => detector.Explain(text).LogOdds);
        DetectorWork work = new();
        Row(texts, characters, "its linear part alone", text =>
        {
            work.Text.Set(text);
            return detector.Linear.Margin(work.Text.Characters, work);
        });
        Row(texts, characters, "peer: hashed runs of 1 to 3 characters, one weight each, as fastText and Vowpal Wabbit keep them", text => HashedSum(text, peerWeights));
        return Task.CompletedTask;
    }

    private static double First(LabelDetector detector, SpokenText spoken, double[] probabilities)
    {
        detector.Judge(spoken, probabilities);
        return probabilities[0];
    }

    private static void Row<T>(T[] texts, double characters, string name, Func<T, double> judge)
    {
        foreach (var text in texts)
        {
            judge(text);
        }

        var count = 0;
        var sum = 0d;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var processor = ProcessorNow();
        while (Stopwatch.GetElapsedTime(started) < Measured)
        {
            sum += judge(texts[count++ % texts.Length]);
        }

        var took = ProcessorNow() - processor;
        Figures.Print(
            $"{name}, texts of {characters.ToString("0.0", CultureInfo.InvariantCulture)} characters, by processor time",
            $"{Figures.Rate(count, took, "texts")}, {Figures.Rate(count * characters, took, "characters")}, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / count:N0} B each",
            double.IsNaN(sum) ? "not a number" : "");
    }

    private static TimeSpan ProcessorNow() => Process.GetCurrentProcess().TotalProcessorTime;

    private static IEnumerable<Conversation> Conversations() => Directory.EnumerateFiles(ProductFiles.Require("samples/conversations"), "*.jsonl").Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines).Select(line => ConversationJson.Read(line).Conversation).OfType<Conversation>();

    private static string[] Texts() => Conversations().SelectMany(conversation => conversation.Utterances).Select(utterance => utterance.Text).ToArray();

    /// <summary>Each utterance with the one before it, whoever said that: as much to read as in earnest.</summary>
    private static SpokenText[] Spoken() => Conversations().SelectMany(conversation => conversation.Utterances.Select((utterance, i) =>
        new SpokenText(utterance.Text, i == 0 ? null : conversation.Utterances[i - 1].Text, conversation.Head.Kind))).ToArray();

    private static double HashedSum(string text, float[] weights)
    {
        var sum = 0d;
        for (var start = 0; start < text.Length; start++)
        {
            var hash = 2166136261u;
            for (var end = start; end < Math.Min(text.Length, start + 3); end++)
            {
                hash = (hash ^ text[end]) * 16777619u;
                sum += weights[hash & ((1 << HashBits) - 1)];
            }
        }

        return sum;
    }
}
