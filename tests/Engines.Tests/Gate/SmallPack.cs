using Daylight.Gate;
using Shouldly;

namespace Daylight.Engines.Gate;

/// <summary>A pack of one rule, <c>x.rule</c>, for tests of one kind of rule.</summary>
internal static class SmallPack
{
    /// <summary>The rule loads and each vector gets its answer.</summary>
    public static void Passes(string rule, string vectors, string zone = "America/New_York", string more = "") =>
        Library(rule, vectors, zone, more).Problems.ShouldBeEmpty();

    /// <summary>The problems of the rule itself, without vectors.</summary>
    public static IReadOnlyList<string> ProblemsOf(string rule) => [.. PackReader.Read(Text(rule, "[]"), "x.yaml").Problems.Select(p => p.ToString())];

    public static PackLibrary Library(string rule, string vectors, string zone = "America/New_York", string more = "") =>
        PackLibrary.Read([new("x.yaml", Text(rule, "\n" + Indent(vectors, 4), zone, more))]);

    public static string Text(string rule, string vectors, string zone = "America/New_York", string more = "") => $$"""
        pack: x
        version: "1"
        jurisdiction: XX
        title: {zh: 试, en: Trial}
        zone: {{zone}}
        instrument: Trial
        rules:
          - id: x.rule
            article: "1"
            text: {zh: 试, en: Trial}
            strength: prohibit
            mark: V1
            # what the test is about

        {{Indent(rule, 4)}}
          {{(more.Length == 0 ? "# and no other rule" : "- " + more)}}
        vectors:
          zone: {{zone}}
          cases: {{vectors}}
        """;

    private static string Indent(string text, int by) => string.Join('\n', text.Split('\n').Select(l => new string(' ', by) + l));
}
