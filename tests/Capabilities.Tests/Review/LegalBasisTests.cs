using Daylight.Conduct;
using Daylight.Contact;
using Daylight.Inspection;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

/// <summary>The content rules of the permit a conversation was held under, in what its inspection finds.</summary>
public sealed class LegalBasisTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_finding_that_the_law_forbids_names_the_law_and_is_as_severe_as_the_law_holds_it(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect, pack: ConductHome.PackWithContentRules);
        var id = await home.OpenCallAsync();
        await SayAsync(home, id, 0);
        await home.TryCloseAsync(id);
        await home.InspectAsync();

        var findings = (await home.Get<ReadConversations>().OneAsync(home.Collector, id, CancellationToken.None)).Value.Findings.ToDictionary(finding => finding.Rule);

        var law = findings["t.fee"].Law.ShouldHaveSingleItem();
        (law.Rule, law.Pack, law.PackVersion, law.Instrument, law.Article, law.Strength, law.Confirmed).ShouldBe(("t.content", "cn", "1", "测试", "2", "prohibit", true));
        Shown(findings["t.fee"]).ShouldBe(("major", "minor"));
        Shown(findings["t.threat"]).ShouldBe(("critical", "major"));
        findings["t.threat"].Law.ShouldHaveSingleItem().Confirmed.ShouldBeFalse();
        Shown(findings["t.abuse"]).ShouldBe(("critical", null), "the law holds it to be major at least, and lowers nothing");
        Shown(findings["t.order"]).ShouldBe(("major", null));
        findings["t.order"].Law.ShouldBeEmpty();
        (await home.ReadAsync(session => session.Query<string>("SELECT f.rule FROM alert a JOIN finding f ON f.id = a.finding_id ORDER BY f.rule")))
            .ShouldBe(["t.abuse", "t.fee", "t.order", "t.threat"]);
        (await home.ReadAsync(session => session.First<long>("SELECT severity FROM review r WHERE r.category = 'extra-charge'"))).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_inspection_that_is_built_anew_rests_on_the_law_of_the_permit_though_the_packs_have_changed(Dialect dialect)
    {
        var first = await ConductHome.OpenAsync(dialect, pack: ConductHome.PackWithContentRules);
        var id = await first.OpenCallAsync();
        await first.SayAsync(id, 0, "什么时候还款");
        await first.InspectAsync();

        await using var home = await first.RestartAsync(dialect, ConductHome.PackWithContentRules.Replace("categories: [abuse, extra-charge]", "categories: [abuse]", StringComparison.Ordinal));
        await SayAsync(home, id, 1);
        await home.InspectAsync();

        var fee = (await home.FindingsAsync(id)).Single(row => row.Rule == "t.fee");
        (fee.Severity, fee.RaisedFrom).ShouldBe((2, 1));
        fee.Law.ShouldNotBeNull().ShouldContain("t.content");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Where_no_law_was_kept_with_the_permit_a_finding_is_what_the_rulebook_says(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect, pack: ConductHome.PackWithContentRules);
        var old = await home.OpenCallAsync();
        await home.Installation.WriteAsync(session => session.Execute("UPDATE contact_permit SET content_law = NULL"));
        await SayAsync(home, old, 0);
        var inbound = (await home.TryOpenAsync(new OpenConversationRequest("call", "inbound", CaseId: ConductHome.Case, PersonId: ConductHome.Debtor))).Value.Id;
        await SayAsync(home, inbound, 0);
        await home.InspectAsync();

        foreach (var id in new[] { old, inbound })
        {
            var fee = (await home.FindingsAsync(id)).Single(row => row.Rule == "t.fee");
            (fee.Severity, fee.RaisedFrom, fee.Law).ShouldBe((1, null, null));
        }
    }

    [Fact]
    public async Task A_message_is_screened_by_the_law_of_its_permit()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite, pack: ConductHome.PackWithContentRules);

        var verdict = (await home.TrySendAsync(await home.PermitAsync("sms"), "再不还找到你家")).Value;

        var finding = verdict.Findings.ShouldHaveSingleItem();
        Shown(finding).ShouldBe(("critical", "major"));
        finding.Law.ShouldHaveSingleItem().Article.ShouldBe("3");
    }

    [Theory]
    [InlineData(Severity.Minor, "major", Severity.Major)]
    [InlineData(Severity.Minor, "minor", Severity.Minor)]
    [InlineData(Severity.Major, "minor", Severity.Major)]
    [InlineData(Severity.Critical, "major", Severity.Critical)]
    [InlineData(Severity.Major, "critical", Severity.Critical)]
    [InlineData(Severity.Minor, "no such word", Severity.Minor)]
    public void The_law_raises_a_severity_and_never_lowers_one(Severity rulebook, string law, Severity judged)
    {
        LegalBasis basis = new([new ContentLaw("r", "p", "1", "sha256:", "i", "a", new("", ""), "prohibit", true, law, ["abuse"])]);
        Finding finding = new() { Conversation = "c", Rule = "f", RuleVersion = "v", Category = "abuse", Severity = rulebook, Title = new("", ""), Why = "" };

        basis.Judge(finding).Severity.ShouldBe(judged);
        basis.Judge(finding with { Category = "threat" }).Severity.ShouldBe(rulebook);
        LegalBasis.None.Judge(finding).Severity.ShouldBe(rulebook);
    }

    private static Task SayAsync(ConductHome home, string id, int seq) => home.SayAsync(id, seq, "还款，你这个老赖，交加急费，明天找到你家，请问是张先生吗");

    private static (string Severity, string? RaisedFrom) Shown(FindingView finding) => (finding.Severity, finding.RaisedFrom);
}
