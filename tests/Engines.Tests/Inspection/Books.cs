using System.Runtime.CompilerServices;
using Daylight.Inspection;
using Shouldly;

namespace Daylight.Engines.Inspection;

/// <summary>Rulebooks and conversations for tests, written small.</summary>
internal static class Books
{
    internal static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    /// <summary>What the rulebooks of the product may lean on.</summary>
    internal static RuleSources Sources { get; } = new()
    {
        DetectorNames = ["abuse", "conduct", "small"],
        Detector = name => name == "abuse" ? Abuse!.Value : null, // Set below; asked only later.
        LabelDetector = name => name switch { "conduct" => Conduct!.Value, "small" => LabelDetectorTests.Small.Value, _ => null },
    };

    internal static Lazy<LabelDetector> Conduct { get; } = new(() => Detector.Read(File.ReadAllBytes(Path.Combine(Root(), "models", "conduct.model"))).Labels!);

    internal static Lazy<Detector> Abuse { get; } = new(() => Detector.Read(File.ReadAllBytes(Path.Combine(Root(), "models", "abuse.model"))).Detector!);

    internal static Rulebook China() => Named("cn-collection");

    /// <summary>A rulebook that ships with the product.</summary>
    internal static Rulebook Named(string name) => Read(File.ReadAllText(Path.Combine(Root(), $"rulebooks/{name}.yaml")));

    internal static Rulebook Read(string yaml)
    {
        var reading = RulebookReader.Read(yaml, "test.yaml", Sources);
        reading.Problems.ShouldBeEmpty();
        return reading.Rulebook!;
    }

    /// <summary>A rulebook of one rule "r" whose condition is the given YAML flow text.</summary>
    internal static Rulebook Of(string when, string top = "", string extra = "")
        => Read($$"""
            rulebook: test
            version: "1"
            {{top}}
            rules:
              - id: r
                category: abuse
                title: {zh: 规则, en: rule}
                {{extra}}
                when: {{when}}
            """);

    internal static Conversation Talk(params string[] lines) => new(new ConversationHead { Id = "c", PersonRole = "Debtor" }, Lines(lines));

    /// <summary>"s:…" staff, "c:…" customer, "t:…" third party; ten seconds an utterance, spoken for eight.</summary>
    internal static Utterance[] Lines(params string[] lines)
        => lines.Select((line, i) => new Utterance
        {
            Seq = i,
            Role = line[0] switch { 's' => UtteranceRole.Staff, 'c' => UtteranceRole.Customer, 't' => UtteranceRole.ThirdParty, _ => UtteranceRole.System },
            Text = line[2..],
            Start = i * 10,
            End = (i * 10) + 8,
        }).ToArray();

    internal static int?[] Hits(Rulebook book, params string[] lines)
        => new Inspector(book).Inspect(Talk(lines)).Select(f => f.Utterance).ToArray();

    /// <summary>A rule with this condition is refused at the place of the condition, with these words and this proposal.</summary>
    internal static void ShouldBeRefused(string when, string words, string proposal)
    {
        var problem = RulebookReader.Read($"rulebook: t\nversion: '1'\nrules:\n  - id: r\n    category: abuse\n    title: x\n    when: {when}\n", "t.yaml", Sources).Problems[0];
        (problem.Line, problem.Column > 10).ShouldBe((7, true), problem.ToString());
        problem.Message.ShouldContain(words);
        (problem.Proposal ?? "").ShouldContain(proposal);
    }
}
