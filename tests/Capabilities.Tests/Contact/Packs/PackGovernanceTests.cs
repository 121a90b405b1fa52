using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class PackGovernanceTests
{
    private const string House =
        """
        pack: evening-house
        version: "1"
        jurisdiction: CN
        title: {zh: "下班后不联系", en: "Not after work"}
        instrument: 内部规则
        zone: Asia/Shanghai
        rules:
          - id: house.evening
            kind: hours
            article: "1"
            text: {zh: "九点到十八点", en: "From nine to six."}
            strength: should-not
            mark: V1
            open: [{from: "09:00", to: "18:00"}]
        vectors:
          zone: Asia/Shanghai
          cases:
            - {id: early, intent: {at: 2026-03-02T08:30, channel: call, person: P}, expect: {verdict: refuse, rules: [house.evening]}}
        """;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_first_question_records_the_set_ups_choice_as_approved_by_the_installer_once(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);

        await home.AskAsync();
        await home.AskAsync();

        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var desk = await home.ReadAsync(session => home.Get<BrowsePacks>().Desk(session, officer));
        desk.InForce!.ProposedBy.ShouldBe("installer");
        desk.InForce.Members.Select(member => $"{member.Kind} {member.Name}").ShouldBe(["pack cn-guideline", "pack cn-standard"], ignoreOrder: true);
        (await PackActsAsync(home)).ShouldBe(["contact.packs-approved"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_house_pack_decides_only_after_a_second_person_approved_it(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        var (proposer, other) = await OfficersAsync(home);
        home.Clock.Now = ContactHome.At(19);
        var proposal = await ProposeHouseAsync(home, proposer);

        (await home.AskAsync()).Value.Permit.ShouldNotBeNull("a proposal changes nothing");
        (await DecideAsync(home, proposer, proposal.Id)).Failure!.Code.ShouldBe("second-person-needed");
        var approved = (await DecideAsync(home, other, proposal.Id)).Value;

        approved.Status.ShouldBe("approved");
        approved.Receipt.ShouldNotBeNull();
        var refused = (await home.AskAsync()).Value;
        refused.Permit.ShouldBeNull();
        refused.Decision.Rules[0].Id.ShouldBe("house.evening");
        (await PackActsAsync(home)).ShouldBe(["contact.pack-uploaded", "contact.packs-approved", "contact.packs-proposed", "contact.packs-approved"], ignoreOrder: true);
        (await DecideAsync(home, other, proposal.Id)).Failure!.Code.ShouldBe("proposal-decided");
    }

    [Fact]
    public async Task A_set_counts_from_its_stated_moment()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var (proposer, other) = await OfficersAsync(home);
        var proposal = await ProposeHouseAsync(home, proposer, ContactHome.At(0, day: 3));
        await DecideAsync(home, other, proposal.Id);

        home.Clock.Now = ContactHome.At(19);
        (await home.AskAsync()).Value.Permit.ShouldNotBeNull("the set counts from tomorrow");
        (await home.ReadAsync(session => home.Get<BrowsePacks>().Desk(session, other))).Upcoming.Count.ShouldBe(1);
        home.Clock.Now = ContactHome.At(19, day: 3);
        (await home.AskAsync()).Value.Permit.ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_proposals_on_the_same_ground_only_the_first_can_be_approved()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var (proposer, other) = await OfficersAsync(home);
        var first = await ProposeHouseAsync(home, proposer);
        var second = (await home.WriteAsync(session => home.Get<ProposePacks>().Propose(
            session, proposer, new ProposePacksRequest([Shipped(home, "cn-standard")], "只留国标")))).Value;
        await DecideAsync(home, other, first.Id);

        (await DecideAsync(home, other, second.Id)).Failure!.Code.ShouldBe("proposal-stale");
        (await home.WriteAsync(session => home.Get<DecideOnPacks>().Reject(session, proposer, second.Id, new DecideOnPacksRequest("过期")))).Value.Status.ShouldBe("rejected");
    }

    [Fact]
    public async Task A_pack_that_counts_days_by_a_calendar_brings_the_calendars_text_with_it()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var (proposer, other) = await OfficersAsync(home);
        var proposal = (await home.WriteAsync(session => home.Get<ProposePacks>().Propose(
            session, proposer, new ProposePacksRequest([Shipped(home, "cn-standard"), Shipped(home, "cn-house")], "节假日")))).Value;
        await DecideAsync(home, other, proposal.Id);
        home.Clock.Now = ContactHome.At(10).AddDays(64);

        proposal.Members.Select(member => $"{member.Kind} {member.Name}").ShouldBe(["pack cn-standard", "pack cn-house", "calendar cn"]);
        var onHoliday = (await home.AskAsync()).Value.Decision;
        onHoliday.At.ShouldBe(new DateTimeOffset(2026, 5, 5, 2, 0, 0, TimeSpan.Zero));
        onHoliday.Rules[0].Id.ShouldBe("cn.house.holidays");
    }

    [Fact]
    public async Task House_rules_alone_and_texts_nobody_knows_are_not_accepted()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var (proposer, _) = await OfficersAsync(home);
        var house = (await UploadAsync(home, proposer, House)).Value;

        var alone = await home.WriteAsync(session => home.Get<ProposePacks>().Propose(
            session, proposer, new ProposePacksRequest([new ProposedPackRequest(house.Name, house.Hash)], "x")));
        var unknown = await home.WriteAsync(session => home.Get<ProposePacks>().Propose(
            session, proposer, new ProposePacksRequest([new ProposedPackRequest("cn-standard", "sha256:00")], "x")));

        alone.Failure!.Field.ShouldBe("packs");
        unknown.Failure!.Code.ShouldBe("not-found");
    }

    [Fact]
    public async Task An_upload_says_what_is_wrong_and_where()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var (proposer, _) = await OfficersAsync(home);

        var misspelt = (await UploadAsync(home, proposer, House.Replace("strength: should-not", "strenght: should-not", StringComparison.Ordinal))).Value;
        var taken = (await UploadAsync(home, proposer, House.Replace("pack: evening-house", "pack: cn-standard", StringComparison.Ordinal))).Value;
        var unproven = (await UploadAsync(home, proposer, House.Replace("verdict: refuse", "verdict: permit", StringComparison.Ordinal))).Value;

        var scoped = House.Replace("zone: Asia/Shanghai\nrules", "zone: Asia/Shanghai\nscope: {places: [CN-SH]}\nrules", StringComparison.Ordinal);
        var law = (await UploadAsync(home, proposer, scoped)).Value;

        misspelt.Accepted.ShouldBeFalse();
        law.Problems.ShouldHaveSingleItem().Field.ShouldBe("overlay");
        misspelt.Problems.ShouldContain(problem => problem.Line == 8 && problem.Field.Contains("strength", StringComparison.Ordinal));
        taken.Problems.ShouldContain(problem => problem.Field == "pack");
        unproven.Problems.ShouldContain(problem => problem.Field == "early");
        (await PackActsAsync(home)).ShouldBeEmpty();
        (await UploadAsync(home, proposer, scoped.Replace("scope:", "overlay: true\nscope:", StringComparison.Ordinal))).Value.Accepted.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_file_that_changed_on_disk_changes_nothing_until_it_is_approved(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        var (proposer, other) = await OfficersAsync(home);
        await home.AskAsync();
        var before = home.Get<PackShelf>().Packs.Single(pack => pack.Ref.Name == "cn-standard").Ref;

        // The same database under a server whose folder holds another text of the same pack.
        await using var later = Later(home, text => text.Name == "cn-standard.yaml" ? text with { Text = text.Text + "\n# changed\n" } : text);
        var packs = later.GetRequiredService<BrowsePacks>();
        var desk = await home.ReadAsync(session => packs.Desk(session, other));
        var standard = desk.Texts.Single(text => text.Name == "cn-standard");

        (standard.State, standard.Hash).ShouldBe(("changed", before.Hash));
        var decides = await home.ReadAsync(session => later.GetRequiredService<AdoptedPacks>().PolicyOf(session, TestInstallation.Institution, home.Clock.Now));
        decides.Packs.Select(pack => pack.Ref.Hash).ShouldContain(before.Hash);

        var members = desk.InForce!.Members.Where(member => member.Kind == "pack").Select(member =>
            new ProposedPackRequest(member.Name, member.Name == "cn-standard" ? standard.NewHash! : member.Hash)).ToList();
        var proposal = (await home.WriteAsync(session => later.GetRequiredService<ProposePacks>().Propose(session, proposer, new ProposePacksRequest(members, "新版")))).Value;
        proposal.Changes.ShouldHaveSingleItem().Change.ShouldBe("changed");
        (await home.WriteAsync(session => later.GetRequiredService<DecideOnPacks>().Approve(session, other, proposal.Id, new DecideOnPacksRequest()))).IsFailure.ShouldBeFalse();
        var now = await home.ReadAsync(session => later.GetRequiredService<AdoptedPacks>().PolicyOf(session, TestInstallation.Institution, home.Clock.Now));
        now.Packs.Select(pack => pack.Ref.Hash).ShouldContain(standard.NewHash!);
    }

    [Fact]
    public async Task An_adopted_text_that_no_longer_loads_refuses_everything_and_says_so()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        await home.AskAsync();
        var hash = home.Get<PackShelf>().Packs.Single(pack => pack.Ref.Name == "cn-standard").Ref.Hash;
        await home.WriteAsync(session => session.Execute("UPDATE contact_pack_text SET text = 'pack: broken' WHERE hash = @hash", new { hash }));

        await using var later = Later(home, text => text.Name == "cn-standard.yaml" ? text with { Text = text.Text + "\n# changed\n" } : text);
        var adopted = later.GetRequiredService<AdoptedPacks>();
        var loaded = await home.ReadAsync(session => adopted.Load(session, TestInstallation.Institution, adopted.InForce(session, TestInstallation.Institution, home.Clock.Now)));

        loaded.Policy.Packs.ShouldBeEmpty();
        loaded.Problems.ShouldNotBeEmpty();
        (await home.ReadAsync(session => later.GetRequiredService<BrowsePacks>().Desk(session, home.Collector))).Problems.ShouldNotBeEmpty();
    }

    private static ServiceProvider Later(ContactHome home, Func<NamedText, NamedText> change)
    {
        ServiceCollection services = new();
        services.AddContact();
        services.AddSingleton(_ => PackShelf.FromTexts(ShippedPacks.All.Select(change)));
        services.AddSingleton(home.Get<EvidenceLog>());
        services.AddSingleton(home.Get<Identity.StaffDirectory>());
        services.AddSingleton(home.Get<Platform.IdSource>());
        services.AddSingleton<TimeProvider>(home.Clock);
        return services.BuildServiceProvider();
    }

    private static async Task<(Caller Proposer, Caller Other)> OfficersAsync(ContactHome home) =>
        (await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "one"), await home.Installation.AddStaffAsync(Role.Administrator, "two"));

    private static ProposedPackRequest Shipped(ContactHome home, string name) =>
        new(name, home.Get<PackShelf>().Packs.Single(pack => pack.Ref.Name == name).Ref.Hash);

    private static Task<Platform.Result<PackUploadView>> UploadAsync(ContactHome home, Caller caller, string text) =>
        home.WriteAsync(session => home.Get<UploadPack>().Upload(session, caller, new UploadPackRequest(text)));

    private static async Task<ProposalView> ProposeHouseAsync(ContactHome home, Caller proposer, DateTimeOffset? from = null)
    {
        var house = (await UploadAsync(home, proposer, House)).Value;
        house.Accepted.ShouldBeTrue(string.Join('\n', house.Problems));
        var proposed = await home.WriteAsync(session => home.Get<ProposePacks>().Propose(session, proposer, new ProposePacksRequest(
            [Shipped(home, "cn-guideline"), Shipped(home, "cn-standard"), new ProposedPackRequest(house.Name, house.Hash)], "从严", from)));
        return proposed.Value;
    }

    private static Task<Platform.Result<ProposalView>> DecideAsync(ContactHome home, Caller caller, string id) =>
        home.WriteAsync(session => home.Get<DecideOnPacks>().Approve(session, caller, id, new DecideOnPacksRequest("同意")));

    private static Task<List<string>> PackActsAsync(ContactHome home) => home.ReadAsync(session => session.Query<string>(
        "SELECT act FROM ledger_entry WHERE institution_id = @Institution AND act LIKE 'contact.pack%' ORDER BY id", new { TestInstallation.Institution }));
}
