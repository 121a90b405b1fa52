using Daylight.Gate;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class BrowsePacksTests
{
    [Fact]
    public async Task Every_pack_of_the_folder_is_shown_with_its_rules_as_written_and_passes_its_vectors()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var browse = home.Get<BrowsePacks>();
        var packs = await home.ReadAsync(session => browse.List(session, home.Collector));

        packs.Count.ShouldBeGreaterThanOrEqualTo(5);
        foreach (var pack in packs)
        {
            var detail = (await home.ReadAsync(session => browse.Detail(session, home.Collector, pack.Name, pack.Hash))).Value;
            var check = (await home.ReadAsync(session => browse.Check(session, home.Collector, pack.Name, pack.Hash))).Value;
            detail.Rules.Select(rule => rule.Id).ShouldBe(pack.Rules.Select(rule => rule.Id));
            detail.Rules.Select(rule => rule.Confirmed).ShouldBe(pack.Rules.Select(rule => rule.Confirmed));
            detail.Text.Split('\n')[detail.Rules[0].Line - 1].ShouldContain(detail.Rules[0].Id);
            (check.Failed, check.NotRun).ShouldBe((0, 0), pack.Name);
            check.Passed.ShouldBe(detail.Vectors.Count);
        }
    }

    [Fact]
    public async Task A_pack_that_did_not_load_is_shown_with_what_is_wrong()
    {
        NamedText broken = new("broken.yaml", ShippedPacks.All.Single(text => text.Name == "us-ma.yaml").Text.Replace("verdict: refuse", "verdict: permit", StringComparison.Ordinal));
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, [.. ShippedPacks.All.Where(text => text.Name != "us-ma.yaml"), broken]);
        var browse = home.Get<BrowsePacks>();
        var hash = PackOutline.HashOf(broken.Text);

        var desk = await home.ReadAsync(session => browse.Desk(session, home.Collector));
        var check = (await home.ReadAsync(session => browse.Check(session, home.Collector, "us-ma", hash))).Value;

        desk.Broken.ShouldHaveSingleItem().File.ShouldBe("broken.yaml");
        check.Failed.ShouldBeGreaterThan(0);
        (await home.ReadAsync(session => browse.Detail(session, home.Collector, "us-ma", hash))).Value.Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Two_texts_of_a_pack_are_compared_rule_by_rule_and_line_by_line()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var first = House("20:00", "");
        var second = House("19:30", "\n  - {id: house.extra, kind: forbid, article: \"2\", text: {zh: 不, en: No.}, strength: should-not, mark: V1, when: {channels: [letter]}}");
        var (from, to) = (await KeepAsync(home, officer, first), await KeepAsync(home, officer, second));

        var change = (await home.ReadAsync(session => home.Get<BrowsePacks>().Compare(session, officer, "late-house", from, to))).Value;

        change.Rules.Select(rule => $"{rule.Change} {rule.Id}").ShouldBe(["changed house.late", "added house.extra"]);
        change.Rules[0].Fields.ShouldHaveSingleItem().Field.ShouldBe("open");
        change.Lines.Count(line => line.Change == "removed").ShouldBe(2);
        change.Lines.Where(line => line.Change == "added").Select(line => line.Text.Trim()).ShouldContain(text => text.StartsWith("open:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc", "")]
    [InlineData("a\nb\nc", "a\nx\nc", "-b +x")]
    [InlineData("", "a", "- +a")]
    [InlineData("a\nb\nc\nd", "b\nc\nd\na", "-a +a")]
    public void Lines_that_differ_are_found(string from, string to, string expected) =>
        string.Join(' ', LineDiff.Of(from, to).Where(line => line.Change is "added" or "removed").Select(line => (line.Change == "added" ? "+" : "-") + line.Text)).ShouldBe(expected);

    private static async Task<string> KeepAsync(ContactHome home, Caller officer, string text)
    {
        var kept = (await home.WriteAsync(session => home.Get<UploadPack>().Upload(session, officer, new UploadPackRequest(text)))).Value;
        kept.Accepted.ShouldBeTrue(string.Join('\n', kept.Problems));
        return kept.Hash;
    }

    private static string House(string to, string more) =>
        $$$"""
        pack: late-house
        version: "1"
        jurisdiction: CN
        title: {zh: "内部", en: "House"}
        instrument: 内部规则
        zone: Asia/Shanghai
        rules:
          - id: house.late
            kind: hours
            article: "1"
            text: {zh: "晚", en: "Late."}
            strength: should-not
            mark: V1
            open: [{from: "09:00", to: "{{{to}}}"}]{{{more}}}
        vectors:
          zone: Asia/Shanghai
          cases:
            - {id: early, intent: {at: 2026-03-02T08:30, channel: letter, person: P}, expect: {verdict: refuse, rules: [house.late{{{(more.Length > 0 ? ", house.extra"   : "")}}}]}}
        """;
}
