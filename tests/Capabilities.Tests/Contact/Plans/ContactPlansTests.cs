using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ContactPlansTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_afternoon_that_is_open_is_permitted_throughout(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);

        var plan = await PlanHome.MakeAsync(home, PlanHome.Afternoon);
        var row = (await PlanHome.RowsAsync(home, plan.Id)).ShouldHaveSingleItem();

        plan.Status.ShouldBe("done");
        plan.CasesTotal.ShouldBe(1);
        plan.CasesDone.ShouldBe(1);
        plan.ByChannel.ShouldBe([new PlanChannelCount("call", 1, 0, 0)]);
        plan.Advice.En.ShouldContain("not a permit");
        row.Status.ShouldBe("throughout");
        row.Windows.ShouldBe([new PlanWindowView(ContactHome.At(14), ContactHome.At(16))]);
        row.ContactPointId.ShouldBe(ContactHome.Mobile);
        row.MaskedPoint.ShouldBe("138****0000");
        row.Obligations.ShouldContain("record");
        row.Left.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_day_opens_and_closes_with_the_permitted_hours_and_begins_no_sooner_than_now(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);

        var plan = await PlanHome.MakeAsync(home, new ContactPlanRequest("2026-03-02T00:00", "2026-03-04T00:00", ["call"]));
        var row = (await PlanHome.RowsAsync(home, plan.Id)).ShouldHaveSingleItem();

        row.Status.ShouldBe("partly");
        row.Windows.ShouldBe([new PlanWindowView(ContactHome.At(10), ContactHome.At(22)), new PlanWindowView(ContactHome.At(8, 0, 3), ContactHome.At(22, 0, 3))]);
        row.Rules.ShouldContain("cn.standard.hours");
    }

    [Fact]
    public async Task Whoever_has_no_attempts_left_is_refused_for_that_and_not_for_the_night()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.ContactAsync("effective-talk");
        await home.ContactAsync("effective-talk");
        await home.ContactAsync("effective-talk");

        var plan = await PlanHome.MakeAsync(home, new ContactPlanRequest("2026-03-02T12:00", "2026-03-03T00:00", ["call"]));
        var row = (await PlanHome.RowsAsync(home, plan.Id)).ShouldHaveSingleItem();

        row.Status.ShouldBe("refused");
        row.Rules.ShouldBe(["cn.standard.effective-talks"]);
        row.Next.ShouldBe(ContactHome.At(8, 0, 3));
        row.Left.ShouldContain(left => left.Rule == "cn.standard.effective-talks" && left.Left == 0);
        plan.ByRule[0].Rule.ShouldBe("cn.standard.effective-talks");
        plan.ByRule[0].Title.Zh.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_channel_that_reaches_nobody_is_refused_with_the_plans_own_reason()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var plan = await PlanHome.MakeAsync(home, PlanHome.Afternoon with { Channels = ["email"] });

        (await PlanHome.RowsAsync(home, plan.Id)).ShouldHaveSingleItem().Rules.ShouldBe([PlanReasons.NoPoint]);
        plan.ByRule.ShouldHaveSingleItem().Refused.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_plan_holds_the_askers_cases_only(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var supervisor = await home.Installation.AddStaffAsync(Role.Supervisor, "lead", "tm00000000000000000001");
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await home.WriteAsync(session => session.Execute(
            "UPDATE case_file SET team_id = 'tm00000000000000000001' WHERE id = @OtherCase", new { ContactHome.OtherCase }));

        async Task<List<string>> CasesAsync(Caller caller) =>
            [.. (await PlanHome.RowsAsync(home, (await PlanHome.MakeAsync(home, PlanHome.Afternoon, caller)).Id, caller: caller)).Select(row => row.CaseId).Order(StringComparer.Ordinal)];

        (await CasesAsync(home.Collector)).ShouldBe([ContactHome.Case]);
        (await CasesAsync(supervisor)).ShouldBe([ContactHome.OtherCase]);
        (await CasesAsync(officer)).ShouldBe([ContactHome.Case, ContactHome.OtherCase]);
    }

    [Fact]
    public async Task A_plan_is_its_makers_alone_and_a_case_taken_away_disappears_from_it()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var other = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var plan = await PlanHome.MakeAsync(home, PlanHome.Afternoon);

        (await home.ReadAsync(session => home.Get<ContactPlans>().Read(session, other, plan.Id))).Failure!.Code.ShouldBe("not-found");

        await home.WriteAsync(session => session.Execute("UPDATE case_file SET assignee_id = NULL WHERE id = @Case", new { ContactHome.Case }));
        (await PlanHome.RowsAsync(home, plan.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_leaves_an_entry_reserves_nothing_and_is_gone_after_its_day()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var asked = await home.WriteAsync(session => home.Get<ContactPlans>().Ask(session, home.Collector, PlanHome.Afternoon));

        asked.Value.Receipt.ShouldNotBeNull();
        asked.Value.Status.ShouldBe("waiting");
        asked.Value.ExpiresAt.ShouldBe(ContactHome.At(0, 0, 3));
        await home.Get<PlanWork>().RunAsync(home.Collector, asked.Value.Id, null, CancellationToken.None);
        (await home.AskAsync()).Value.Decision.Counters.ShouldAllBe(counter => counter.Before == 0);

        home.Clock.Now = ContactHome.At(0, 0, 3);
        (await home.ReadAsync(session => home.Get<ContactPlans>().Read(session, home.Collector, asked.Value.Id))).Failure!.Code.ShouldBe("not-found");
        await home.Installation.WriteAsync(home.Get<PlanWork>().Sweep);
        (await home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM contact_plan") + session.First<long>("SELECT COUNT(*) FROM contact_plan_page"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_that_was_called_off_is_not_made_and_cannot_be_called_off_twice()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var id = (await home.WriteAsync(session => home.Get<ContactPlans>().Ask(session, home.Collector, PlanHome.Afternoon))).Value.Id;

        (await home.WriteAsync(session => home.Get<ContactPlans>().Cancel(session, home.Collector, id))).Value.Status.ShouldBe("cancelled");
        await home.Get<PlanWork>().RunAsync(home.Collector, id, null, CancellationToken.None);

        (await home.ReadAsync(session => home.Get<ContactPlans>().Read(session, home.Collector, id))).Value.Status.ShouldBe("cancelled");
        (await home.WriteAsync(session => home.Get<ContactPlans>().Cancel(session, home.Collector, id))).Failure!.Code.ShouldBe("plan-over");
    }

    [Fact]
    public async Task A_third_unfinished_plan_is_refused_and_names_one_that_waits()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        Task<Result<ContactPlanView>> AskAsync() => home.WriteAsync(session => home.Get<ContactPlans>().Ask(session, home.Collector, PlanHome.Afternoon));
        string[] waiting = [(await AskAsync()).Value.Id, (await AskAsync()).Value.Id];

        var third = (await AskAsync()).Failure!;

        third.Code.ShouldBe("plans-unfinished");
        third.Facts!["plan"].ShouldBeOneOf(waiting);
    }

    [Fact]
    public async Task A_plan_whose_process_is_gone_is_given_up()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var id = (await home.WriteAsync(session => home.Get<ContactPlans>().Ask(session, home.Collector, PlanHome.Afternoon))).Value.Id;
        home.Clock.Now += TimeSpan.FromMinutes(3);

        await home.Installation.WriteAsync(home.Get<PlanWork>().Sweep);

        var plan = (await home.ReadAsync(session => home.Get<ContactPlans>().Read(session, home.Collector, id))).Value;
        plan.Status.ShouldBe("failed");
        plan.Error.ShouldBe("interrupted");
    }

    [Theory]
    [InlineData("2026-03-02T16:00", "2026-03-02T14:00", "call", "to")]
    [InlineData("2026-03-02T14:00", "2026-03-12T14:00", "call", "to")]
    [InlineData("2026-03-02T14:00", "2026-03-02T16:00:00Z", "call", "to")]
    [InlineData("yesterday", "2026-03-02T16:00", "call", "from")]
    [InlineData("2026-03-01T08:00:00+08:00", "2026-03-01T20:00:00+08:00", "call", "to")]
    [InlineData("2026-03-02T14:00", "2026-03-02T16:00", "pigeon", "channels")]
    public async Task A_request_that_makes_no_sense_is_told_what_would(string from, string to, string channel, string field)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var answer = await home.WriteAsync(session => home.Get<ContactPlans>().Ask(session, home.Collector, new ContactPlanRequest(from, to, [channel])));

        answer.Failure!.Code.ShouldBe("invalid-field");
        answer.Failure.Field.ShouldBe(field);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Rows_come_best_moment_first_page_by_page_and_filters_count_what_they_leave(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        PlanPeople people = new(home, new Random(7));
        await home.Installation.WriteAsync(session =>
        {
            for (var number = 100; number < 340; number++)
            {
                people.AddCase(session, number);
            }
        });

        var plan = await PlanHome.MakeAsync(home, new ContactPlanRequest("2026-03-02T00:00", "2026-03-04T00:00", ["call", "sms", "email"]));
        var all = await PlanHome.RowsAsync(home, plan.Id);
        var small = await PlanHome.RowsAsync(home, plan.Id, limit: 7);

        all.Count.ShouldBeGreaterThan(PlanBook.RowsPerPage);
        small.Select(Key).ShouldBe(all.Select(Key));
        all.Select(row => row.Status == "refused" ? 1 : 0).ShouldBeInOrder();
        all.Where(row => row.Windows.Count > 0).Select(row => row.Windows[0].From).ShouldBeInOrder();
        foreach (var rule in plan.ByRule)
        {
            PlanRowFilter filter = new(PlanStatus.Refused, "call", rule.Rule);
            var rows = await PlanHome.RowsAsync(home, plan.Id, filter);
            rows.Select(Key).ShouldBe(all.Where(row => row.Status == "refused" && row.Channel == "call" && row.Rules.Contains(rule.Rule)).Select(Key));
            (await home.ReadAsync(session => home.Get<ContactPlans>().Rows(session, home.Collector, plan.Id, filter, null, 1))).Value.Total.ShouldBe(rows.Count);
        }
    }

    private static string Key(PlanRowView row) => $"{row.CaseId} {row.PersonId} {row.Channel} {row.ContactPointId}";
}
