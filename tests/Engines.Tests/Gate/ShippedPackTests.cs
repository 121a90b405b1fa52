using System.Globalization;
using System.Text.RegularExpressions;
using Daylight.Gate;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

/// <summary>What is promised of the packs that ship: the table of docs/gate.md, marks, groups, vectors on both sides.</summary>
public sealed partial class ShippedPackTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(GateTexts.Root, "docs/gate.md"));

    public static TheoryData<string> Packs => [.. GateTexts.Library.Packs.Select(p => p.Ref.Name)];

    public static TheoryData<string> Unconfirmed =>
        [.. GateTexts.Library.Packs.Where(p => p.Rules.Any(r => !r.Confirmed)).Select(p => p.Ref.Name)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void The_table_says_how_many_rules_a_pack_has_and_how_many_are_not_confirmed(string name)
    {
        var pack = GateTexts.Policy(name).Packs.ShouldHaveSingleItem();
        var row = Rows().SingleOrDefault(r => r.Groups["name"].Value == name);
        row.ShouldNotBeNull($"docs/gate.md has no row for {name}");
        Number(row, "rules").ShouldBe(pack.Rules.Count, $"rules of {name}");
        Number(row, "unconfirmed").ShouldBe(pack.Rules.Count(r => !r.Confirmed), $"unconfirmed rules of {name}");
    }

    [Fact]
    public void The_table_names_no_pack_that_does_not_ship() =>
        Rows().Select(r => r.Groups["name"].Value).Except(GateTexts.Library.Packs.Select(p => p.Ref.Name)).ShouldBeEmpty();

    [Theory]
    [InlineData("cn", "cn-guideline", "cn-standard")]
    [InlineData("us", "us-fdcpa")]
    [InlineData("uk", "uk-conc")]
    [InlineData("in", "in-rbi")]
    [InlineData("au", "au-rg96")]
    [InlineData("ph", "ph-sec")]
    [InlineData("id", "id-pojk")]
    [InlineData("cl", "cl-19496")]
    [InlineData("mx", "mx-condusef")]
    public void A_country_is_a_group(string country, params string[] members) => GateTexts.Library.Groups[country].ShouldBe(members);

    [Fact]
    public void A_draft_is_in_no_group() =>
        GateTexts.Library.Groups.Values.SelectMany(m => m).ShouldNotContain("in-rbi-2026-draft");

    [Theory]
    [MemberData(nameof(Unconfirmed))]
    public void A_rule_that_is_not_confirmed_says_so_in_every_decision_it_speaks_in(string name)
    {
        var policy = GateTexts.Policy(name);
        var unconfirmed = policy.Packs[0].Rules.Where(r => !r.Confirmed).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var spoke = policy.Packs[0].Vectors.Select(v => VectorRun.Run(v, policy, name).Decision).OfType<Decision>().SelectMany(d => d.Rules).Where(r => r.Pack == name).ToList();
        spoke.Where(r => r.Confirmed && unconfirmed.Contains(r.Id)).ShouldBeEmpty();
        spoke.Where(r => !r.Confirmed).Select(r => r.Id).Distinct().Except(unconfirmed).ShouldBeEmpty();
        spoke.ShouldContain(r => !r.Confirmed);
    }

    [Fact]
    public void An_unconfirmed_rule_is_marked_in_the_json_too()
    {
        var answer = GateAsk.Answer("""{"zone":"America/Mexico_City","intent":{"at":"2026-03-07T22:01","channel":"call","person":"P"}}""", GateTexts.Policy("mx"));
        answer.Json!.ShouldContain("\"id\":\"mx.weekdays\"");
        answer.Decision!.Rules.Single(r => r.Id == "mx.weekdays").Confirmed.ShouldBeFalse();
        answer.Decision!.Rules.Single(r => r.Id == "mx.hours").Confirmed.ShouldBeTrue();
    }

    [Fact]
    public void Every_case_of_the_research_stands_under_its_own_id()
    {
        var ids = GateTexts.Files("spec/cases/gate").SelectMany(f => VectorFile.Read(f.Text, f.Name).Vectors).Select(v => v.Id).ToList();
        string[] wanted =
        [
            .. Enumerable.Range(1, 51).Select(n => $"US-{n:00}"), .. Enumerable.Range(1, 24).Select(n => $"CN-{n:00}"),
            "AU-1", "AU-2", "AU-3", "ID-1", "PH-1", "IN-1", "CL-1", "CL-2", "MX-1",
        ];
        wanted.Where(w => !ids.Any(i => i == w || i.StartsWith(w + "-", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static IEnumerable<Match> Rows() => Row().Matches(Page);

    private static int Number(Match row, string name) => int.Parse(row.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^\\| `(?<name>[a-z0-9-]+)` \\|[^|]*\\| (?<rules>\\d+) \\| (?<unconfirmed>\\d+) \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
