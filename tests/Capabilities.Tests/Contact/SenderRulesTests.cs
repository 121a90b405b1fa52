using System.Text.Json.Nodes;
using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class SenderRulesTests
{
    private static readonly StateInstitutionStandingRequest Good = new(Listed: true, Licensed: true, EvaluatedOn: new(2025, 11, 2), LenderConsent: false, CallerIdShown: true, PremiumRate: false);
    private static readonly StateStaffStandingRequest Trained = new(new DateOnly(2026, 1, 5), OwnDevice: false);
    private static readonly StateStaffStandingRequest Lapsed = Trained with { TrainedOn = new DateOnly(2025, 3, 1) };

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Sender_rules_are_silent_until_the_institution_states_its_standing_and_then_judge(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        var silent = await home.AskAsync();
        await StateAsync(home, Good);
        var untrained = await home.AskAsync();
        await StateAsync(home, Good, Trained);
        var trained = await home.AskAsync();

        silent.Value.Permit.ShouldNotBeNull();
        Refusals(untrained.Value.Decision).ShouldBe(["cn.guideline.device", "cn.standard.training"], ignoreOrder: true);
        trained.Value.Permit.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("cn.guideline.agency-list")]
    [InlineData("cn.standard.agency-evaluation")]
    [InlineData("cn.standard.training")]
    [InlineData("cn.guideline.device")]
    public async Task What_does_not_hold_of_the_sender_refuses_by_its_rule(string rule)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var (institution, staff) = rule switch
        {
            "cn.guideline.agency-list" => (Good with { Listed = null }, Trained),
            "cn.standard.agency-evaluation" => (Good with { EvaluatedOn = new DateOnly(2025, 3, 1) }, Trained),
            "cn.standard.training" => (Good, Trained with { TrainedOn = new DateOnly(2025, 3, 1) }),
            _ => (Good, Trained with { OwnDevice = true }),
        };

        await StateAsync(home, institution, staff);

        Refusals((await home.AskAsync()).Value.Decision).ShouldBe([rule]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_training_that_runs_out_or_an_agency_that_is_struck_off_ends_a_permit_when_it_is_used(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        await StateAsync(home, Good, Trained);
        var first = (await home.AskAsync()).Value.Permit!;
        await StateAsync(home, Good, Lapsed);
        var lapsed = await home.UseAsync(first.Id);

        await StateAsync(home, Good, Trained);
        var second = (await home.AskAsync()).Value.Permit!;
        await StateAsync(home, Good with { Listed = false });
        var struckOff = await home.UseAsync(second.Id);

        (lapsed.Failure!.Code, struckOff.Failure!.Code).ShouldBe(("permit-expired", "permit-expired"));
        lapsed.Failure.Detail.ShouldContain("cn.standard.training");
        struckOff.Failure.Detail.ShouldContain("cn.guideline.agency-list");
        (await home.ReadAsync(session => session.Query<string>("SELECT status FROM contact_event ORDER BY id"))).ShouldBe(["void", "void"]);
        (await home.ActsAsync()).Count(act => act == "contact.permit-expired").ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Before_a_standing_is_stated_it_is_told_how_many_open_permits_it_would_end(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        await StateAsync(home, Good, Trained);
        (await home.AskAsync()).Value.Permit.ShouldNotBeNull();
        (await home.AskAsync()).Value.Permit.ShouldNotBeNull();
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        Task<StandingForesight> Foresee(ForeseeStandingRequest request) => home.ReadAsync(session => home.Get<ForeseeStanding>().Foresee(session, officer, request));

        (await Foresee(new(Good with { Listed = false }))).ShouldBe(new(2, 2, Complete: true));
        (await Foresee(new(Good))).ShouldBe(new(2, 0, Complete: true));
        (await Foresee(new(StaffId: home.Collector.StaffId, Staff: Lapsed))).ShouldBe(new(2, 2, Complete: true));
        (await Foresee(new(StaffId: officer.StaffId, Staff: Lapsed))).ShouldBe(new(0, 0, Complete: true));
        home.Clock.Now += TimeSpan.FromMinutes(11);
        (await Foresee(new(Good with { Listed = false }))).ShouldBe(new(0, 0, Complete: true));
    }

    [Fact]
    public async Task The_first_statement_of_an_institution_is_foreseen_to_wake_the_sender_rules()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        (await home.AskAsync()).Value.Permit.ShouldNotBeNull();
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        Task<StandingForesight> Foresee(ForeseeStandingRequest request) => home.ReadAsync(session => home.Get<ForeseeStanding>().Foresee(session, officer, request));

        (await Foresee(new(StaffId: home.Collector.StaffId, Staff: Lapsed))).Refused.ShouldBe(0);
        (await Foresee(new(Good))).Refused.ShouldBe(1);
    }

    [Fact]
    public async Task A_training_of_a_year_ago_serves_until_its_day_is_over()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        await StateAsync(home, Good, Trained with { TrainedOn = new DateOnly(2025, 3, 2) });
        home.Clock.Now = ContactHome.At(20, 59);
        var last = await home.AskAsync();
        home.Clock.Now = ContactHome.At(9, 0, day: 3);
        var next = await home.AskAsync();

        last.Value.Permit.ShouldNotBeNull();
        Refusals(next.Value.Decision).ShouldBe(["cn.standard.training"]);
    }

    [Fact]
    public async Task Somebody_who_makes_no_contacts_explores_with_the_standing_of_the_cases_collector()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        await StateAsync(home, Good, Trained);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");

        var answer = await home.ReadAsync(session => home.Get<ExploreContact>().Explain(
            session, inspector, new ExploreContactRequest(ContactHome.Case, ContactHome.Debtor, "call", ContactHome.Mobile)));

        Refusals(answer.Value).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_plan_judges_the_sender_as_a_single_question_does(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        await StateAsync(home, Good, Trained with { TrainedOn = new DateOnly(2025, 3, 1) });

        var lapsed = (await PlanHome.RowsAsync(home, (await PlanHome.MakeAsync(home, PlanHome.Afternoon)).Id)).ShouldHaveSingleItem();
        await StateAsync(home, Good, Trained);
        var trained = (await PlanHome.RowsAsync(home, (await PlanHome.MakeAsync(home, PlanHome.Afternoon)).Id)).ShouldHaveSingleItem();

        lapsed.Status.ShouldBe("refused");
        lapsed.Rules.ShouldContain("cn.standard.training");
        trained.Status.ShouldBe("throughout");
    }

    [Theory]
    [InlineData("call", true)]
    [InlineData("sms", true)]
    [InlineData("ai-call", false)]
    [InlineData("prerecorded", false)]
    public void Whether_a_person_speaks_is_told_by_the_channel(string channel, bool human)
    {
        Words.TryRead<Channel>(channel, out var read).ShouldBeTrue();

        SenderReading.Of(new SenderStanding(), read)!.Human.ShouldBe(human);
        SenderReading.Of(null, read).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_decision_keeps_the_sender_as_it_was_and_comes_out_the_same_after_the_standing_changed(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        await StateAsync(home, Good, Trained);
        var answer = (await home.AskAsync()).Value;
        await StateAsync(home, new StateInstitutionStandingRequest(), new StateStaffStandingRequest());
        var auditor = await home.Installation.AddStaffAsync(Role.Auditor, "auditor");

        var replay = (await home.WriteAsync(session => home.Get<ReplayDecision>().Replay(session, auditor, answer.Decision.Id!))).Value;

        (replay.Outcome, replay.ReplayedHash).ShouldBe(("same", replay.StoredHash));
        var sender = await SenderInRecordAsync(home, answer.Decision.Id!);
        sender["trainedOn"]!.GetValue<string>().ShouldBe("2026-01-05");
        sender["evaluatedOn"]!.GetValue<string>().ShouldBe("2025-11-02");
        sender["isAgency"]!.GetValue<bool>().ShouldBeTrue();
        sender["human"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static async Task StateAsync(ContactHome home, StateInstitutionStandingRequest institution, StateStaffStandingRequest? staff = null)
    {
        var admin = await home.Installation.AddStaffAsync(Role.Administrator, home.Get<IdSource>().New("sn"));
        var standing = home.Get<StateStanding>();
        await home.WriteAsync(session =>
        {
            standing.State(session, admin, institution).IsFailure.ShouldBeFalse();
            if (staff is not null)
            {
                standing.State(session, admin, home.Collector.StaffId, staff).IsFailure.ShouldBeFalse();
            }

            return true;
        });
    }

    private static async Task<JsonNode> SenderInRecordAsync(ContactHome home, string id)
    {
        var content = await home.ReadAsync(session => home.Get<Exhibits>().OpenForInspection(
            session, TestInstallation.Institution, DecisionStore.ById(session, TestInstallation.Institution, id)!.ExhibitId));
        return JsonNode.Parse(content)!["question"]!["state"]!["sender"]!;
    }

    private static IEnumerable<string> Refusals(DecisionView decision) => decision.Rules.Where(rule => rule.Effect == "refuse").Select(rule => rule.Id);
}
