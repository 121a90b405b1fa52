using Daylight.Conduct;
using Daylight.Contact;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Review;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daylight.Reports;

public sealed class TodayOverviewTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_day_without_events_has_all_its_hours_and_no_shares(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var auditor = await home.AddStaffAsync(Role.Auditor, "auditor");

        var view = await home.ReadAsync(session => home.Get<TodayOverview>().Read(session, auditor));

        view.Zone.ShouldBe("Asia/Shanghai");
        view.ByHour.Select(hour => hour.Hour).ShouldBe(Enumerable.Range(0, 24));
        view.Figures.ShouldBe(new OverviewFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 0, 0));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Only_the_local_day_counts_and_each_event_stands_in_its_local_hour(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var auditor = await home.AddStaffAsync(Role.Auditor, "auditor");
        await home.WriteAsync(session =>
        {
            Decide(session, "dc1", Monday.AddMinutes(-1), "permit");
            Decide(session, "dc2", Monday, "refuse", "cn.standard.hours");
            Decide(session, "dc3", Monday.AddHours(9.5), "permit-with-obligations");
            Decide(session, "dc4", Monday.AddHours(9.9), "refer", "cn.standard.deceased");
            Decide(session, "dc5", Monday.AddHours(24), "permit");
            Decide(session, "dc6", Monday.AddHours(9), "permit", institution: "in00000000000000000002");
        });

        var view = await home.ReadAsync(session => home.Get<TodayOverview>().Read(session, auditor));

        (view.Figures.Asked, view.Figures.Permitted, view.Figures.Refused).ShouldBe((3, 1, 2));
        view.ByHour[0].ShouldBe(new HourFigures(0, 0, 1, 0, 0));
        view.ByHour[9].ShouldBe(new HourFigures(9, 1, 1, 0, 0));
        view.ByRefusal.Select(one => (one.Rule, one.Title.Zh, one.Count)).ShouldBe([("cn.standard.deceased", "规则", 1), ("cn.standard.hours", "规则", 1)]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Conversations_findings_and_scores_are_told_by_person_and_team(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var one = await home.AddStaffAsync(Role.Collector, "one", "tm00000000000000000001");
        var two = await home.AddStaffAsync(Role.Collector, "two", "tm00000000000000000002");
        var supervisor = await home.AddStaffAsync(Role.Supervisor, "supervisor", "tm00000000000000000001");
        var auditor = await home.AddStaffAsync(Role.Auditor, "auditor");
        await home.WriteAsync(session =>
        {
            Hold(session, "cv1", one, Monday.AddHours(9), points: 80);
            Hold(session, "cv2", one, Monday.AddHours(10), points: 95);
            Hold(session, "cv3", two, Monday.AddHours(10), points: null);
            Find(session, "fn1", "cv1", one, Monday.AddHours(9), "threat", "upheld");
            Find(session, "fn2", "cv1", one, Monday.AddHours(9), "abuse", "overturned");
            Find(session, "fn3", "cv3", two, Monday.AddHours(10), "threat", null);
        });

        var all = await home.ReadAsync(session => home.Get<TodayOverview>().Read(session, auditor));
        var team = await home.ReadAsync(session => home.Get<TodayOverview>().Read(session, supervisor));

        all.ByStaff.ShouldBe([new StaffFigures(one.StaffId, "one", 2, 2, 87.5), new StaffFigures(two.StaffId, "two", 1, 1, null)]);
        all.ByTeam.Select(figures => (figures.TeamId, figures.Findings, figures.AverageScore)).ShouldBe([("tm00000000000000000001", 2, 87.5), ("tm00000000000000000002", 1, null)]);
        all.ByCategory.ShouldBe([new CategoryFigure("threat", 2), new CategoryFigure("abuse", 1)]);
        (all.Figures.Conversations, all.Figures.LiveNow, all.Figures.Findings, all.Figures.ReviewsDecided, all.Figures.UpheldShare).ShouldBe((3, 1, 3, 2, 0.5));
        team.ByStaff.Select(figures => figures.StaffId).ShouldBe([one.StaffId]);
        team.ByTeam.Select(figures => figures.TeamId).ShouldBe(["tm00000000000000000001"]);
    }

    [Fact]
    public void A_day_on_which_the_clocks_change_has_the_hours_it_has()
    {
        LocalDay.Of(new DateTimeOffset(2026, 3, 8, 18, 0, 0, TimeSpan.Zero), "America/New_York").Hours.Count.ShouldBe(23);
        var autumn = LocalDay.Of(new DateTimeOffset(2026, 11, 1, 18, 0, 0, TimeSpan.Zero), "America/New_York");
        autumn.Hours.Count.ShouldBe(24);
        (autumn.To - autumn.From).ShouldBe(TimeSpan.FromHours(25));
    }

    private static Task<TestInstallation> OpenAsync(Dialect dialect) => TestInstallation.OpenAsync(
        dialect,
        services => services.AddContact().AddSingleton<ConductFigures>().AddSingleton<ReviewFigures>().AddReports(),
        [typeof(ContactModule).Assembly, typeof(ConductModule).Assembly, typeof(ReviewModule).Assembly]);

    private static void Decide(
        Session session, string id, DateTimeOffset at, string verdict, string? rule = null, string institution = TestInstallation.Institution) => DecisionStore.Insert(
        session,
        new DecisionRow { Id = id, InstitutionId = institution, CaseId = "cs1", PersonId = "pn1", StaffId = "st1", Channel = "call", AskedAt = UtcMicros.From(at), Verdict = verdict },
        rule is null ? [] : [new RefusalRow(id, rule, institution, UtcMicros.From(at), "规则", "Rule")]);

    private static void Hold(Session session, string id, Caller staff, DateTimeOffset at, double? points)
    {
        session.Execute(
            """
            INSERT INTO conversation (id, institution_id, case_id, person_id, person_role, staff_id, team_id, kind, direction, zone, imported, head,
              started_at, received_at, last_at, closed_at, utterance_count, next_seq)
            VALUES (@id, @Institution, 'cs1', 'pn1', 'Debtor', @StaffId, @TeamId, 'call', 'outbound', 'Asia/Shanghai', 0, @head, @at, @at, @at, @closed, 0, 0)
            """,
            new { id, TestInstallation.Institution, staff.StaffId, staff.TeamId, head = Array.Empty<byte>(), at = UtcMicros.From(at), closed = points is null ? (long?)null : UtcMicros.From(at) });
        session.Execute(
            """
            INSERT INTO inspection (conversation_id, institution_id, case_id, staff_id, team_id, started_at, rulebook, finding_count, worst, closed, closed_at, points)
            VALUES (@id, @Institution, 'cs1', @StaffId, @TeamId, @at, '', 0, 0, @closed, @closedAt, @points)
            """,
            new
            {
                id,
                TestInstallation.Institution,
                staff.StaffId,
                staff.TeamId,
                at = UtcMicros.From(at),
                closed = points is null ? 0L : 1L,
                closedAt = points is null ? (long?)null : UtcMicros.From(at),
                points,
            });
    }

    private static void Find(Session session, string id, string conversationId, Caller staff, DateTimeOffset at, string category, string? verdict)
    {
        var row = new
        {
            id,
            TestInstallation.Institution,
            conversationId,
            staff.StaffId,
            staff.TeamId,
            category,
            at = UtcMicros.From(at),
            verdict,
            decidedAt = verdict is null ? (long?)null : UtcMicros.From(at),
            status = verdict is null ? "waiting" : "decided",
            words = Array.Empty<byte>(),
        };
        session.Execute(
            """
            INSERT INTO finding (id, institution_id, conversation_id, case_id, person_id, staff_id, rule, rule_version, category, severity, title_zh, title_en,
              utterance_seq, span_from, span_to, confidence, words, raised_at, status, entry_id, leaf_hash)
            VALUES (@id, @Institution, @conversationId, 'cs1', 'pn1', @StaffId, @id, '', @category, 1, '', '', 0, 0, 0, 1, @words, @at, 'open', '', '')
            """,
            row);
        session.Execute(
            """
            INSERT INTO review (id, institution_id, finding_id, conversation_id, case_id, staff_id, team_id, severity, category, raised_at, status, verdict, decided_at)
            VALUES (@id, @Institution, @id, @conversationId, 'cs1', @StaffId, @TeamId, 1, @category, @at, @status, @verdict, @decidedAt)
            """,
            row);
    }
}
