using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class OverrideTests
{
    private const string Reason = "客户来电要求今晚回电确认还款安排";

    /// <summary>House rules short of a prohibition, and one that prohibits, which begin at different hours.</summary>
    private const string HousePack = """
        pack: house
        version: "1"
        jurisdiction: CN
        title: {zh: 内部规定, en: House rules}
        zone: Asia/Shanghai
        instrument: house rules
        rules:
          - id: house.soft-hours
            kind: hours
            article: "1"
            text: {zh: 十八点后不宜致电, en: Better no calls after six}
            strength: should-not
            mark: V1
            open: [{from: "09:00", to: "18:00"}]
          - id: house.hard-hours
            kind: hours
            article: "2"
            text: {zh: 二十一点后不得致电, en: No calls after nine}
            strength: prohibit
            mark: V1
            open: [{from: "08:00", to: "21:00"}]
          - id: house.refusal
            kind: restriction
            article: "3"
            text: {zh: 本人拒绝后不宜再联系, en: Better no contact after a refusal}
            strength: should-not
            mark: V1
            facts: [refusal]
        vectors:
          zone: Asia/Shanghai
          cases:
            - {id: h1, cite: "1", intent: {at: 2026-03-02T19:00, channel: call, person: P, point: mobile1}, given: {roles: {P: Debtor}}, expect: {verdict: refuse, rules: [house.soft-hours]}}
            - {id: h2, cite: "2", intent: {at: 2026-03-02T22:00, channel: call, person: P, point: mobile1}, given: {roles: {P: Debtor}}, expect: {verdict: refuse, rules: [house.hard-hours]}}
            - {id: h3, cite: "3", intent: {at: 2026-03-02T10:00, channel: call, person: P, point: mobile1}, given: {roles: {P: Debtor}, facts: [{kind: refusal, person: P, at: 2026-03-01T10:00}]}, expect: {verdict: refuse, rules: [house.refusal]}}
        """;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_second_person_lets_one_contact_through_and_every_step_is_an_entry(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var (_, supervisor) = (home.Collector, await ApproverAsync(home));
        var refused = await RefusedAsync(home, 19);

        var asked = (await RequestAsync(home, refused)).Value;
        var approved = (await ApproveAsync(home, supervisor, asked.Id)).Value;
        var taken = (await TakeAsync(home, asked.Id)).Value;
        var used = await home.UseAsync(taken.Permit!.Id);

        asked.Rules.ShouldBe(["house.soft-hours"]);
        asked.Reason.ShouldBe(Reason);
        (asked.Status, approved.Status).ShouldBe(("requested", "approved"));
        taken.Decision.Verdict.ShouldStartWith("permit");
        used.IsFailure.ShouldBeFalse();
        (await home.ActsAsync()).ShouldBe(["contact.decided", "contact.override-requested", "contact.override-approved", "contact.decided", "contact.override-used"]);
        (await TakeAsync(home, asked.Id)).Failure!.Code.ShouldBe("override-ended");
        (await ReplayAsync(home, taken.Decision.Id!)).Outcome.ShouldBe("same");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_override_is_asked_for_from_the_contact_itself_and_the_second_person_reads_its_refusal(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var supervisor = await ApproverAsync(home);
        home.Clock.Now = ContactHome.At(19);
        var decision = await home.ReadAsync(session => home.Get<ExploreContact>().Explain(
            session, home.Collector, new ExploreContactRequest(ContactHome.Case, ContactHome.Debtor, "call", ContactHome.Mobile)));

        var asked = (await RequestAsync(home, new RequestOverrideRequest(null, Reason, ContactHome.Call))).Value;
        var read = (await home.ReadAsync(session => home.Get<OverrideDesk>().Read(session, supervisor, asked.Id, home.Clock.Now))).Value;

        asked.Rules.ShouldBe(["house.soft-hours"]);
        read.Override.Id.ShouldBe(asked.Id);
        read.Decision!.Id.ShouldBe(asked.DecisionId);
        read.Decision.Rules.ShouldBe(decision.Value.Rules);
        read.Decision.Rules.ShouldContain(rule => rule.Text.En == "Better no calls after six");
        (await home.ActsAsync()).ShouldBe(["contact.decided", "contact.override-requested"]);
        var stranger = await home.Installation.AddStaffAsync(Role.Collector, "stranger");
        (await home.ReadAsync(session => home.Get<OverrideDesk>().Read(session, stranger, asked.Id, home.Clock.Now))).Failure!.Kind.ShouldBe(FailureKind.NotFound);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_override_of_a_contact_that_the_gate_permits_leaves_no_permit_behind(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        home.Clock.Now = ContactHome.At(10);

        (await RequestAsync(home, new RequestOverrideRequest(null, Reason, ContactHome.Call))).Failure!.Code.ShouldBe("override-not-needed");

        (await home.ReadAsync(session => session.Query<string>("SELECT status FROM contact_permit"))).ShouldBeEmpty();
        (await home.ActsAsync()).ShouldBeEmpty();
        home.Clock.Now = ContactHome.At(22);
        (await RequestAsync(home, new RequestOverrideRequest(null, Reason, ContactHome.Call))).Failure!.Code.ShouldBe("override-impossible");
        (await RequestAsync(home, new RequestOverrideRequest("dc1", Reason, ContactHome.Call))).Failure!.Field.ShouldBe("decisionId");
    }

    [Fact]
    public async Task What_is_prohibited_is_never_overridden()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var refused = await RefusedAsync(home, 22);

        var failure = (await RequestAsync(home, refused)).Failure!;

        failure.Code.ShouldBe("override-impossible");
        failure.Detail.ShouldContain("house.hard-hours");
    }

    [Fact]
    public async Task What_is_not_known_is_never_overridden()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        await home.Installation.WriteAsync(session => session.Execute("UPDATE person SET zone = ''"));
        var refused = await RefusedAsync(home, 10);

        (await RequestAsync(home, refused)).Failure!.Detail.ShouldContain("gate.unknown-zone");
    }

    [Fact]
    public async Task A_machine_never_asks()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var refused = await RefusedAsync(home, 19, ContactHome.Call with { Channel = "ai-call" });

        (await RequestAsync(home, refused)).Failure!.Detail.ShouldContain("machine");
    }

    [Fact]
    public async Task Nobody_approves_their_own_request()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var refused = await RefusedAsync(home, 19);
        var asked = (await RequestAsync(home, refused)).Value;
        Caller both = new(TestInstallation.Institution, "Asia/Shanghai", home.Collector.StaffId, null, [Role.Collector, Role.ComplianceOfficer]);

        (await ApproveAsync(home, both, asked.Id)).Failure!.Code.ShouldBe("override-own");
    }

    [Fact]
    public async Task A_refusal_of_somebody_else_cannot_be_asked_for_and_a_case_out_of_scope_cannot_be_approved()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var refused = await RefusedAsync(home, 19);
        var other = await home.Installation.AddStaffAsync(Role.Collector, "other");
        var stranger = await home.Installation.AddStaffAsync(Role.Supervisor, "stranger", teamId: "tm00000000000000000009");
        var asked = (await RequestAsync(home, refused)).Value;

        (await RequestAsync(home, refused, other)).Failure!.Code.ShouldBe("not-found");
        (await ApproveAsync(home, stranger, asked.Id)).Failure!.Code.ShouldBe("not-found");
        (await home.ReadAsync(session => home.Get<OverrideDesk>().List(session, stranger, home.Clock.Now))).Items.ShouldBeEmpty();
        (await home.ReadAsync(session => home.Get<OverrideDesk>().List(session, other, home.Clock.Now))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_named_rules_are_lifted_at_approval_when_it_is_taken_and_at_use()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var officer = await ApproverAsync(home);
        var refused = await RefusedAsync(home, 19);
        var asked = (await RequestAsync(home, refused)).Value;
        (await ApproveAsync(home, officer, asked.Id)).IsFailure.ShouldBeFalse();
        var permit = (await TakeAsync(home, asked.Id)).Value.Permit!;
        await home.RecordAsync(new RecordFactRequest(ContactHome.Case, ContactHome.Debtor, "refusal"));
        (await home.UseAsync(permit.Id)).Failure!.Code.ShouldBe("permit-expired");

        var again = await RefusedAsync(home, 19, minute: 5);
        var second = (await RequestAsync(home, again)).Value;
        second.Rules.ShouldBe(["house.soft-hours", "house.refusal"], ignoreOrder: true);
        home.Clock.Now = ContactHome.At(21, 30);
        (await ApproveAsync(home, officer, second.Id)).Failure!.Code.ShouldBe("override-overtaken");
    }

    [Fact]
    public async Task An_approval_that_is_not_taken_within_the_hour_runs_out()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var officer = await ApproverAsync(home);
        var asked = (await RequestAsync(home, await RefusedAsync(home, 18))).Value;
        await ApproveAsync(home, officer, asked.Id);
        home.Clock.Now += DecideOverride.LifeMax;

        (await TakeAsync(home, asked.Id)).Failure!.Code.ShouldBe("override-ended");
        (await home.ReadAsync(session => home.Get<OverrideDesk>().List(session, officer, home.Clock.Now))).Items.ShouldHaveSingleItem().Status.ShouldBe("expired");
    }

    [Fact]
    public async Task A_denial_says_why_and_ends_it()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var officer = await ApproverAsync(home);
        var asked = (await RequestAsync(home, await RefusedAsync(home, 19))).Value;

        (await DenyAsync(home, officer, asked.Id, null)).Failure!.Field.ShouldBe("note");
        var denied = (await DenyAsync(home, officer, asked.Id, "明早再打")).Value;

        (denied.Status, denied.Note).ShouldBe(("denied", "明早再打"));
        (await ApproveAsync(home, officer, asked.Id)).Failure!.Code.ShouldBe("override-ended");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Many_who_ask_approve_and_take_at_once_get_one_permit(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var officer = await ApproverAsync(home);
        var refused = await RefusedAsync(home, 19);

        var asked = await AllAsync(() => RequestAsync(home, refused));
        asked.Count(one => !one.IsFailure).ShouldBe(1);
        var id = asked.Single(one => !one.IsFailure).Value.Id;
        (await AllAsync(() => ApproveAsync(home, officer, id))).Count(one => !one.IsFailure).ShouldBe(1);
        (await AllAsync(() => TakeAsync(home, id))).Count(one => !one.IsFailure).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task No_override_opens_a_closed_case(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var supervisor = await ApproverAsync(home);
        var approved = (await RequestAsync(home, await RefusedAsync(home, 19))).Value;
        (await ApproveAsync(home, supervisor, approved.Id)).IsFailure.ShouldBeFalse();
        var waiting = (await RequestAsync(home, await RefusedAsync(home, 19, minute: 1))).Value;
        await home.Get<CloseCase>().RunAsync(supervisor, ContactHome.Case, new CloseCaseRequest("paid"), CancellationToken.None);

        (await TakeAsync(home, approved.Id)).Failure!.Detail.ShouldContain("gate.case-closed");
        (await ApproveAsync(home, supervisor, waiting.Id)).Failure!.Detail.ShouldContain("gate.case-closed");
        var refused = (await RequestAsync(home, await RefusedAsync(home, 19, minute: 2))).Failure!;
        (refused.Code, refused.Detail.Contains("gate.case-closed", StringComparison.Ordinal)).ShouldBe(("override-impossible", true));
    }

    private static async Task<Result<T>[]> AllAsync<T>(Func<Task<Result<T>>> work) =>
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(work)));

    private static Task<ContactHome> OpenAsync(Dialect dialect) =>
        ContactHome.OpenAsync(dialect, [new NamedText("house.yaml", HousePack), new NamedText("cn.yaml", "group: cn\nmembers: [house]\n")]);

    private static Task<Caller> ApproverAsync(ContactHome home) => home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");

    private static async Task<string> RefusedAsync(ContactHome home, int hour, AskPermitRequest? request = null, int minute = 0)
    {
        home.Clock.Now = ContactHome.At(hour, minute);
        var answer = (await home.AskAsync(request)).Value;
        answer.Decision.Verdict.ShouldBe("refuse", string.Join(", ", answer.Decision.Rules.Select(rule => rule.Id)));
        return answer.Decision.Id!;
    }

    private static Task<Result<OverrideView>> RequestAsync(ContactHome home, string decision, Caller? caller = null) =>
        RequestAsync(home, new RequestOverrideRequest(decision, Reason), caller);

    private static Task<Result<OverrideView>> RequestAsync(ContactHome home, RequestOverrideRequest request, Caller? caller = null) =>
        home.WriteAsync(session => home.Get<RequestOverride>().Request(session, caller ?? home.Collector, request));

    private static Task<Result<OverrideView>> ApproveAsync(ContactHome home, Caller caller, string id) =>
        home.WriteAsync(session => home.Get<DecideOverride>().Approve(session, caller, id, new DecideOverrideRequest()));

    private static Task<Result<OverrideView>> DenyAsync(ContactHome home, Caller caller, string id, string? note) =>
        home.WriteAsync(session => home.Get<DecideOverride>().Deny(session, caller, id, new DecideOverrideRequest(note)));

    private static Task<Result<PermitAnswer>> TakeAsync(ContactHome home, string id) =>
        home.WriteAsync(session => home.Get<DecideOverride>().Take(session, home.Collector, id));

    private static async Task<ReplayView> ReplayAsync(ContactHome home, string decision) =>
        (await home.WriteAsync(session => home.Get<ReplayDecision>().Replay(session, home.Collector, decision))).Value;
}
