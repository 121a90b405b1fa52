using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class ReviewScopeTests
{
    private const string OtherInstitution = "in00000000000000000002";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Everyone_sees_what_their_role_reaches_and_nothing_else(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var (inA, inB) = await BothTeamsAsync(home);
        var lead = await home.Installation.AddStaffAsync(Role.Supervisor, "lead", ConductHome.TeamA);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        await home.Installation.AddInstitutionAsync(OtherInstitution, "另一机构");
        var foreigner = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "foreigner", institution: OtherInstitution);

        (await ListedAsync(home, home.Collector)).ShouldBe([inA]);
        (await ListedAsync(home, home.Colleague)).ShouldBe([inB]);
        (await ListedAsync(home, lead)).ShouldBe([inA]);
        (await ListedAsync(home, inspector)).ShouldBe([inA, inB], ignoreOrder: true);
        (await ListedAsync(home, foreigner)).ShouldBeEmpty();
        (await ReadAsync(home, home.Collector, inB)).ShouldBe("not-found");
        (await ReadAsync(home, lead, inB)).ShouldBe("not-found");
        (await ReadAsync(home, foreigner, inA)).ShouldBe("not-found");
        (await ReadAsync(home, lead, inA)).ShouldBeNull();
        (await ReadAsync(home, inspector, inB)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Alerts_reach_the_team_of_who_spoke_and_those_who_see_all(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        await BothTeamsAsync(home);
        var lead = await home.Installation.AddStaffAsync(Role.Supervisor, "lead", ConductHome.TeamA);
        var teamless = await home.Installation.AddStaffAsync(Role.Supervisor, "teamless");
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await home.Installation.AddInstitutionAsync(OtherInstitution, "另一机构");
        var foreigner = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "foreigner", institution: OtherInstitution);

        (await AlertsAsync(home, lead)).Select(alert => alert.TeamId).ShouldBe([ConductHome.TeamA]);
        (await AlertsAsync(home, officer)).Count.ShouldBe(2);
        (await AlertsAsync(home, teamless)).ShouldBeEmpty();
        (await AlertsAsync(home, foreigner)).ShouldBeEmpty();
        var ofB = (await AlertsAsync(home, officer)).Single(alert => alert.TeamId == ConductHome.TeamB);
        (await home.Get<AcknowledgeAlert>().RunAsync(lead, ofB.Id, CancellationToken.None)).Failure!.Code.ShouldBe("not-found");
        (await home.Get<AcknowledgeAlert>().RunAsync(foreigner, ofB.Id, CancellationToken.None)).Failure!.Code.ShouldBe("not-found");
        var reviews = await home.Get<ReviewItems>().PageAsync(lead, null, 50, new ReviewFilter(null, null, null, false), CancellationToken.None);
        reviews.Value.Items.ShouldAllBe(item => item.Conversation.TeamId == ConductHome.TeamA);
        var all = await home.Get<ReviewItems>().PageAsync(officer, null, 50, new ReviewFilter(null, null, null, false), CancellationToken.None);
        foreach (var item in all.Value.Items)
        {
            (await home.Get<ReviewItems>().OneAsync(officer, item.Id, CancellationToken.None)).Value.Finding.Id.ShouldBe(item.Finding.Id);
            (await home.Get<ReviewItems>().OneAsync(foreigner, item.Id, CancellationToken.None)).Failure!.Code.ShouldBe("not-found");
            (await home.Get<ReviewItems>().OneAsync(lead, item.Id, CancellationToken.None)).IsFailure.ShouldBe(item.Conversation.TeamId != ConductHome.TeamA);
        }

        (await home.Get<ReviewItems>().OneAsync(officer, "rv00000000000000000404", CancellationToken.None)).Failure!.Code.ShouldBe("not-found");
        (await home.Get<ClaimReview>().NextAsync(foreigner, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_first_to_acknowledge_an_alert_is_named_and_the_ledger_says_so_once()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        await BothTeamsAsync(home);
        var lead = await home.Installation.AddStaffAsync(Role.Supervisor, "lead", ConductHome.TeamA);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var alert = (await AlertsAsync(home, lead)).Single();

        var first = await home.Get<AcknowledgeAlert>().RunAsync(lead, alert.Id, CancellationToken.None);
        var second = await home.Get<AcknowledgeAlert>().RunAsync(officer, alert.Id, CancellationToken.None);

        first.Value.AcknowledgedBy.ShouldBe("lead");
        second.Value.AcknowledgedBy.ShouldBe("lead");
        alert.Excerpt.ShouldBe("你这个老赖");
        alert.PersonName.ShouldBe("张**");
        (await home.ActsAsync()).Count(act => act == "alert.acknowledged").ShouldBe(1);
        (await AlertsAsync(home, lead, open: true)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_is_narrowed_by_case_staff_status_and_category()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var (inA, inB) = await BothTeamsAsync(home);
        await home.TryCloseAsync(inB, caller: home.Colleague);
        await home.InspectAsync();
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");

        (await ListedAsync(home, inspector, new ConversationFilter(ConductHome.Case, null, null, null))).ShouldBe([inA]);
        (await ListedAsync(home, inspector, new ConversationFilter(null, home.Colleague.StaffId, null, null))).ShouldBe([inB]);
        (await ListedAsync(home, inspector, new ConversationFilter(null, null, "live", null))).ShouldBe([inA]);
        (await ListedAsync(home, inspector, new ConversationFilter(null, null, "closed", null))).ShouldBe([inB]);
        (await ListedAsync(home, inspector, new ConversationFilter(null, null, null, "abuse"))).Count.ShouldBe(2);
        (await ListedAsync(home, inspector, new ConversationFilter(null, null, null, "no-identification"))).ShouldBe([inB]);
        (await home.Get<ReadConversations>().PageAsync(inspector, null, 50, new ConversationFilter(null, null, "ended", null), CancellationToken.None)).Failure!.Field.ShouldBe("status");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_a_restricted_person_nobody_reads_a_conversation_or_the_words_of_a_finding(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var (inA, inB) = await BothTeamsAsync(home);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var person = await home.Installation.ReadAsync(session => session.First<string>("SELECT person_id FROM conversation WHERE id = @inA", new { inA })!);
        await home.Installation.WriteAsync(session => home.Get<SubjectStates>().Restrict(session, TestInstallation.Institution, person, officer.StaffId, "asked"));

        (await ReadAsync(home, officer, inA)).ShouldBe("restricted");
        (await ReadAsync(home, home.Collector, inA)).ShouldBe("restricted");
        (await ReadAsync(home, officer, inB)).ShouldBeNull();
        var alerts = (await AlertsAsync(home, officer)).ToDictionary(alert => alert.ConversationId!, alert => alert.Excerpt);
        (alerts[inA], alerts[inB]).ShouldBe(("", "老赖"));
        var reviews = (await home.Get<ReviewItems>().PageAsync(officer, null, 50, new ReviewFilter(null, null, null, false), CancellationToken.None)).Value.Items;
        reviews.Where(item => item.Conversation.Id == inA).ShouldAllBe(item => item.Finding.Matched == "" && item.Finding.Why == "");
        reviews.Where(item => item.Conversation.Id == inB).ShouldContain(item => item.Finding.Matched == "老赖");

        await home.Installation.WriteAsync(session => home.Get<SubjectStates>().Release(session, TestInstallation.Institution, person, officer.StaffId, "settled"));
        (await ReadAsync(home, officer, inA)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_reads_the_words_of_findings_leaves_one_entry_a_page_for_what_they_had_not_read_in_ten_minutes()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        await BothTeamsAsync(home);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");

        var alerts = await AlertsAsync(home, officer);
        await AlertsAsync(home, officer);
        (await CountAsync(home, "finding.read")).ShouldBe(1);
        var leaf = await home.Installation.ReadAsync(session => session.First<byte[]>("SELECT leaf FROM ledger_entry WHERE act = 'finding.read'")!);
        var said = System.Text.Encoding.UTF8.GetString(leaf);
        said.ShouldContain("\"count\":\"2\"");
        alerts.ShouldAllBe(alert => said.Contains(alert.FindingId!, StringComparison.Ordinal));
        said.ShouldNotContain("老赖");

        home.Clock.Now += TimeSpan.FromMinutes(11);
        await AlertsAsync(home, officer);
        (await CountAsync(home, "finding.read")).ShouldBe(2);
        await home.Get<ReadWall>().RunAsync(officer, CancellationToken.None);
        (await CountAsync(home, "conversation.watched")).ShouldBe(1);
        (await CountAsync(home, "finding.read")).ShouldBe(2, "The wall shows the same alerts.");
    }

    private static Task<long> CountAsync(ConductHome home, string act) =>
        home.Installation.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM ledger_entry WHERE act = @act", new { act }));

    private static async Task<(string InA, string InB)> BothTeamsAsync(ConductHome home)
    {
        var inA = await home.OpenCallAsync();
        home.Clock.Now += TimeSpan.FromSeconds(1);
        var inB = await home.OpenCallAsync(home.Colleague);
        await home.SayAsync(inA, 0, "你这个老赖");
        await home.SayAsync(inB, 0, "老赖", caller: home.Colleague);
        await home.InspectAsync();
        return (inA, inB);
    }

    private static async Task<List<string>> ListedAsync(ConductHome home, Caller caller, ConversationFilter? filter = null)
    {
        var page = await home.Get<ReadConversations>().PageAsync(caller, null, 50, filter ?? new ConversationFilter(null, null, null, null), CancellationToken.None);
        return [.. page.Value.Items.Select(row => row.Id)];
    }

    private static async Task<string?> ReadAsync(ConductHome home, Caller caller, string id) =>
        (await home.Get<ReadConversations>().OneAsync(caller, id, CancellationToken.None)).Failure?.Code;

    private static async Task<IReadOnlyList<AlertView>> AlertsAsync(ConductHome home, Caller caller, bool? open = null) =>
        (await home.Get<AlertList>().PageAsync(caller, null, 50, new AlertFilter(null, null, open), CancellationToken.None)).Value.Items;
}
