using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class WhatIfTests
{
    private static readonly string Guideline = ShippedPacks.All.Single(text => text.Name == "cn-guideline.yaml").Text;

    private const string Draft = """
        pack: draft-late
        version: "0"
        jurisdiction: CN
        title: {zh: 草案, en: A draft}
        zone: Asia/Shanghai
        instrument: a draft
        rules:
          - id: draft.mornings
            kind: hours
            article: "1"
            text: {zh: 只在上午联系, en: Mornings only}
            strength: prohibit
            mark: V1
            open: [{from: "08:00", to: "12:00"}]
        vectors:
          zone: Asia/Shanghai
          cases:
            - {id: d1, cite: "1", intent: {at: 2026-03-02T13:00, channel: call, person: P, point: mobile1}, given: {roles: {P: Debtor}}, expect: {verdict: refuse, rules: [draft.mornings]}}
        """;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_draft_shows_who_would_be_refused_by_rule_team_channel_and_day_with_samples(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        foreach (var hour in (int[])[10, 13, 14, 23])
        {
            home.Clock.Now = ContactHome.At(hour);
            await home.AskAsync();
        }

        home.Clock.Now = ContactHome.At(13, 0, day: 3);
        await home.AskAsync(new AskPermitRequest(ContactHome.Case, ContactHome.Debtor, "sms", ContactHome.Mobile));
        var view = await RunAsync(home, officer, Draft);

        view.Status.ShouldBe("done");
        var result = view.Result!;
        result.Counts.ShouldBe(new WhatIfCounts(5, 3, 0, 1, 1, 0));
        result.ByRule.ShouldHaveSingleItem().ShouldBe(new WhatIfRule("draft.mornings", new("只在上午联系", "Mornings only"), 3, 0));
        result.ByChannel.ShouldBe([new WhatIfGroup("call", null, 4, 2, 0), new WhatIfGroup("sms", null, 1, 1, 0)]);
        result.ByDay.ShouldBe([new WhatIfGroup("2026-03-02", null, 4, 2, 0), new WhatIfGroup("2026-03-03", null, 1, 1, 0)]);
        result.ByTeam.ShouldHaveSingleItem().ToRefuse.ShouldBe(3);
        var samples = (await home.ReadAsync(session => home.Get<AskWhatIf>().Samples(session, officer, view.Id))).Value.Items;
        samples.Count.ShouldBe(3);
        samples.ShouldAllBe(sample => sample.PersonName == "张**" && sample.CaseReference == "A1" && sample.WouldBe == "refuse" && sample.Rules.Count == 1);
    }

    [Fact]
    public async Task A_draft_of_the_same_name_takes_the_place_of_the_pack_and_shows_who_would_be_permitted()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        home.Clock.Now = ContactHome.At(23);
        await home.AskAsync();
        home.Clock.Now = ContactHome.At(10, 0, day: 3);
        await home.AskAsync();

        var lenient = Draft.Replace("draft-late", "cn-guideline", StringComparison.Ordinal)
            .Replace("to: \"12:00\"", "to: \"23:30\"", StringComparison.Ordinal).Replace("T13:00", "T23:45", StringComparison.Ordinal);
        var view = await RunAsync(home, officer, lenient, ["cn-guideline"]);

        view.Result!.Counts.ToPermit.ShouldBe(1);
        view.Result.Counts.ToRefuse.ShouldBe(0);
        view.Result.ByRule.ShouldContain(rule => rule.Rule == "cn.guideline.hours" && rule.ToPermit == 1 && rule.Text.Zh.Length > 0);
    }

    [Fact]
    public async Task The_packs_as_they_are_change_nothing()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        for (var i = 0; i < 40; i++)
        {
            home.Clock.Now += TimeSpan.FromMinutes(37);
            await home.ContactIfPermittedAsync();
        }

        var counts = (await RunAsync(home, officer, Guideline)).Result!.Counts;

        (counts.ToRefuse, counts.ToPermit, counts.Impossible).ShouldBe((0, 0, 0));
        counts.Decisions.ShouldBe(40);
        counts.StillPermitted.ShouldBeGreaterThan(0);
        counts.StillRefused.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_broken_draft_is_refused_with_the_line_and_is_not_kept()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var broken = Draft.Replace("kind: hours", "kind: horoscope", StringComparison.Ordinal);

        var check = (await home.ReadAsync(session => home.Get<AskWhatIf>().Check(session, officer, new DraftCheckRequest(broken)))).Value;
        var asked = await home.WriteAsync(session => home.Get<AskWhatIf>().Ask(session, officer, Request(home, broken)));

        check.Ok.ShouldBeFalse();
        check.Problems.ShouldContain(problem => problem.Line > 0);
        asked.Failure!.Field.ShouldBe("draft");
        (await home.ReadAsync(session => home.Get<AskWhatIf>().List(session, officer))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_whose_own_vector_fails_does_not_load()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var wrong = Draft.Replace("T13:00", "T11:00", StringComparison.Ordinal);

        var check = (await home.ReadAsync(session => home.Get<AskWhatIf>().Check(session, officer, new DraftCheckRequest(wrong)))).Value;

        check.Ok.ShouldBeFalse();
        check.Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_one_stays_cancelled_and_samples_respect_the_readers_scope()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var stranger = await home.Installation.AddStaffAsync(Role.Supervisor, "stranger", teamId: "tm00000000000000000009");
        home.Clock.Now = ContactHome.At(13);
        await home.AskAsync();
        var done = await RunAsync(home, officer, Draft);
        var asked = (await home.WriteAsync(session => home.Get<AskWhatIf>().Ask(session, officer, Request(home, Draft)))).Value;

        var cancelled = (await home.WriteAsync(session => home.Get<AskWhatIf>().Cancel(session, officer, asked.Id))).Value;

        cancelled.Status.ShouldBe("cancelled");
        (await home.Get<WhatIfRun>().NextAsync(null, CancellationToken.None)).ShouldBeFalse();
        (await home.WriteAsync(session => home.Get<AskWhatIf>().Cancel(session, officer, asked.Id))).Failure!.Code.ShouldBe("what-if-ended");
        (await home.ReadAsync(session => home.Get<AskWhatIf>().Samples(session, officer, done.Id))).Value.Items.Count.ShouldBe(1);
        (await home.ReadAsync(session => home.Get<AskWhatIf>().Samples(session, stranger, done.Id))).Value.Items.ShouldBeEmpty();
    }

    private static WhatIfRequest Request(ContactHome home, string draft, IReadOnlyList<string>? packs = null) =>
        new(TestInstallation.Start.AddDays(-1), home.Clock.Now.AddDays(1), draft, packs);

    private static async Task<WhatIfView> RunAsync(ContactHome home, Caller caller, string draft, IReadOnlyList<string>? packs = null)
    {
        var asked = await home.WriteAsync(session => home.Get<AskWhatIf>().Ask(session, caller, Request(home, draft, packs)));
        asked.Failure?.Detail.ShouldBeNull();
        (await home.Get<WhatIfRun>().NextAsync(null, CancellationToken.None)).ShouldBeTrue();
        return (await home.ReadAsync(session => home.Get<AskWhatIf>().Read(session, caller, asked.Value.Id))).Value;
    }
}
