using System.Text;
using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

public sealed class GateFuzzTests
{
    private static readonly string[] Splinters =
        ["", " ", "\n", ":", "- ", "{", "}", "[", "]", "'", "\"", "&a ", "*a", "!!", "|", "#", "null", "~", "99999999999", "-1", "\t", "? ", "---\n", "%", "@", "\u0000", "\ud83d", "24:61", "2026-13-40", "昭"];

    [Theory]
    [InlineData("us-fdcpa.yaml", "us-fdcpa")]
    [InlineData("cn-standard.yaml", "cn-standard")]
    [InlineData("cn-house.yaml", "cn-house")]
    public void A_mutated_pack_never_throws_and_a_broken_one_permits_nothing(string file, string name)
    {
        var text = File.ReadAllText(Path.Combine(GateTexts.Root, "packs", file));
        var calendar = new NamedText("calendar", File.ReadAllText(Path.Combine(GateTexts.Root, "packs", "calendar-cn-2026.yaml")));
        Fuzz(text, 300, mutated =>
        {
            var reading = PackReader.Read(mutated, file);
            (reading.Pack is null).ShouldBe(reading.Problems.Count > 0);
            var library = PackLibrary.Read([calendar, new NamedText(file, mutated)]);
            var policy = library.Resolve([name], out var unknown);
            if (library.Problems.Count > 0) (policy is null).ShouldBe(unknown.Count > 0);
            if (reading.Pack is null) policy.ShouldBeNull();
        });
    }

    [Theory]
    [MemberData(nameof(PackFiles))]
    public void A_pack_whose_parts_are_dropped_doubled_or_swapped_never_throws_and_loads_whole_or_not_at_all(string file)
    {
        var tree = YamlTree.Read(File.ReadAllText(Path.Combine(GateTexts.Root, "packs", file)), file, [])[0];
        // The calendars, and with a calendar the packs that count by it: loading all packs each time would take minutes.
        var others = GateTexts.Files("packs").Where(f => f.Name != file && (f.Name.StartsWith("calendar", StringComparison.Ordinal) || Needs(f, tree))).ToList();
        var name = tree is MapNode map && map.Fields.FirstOrDefault(f => f.Name is "pack" or "group").Value is ScalarNode named ? named.Text : "";
        var random = new Random(file.Sum(c => c));
        for (var test = 0; test < 60; test++)
        {
            var mutated = NodeMutation.Mutate(tree, random, 1 + (test % 3));
            var library = PackLibrary.Read([.. others, new NamedText(file, mutated)]);
            if (name.Length == 0 || library.Problems.All(p => p.File != file)) continue;
            // Whatever is wrong with it, nothing asks a part of it.
            library.Packs.ShouldNotContain(p => p.Ref.Name == name, mutated);
        }
    }

    private static bool Needs(NamedText pack, Node calendar) =>
        calendar is MapNode map && map.Fields.FirstOrDefault(f => f.Name == "calendar").Value is ScalarNode name
        && map.Fields.All(f => f.Name != "pack")
        && pack.Text.Contains($"\ncalendar: {name.Text}\n", StringComparison.Ordinal);

    public static TheoryData<string> PackFiles() => [.. GateTexts.Files("packs").Select(f => f.Name)];

    [Fact]
    public void A_mutated_vector_file_never_throws()
    {
        var text = File.ReadAllText(Path.Combine(GateTexts.Root, "spec/cases/gate/cn.yaml"));
        Fuzz(text[..8000], 300, mutated => GateCheck.Run([new("fuzz", mutated)], GateTexts.Library).Results.ShouldNotBeEmpty());
    }

    [Fact]
    public void A_mutated_line_is_answered_or_rejected()
    {
        const string line = """{"id":"1","zone":"Asia/Shanghai","given":{"roles":{"P":"Debtor"},"facts":[{"kind":"consent","person":"P","scope":"hours","at":"2026-03-01","from":"22:00","to":"23:00"}]},"history":[{"at":"2026-03-02T09:00","channel":"call","outcome":"busy","person":"P","debts":["D1"]}],"intent":{"at":"2026-03-02T10:00","channel":"call","person":"P","debts":["D1"],"staff":2}}""";
        var policy = GateTexts.Policy("cn");
        Fuzz(line, 1500, mutated =>
        {
            var answer = GateAsk.Answer(mutated, policy);
            (answer.Json is null).ShouldBe(answer.Problems.Count > 0);
        });
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Deep_nesting_is_a_problem_not_a_crash(string opening)
    {
        var deep = new StringBuilder().Insert(0, opening, 50_000).ToString();
        PackReader.Read(deep, "deep").Problems.ShouldNotBeEmpty();
        GateAsk.Answer(new string('[', 50_000), GateTexts.Policy("cn")).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void Aliases_are_not_read() =>
        PackReader.Read("a: &x [1]\nb: *x\n", "bomb").Problems.ShouldNotBeEmpty();

    private static void Fuzz(string text, int tests, Action<string> property)
    {
        var edits = (from at in Gen.Choose(0, text.Length - 1) from drop in Gen.Choose(0, 12) from put in Gen.Elements(Splinters) select (at, drop, put)).ListOf();
        Prop.ForAll(edits.ToArbitrary(), list => property(Mutate(text, list.Take(4)))).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
    }

    private static string Mutate(string text, IEnumerable<(int At, int Drop, string Put)> edits)
    {
        foreach (var (at, drop, put) in edits)
        {
            var start = Math.Min(at, text.Length);
            text = text[..start] + put + text[Math.Min(start + drop, text.Length)..];
        }
        return text;
    }
}
