using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ContactWindowTests
{
    private const string Reason = "新设机构，此前没有任何触达";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_institution_that_starts_on_an_empty_window_is_refused_until_a_clean_start_is_declared(Dialect dialect)
    {
        await using var home = await EmptyAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");

        var refused = (await home.AskAsync()).Value;
        var before = await home.ReadAsync(session => home.Get<ContactWindow>().Read(session, officer));
        var declared = (await home.WriteAsync(session => home.Get<ContactWindow>().Declare(session, officer, new DeclareWindowRequest(Reason)))).Value;
        var permitted = (await home.AskAsync()).Value;

        refused.Permit.ShouldBeNull();
        refused.Decision.Rules.ShouldHaveSingleItem().Id.ShouldBe("gate.empty-window");
        (before.Known, before.Days).ShouldBe((false, (await PolicyAsync(home)).Reach.CountedDays));
        (declared.Known, declared.DeclaredBy).ShouldBe((true, "officer"));
        permitted.Permit.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_history_that_reaches_back_as_far_as_the_rules_count_needs_no_declaration()
    {
        await using var home = await EmptyAsync(Dialect.Sqlite);
        var days = (await PolicyAsync(home)).Reach.CountedDays;
        days.ShouldBeGreaterThan(0);

        await PastAsync(home, home.Clock.Now.AddDays(-days).AddHours(1));
        (await home.AskAsync()).Value.Permit.ShouldBeNull();
        await PastAsync(home, home.Clock.Now.AddDays(-days));

        (await home.AskAsync()).Value.Permit.ShouldNotBeNull();
    }

    [Fact]
    public async Task Declaring_twice_changes_nothing_and_a_reason_is_needed()
    {
        await using var home = await EmptyAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var other = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "other");

        (await DeclareAsync(home, officer, "short")).Failure!.Field.ShouldBe("reason");
        (await DeclareAsync(home, officer, Reason)).Value.DeclaredBy.ShouldBe("officer");
        (await DeclareAsync(home, other, Reason)).Value.DeclaredBy.ShouldBe("officer");
    }

    [Fact]
    public async Task The_refusal_cannot_be_overridden()
    {
        await using var home = await EmptyAsync(Dialect.Sqlite);
        var refused = (await home.AskAsync()).Value;

        var asked = await home.WriteAsync(session => home.Get<RequestOverride>().Request(
            session, home.Collector, new RequestOverrideRequest(refused.Decision.Id!, "客户等我们的电话，请放行一次")));

        asked.Failure!.Detail.ShouldContain("gate.empty-window");
    }

    private static async Task<ContactHome> EmptyAsync(Dialect dialect)
    {
        var home = await ContactHome.OpenAsync(dialect);
        await home.Installation.WriteAsync(session => session.Execute("DELETE FROM contact_window_declaration"));
        return home;
    }

    private static Task<GatePolicy> PolicyAsync(ContactHome home) =>
        home.ReadAsync(session => home.Get<AdoptedPacks>().PolicyNow(session, TestInstallation.Institution));

    private static Task<Result<WindowView>> DeclareAsync(ContactHome home, Caller caller, string reason) =>
        home.WriteAsync(session => home.Get<ContactWindow>().Declare(session, caller, new DeclareWindowRequest(reason)));

    private static async Task PastAsync(ContactHome home, DateTimeOffset at) => (await home.WriteAsync(session => home.Get<ContactEvents>().RecordPast(
        session,
        new PastContact(TestInstallation.Institution, ContactHome.Case, ContactHome.Debtor, home.Collector.StaffId, "call", IsInbound: false, at, "no-answer")))).IsFailure.ShouldBeFalse();
}
