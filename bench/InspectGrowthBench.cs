using System.Diagnostics;
using System.Globalization;
using System.Text;
using Daylight.Inspection;

namespace Daylight.Bench;

/// <summary>How the engine grows: with the number of rules, with the length of a conversation, and with the number of samples.</summary>
internal static class InspectGrowthBench
{
    private const string Syllables = "欠款还钱单位公司家里法院律师投诉微信转账明天今天电话本人逾期处理费用起诉征信通讯录朋友同事领导横幅上门";

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);

    public static Task RunAsync()
    {
        Figures.Print("one conversation of 60 utterances by 10 / 100 / 1,000 / 5,000 rules of 8 phrases", string.Join(" / ", new[] { 10, 100, 1_000, 5_000 }.Select(n => Time(Book(n), Talk(60)))));
        Figures.Print("100 rules, conversations of 10 / 100 / 1,000 / 10,000 / 100,000 utterances", string.Join(" / ", new[] { 10, 100, 1_000, 10_000, 100_000 }.Select(n => Time(Book(100), Talk(n)))));
        Figures.Print("one conversation of 60 utterances by one rule with 10 / 100 / 1,000 / 10,000 sample sentences", string.Join(" / ", new[] { 10, 100, 1_000, 10_000 }.Select(n => Time(Samples(n), Talk(60)))));
        return Task.CompletedTask;
    }

    private static Inspector Book(int rules)
    {
        var random = new Random(3);
        var yaml = new StringBuilder("rulebook: b\nversion: '1'\nrules:\n");
        for (var i = 0; i < rules; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{id: r{i}, category: abuse, title: r, when: {{said: {{any: [{string.Join(", ", Enumerable.Range(0, 8).Select(_ => Words(random, 4)))}]}}}}}}\n");
        }

        return new Inspector(RulebookReader.Read(yaml.ToString(), "bench.yaml").Rulebook!);
    }

    private static Inspector Samples(int samples)
    {
        var random = new Random(3);
        var list = string.Join(", ", Enumerable.Range(0, samples).Select(_ => Words(random, 12)));
        return new Inspector(RulebookReader.Read($"rulebook: b\nversion: '1'\nrules:\n  - {{id: r, category: abuse, title: r, when: {{similar: {{to: [{list}]}}}}}}\n", "bench.yaml").Rulebook!);
    }

    private static string Words(Random random, int length)
        => string.Concat(Enumerable.Range(0, length / 2).Select(_ => random.Next(Syllables.Length / 2) * 2).Select(at => Syllables.Substring(at, 2)));

    private static Conversation Talk(int utterances)
    {
        var random = new Random(4);
        return new Conversation(new ConversationHead { Id = "c" }, Enumerable.Range(0, utterances)
            .Select(i => new Utterance { Seq = i, Role = (UtteranceRole)(i % 2), Start = i * 4, End = (i * 4) + 3, Text = Words(random, 10) + "，" + Words(random, 8) + "。" }).ToArray());
    }

    private static string Time(Inspector inspector, Conversation conversation)
    {
        inspector.Inspect(conversation);
        var rounds = 0;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Measured)
        {
            inspector.Inspect(conversation);
            rounds++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds / rounds:0.###} ms");
    }
}
