using System.Globalization;
using Daylight.Inspection;

namespace Daylight.Bench;

/// <summary>
/// How much of each disguise is undone, and what that costs in false alarms. DAYLIGHT_EVASIONS names the folder that
/// eng/make-evasions.py wrote.
/// </summary>
internal static class EvasionBench
{
    private static readonly (string Name, string Match)[] Ways =
    [
        ("as written", "width: false, case: false, digits: false, symbols: false, traditional: false"),
        ("as always", ""),
        ("+ repeats, inserted, look-alikes, split", "repeats: true, inserted: true, lookAlikes: true, split: true"),
        ("+ homophones, pinyin, no filter", "disguises: true, rarity: 1000000"),
        ("the same, K=3", "disguises: true, rarity: 3"),
        ("the same, K=1", "disguises: true, rarity: 1"),
        ("the same, K=0", "disguises: true"),
        ("K=0, + initials", "disguises: true, initials: true"),
    ];

    public static Task RunAsync()
    {
        if (Environment.GetEnvironmentVariable("DAYLIGHT_EVASIONS") is not { } folder)
        {
            Console.WriteLine("evasions: name the folder that eng/make-evasions.py wrote in DAYLIGHT_EVASIONS.");
            return Task.CompletedTask;
        }

        var words = string.Join(", ", File.ReadLines(Path.Combine(folder, "words.txt")).Where(w => w.Length > 0).Select(w => $"'{w}'"));
        var inspectors = Ways.Select(way => Load(words, way.Match)).ToArray();
        Console.WriteLine($"\n| % of texts flagged | {string.Join(" | ", Ways.Select(w => w.Name))} |\n|---|{string.Concat(Ways.Select(_ => "---|"))}");
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt").Where(f => !f.EndsWith("words.txt", StringComparison.Ordinal)).OrderBy(f => !f.EndsWith("clean.txt", StringComparison.Ordinal)).ThenBy(f => !f.EndsWith("base.txt", StringComparison.Ordinal)).ThenBy(f => f, StringComparer.Ordinal))
        {
            var texts = File.ReadAllLines(file);
            var shares = inspectors.Select(i => (100.0 * texts.Count(t => Flags(i, t)) / texts.Length).ToString("0.0", CultureInfo.InvariantCulture));
            Console.WriteLine($"| {Path.GetFileNameWithoutExtension(file)} ({texts.Length}) | {string.Join(" | ", shares)} |");
        }

        return Task.CompletedTask;
    }

    private static Inspector Load(string words, string match)
        => new(RulebookReader.Read($"rulebook: b\nversion: '1'\nlexicons: {{list: {{match: {{{match}}}, phrases: [{words}]}}}}\nrules:\n  - {{id: r, category: abuse, title: r, when: {{said: {{any: [$list], guards: []}}}}}}\n", "bench.yaml").Rulebook!);

    private static bool Flags(Inspector inspector, string text)
        => inspector.Inspect(new Conversation(new ConversationHead { Id = "c" }, [new Utterance { Seq = 0, Role = UtteranceRole.Staff, Text = text }])).Count > 0;
}
