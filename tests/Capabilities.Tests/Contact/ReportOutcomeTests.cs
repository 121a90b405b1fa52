using Daylight.Platform;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ReportOutcomeTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_call_that_nobody_answered_gives_its_slot_back(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        await home.ContactAsync("effective-talk");
        await home.ContactAsync("effective-talk");
        await home.ContactAsync("no-answer");

        var answer = (await home.AskAsync()).Value;

        answer.Permit.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_corrected_outcome_states_the_count_anew()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.ContactAsync("effective-talk");
        await home.ContactAsync("effective-talk");
        var third = await home.ContactAsync("no-answer");

        var corrected = (await home.ReportAsync(third.Permit!.Id, "effective-talk")).Value;

        corrected.Outcome.ShouldBe("effective-talk");
        corrected.Receipt.ShouldNotBeNull();
        (await home.AskAsync()).Value.Permit.ShouldBeNull();
        (await home.ActsAsync()).Count(act => act == "contact.outcome").ShouldBe(4);
    }

    [Fact]
    public async Task Saying_the_same_again_changes_nothing_and_leaves_no_entry()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var answer = await home.ContactAsync("no-answer");

        var again = (await home.ReportAsync(answer.Permit!.Id, "no-answer")).Value;

        again.Receipt.ShouldBeNull();
        (await home.ActsAsync()).Count(act => act == "contact.outcome").ShouldBe(1);
    }

    [Fact]
    public async Task A_contact_that_began_before_the_permit_expired_may_be_reported_afterwards()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var permit = (await home.AskAsync()).Value.Permit!;
        var began = home.Clock.Now.AddMinutes(3);
        home.Clock.Now += TimeSpan.FromMinutes(30);
        await home.Get<PermitExpiry>().SweepAsync(CancellationToken.None);

        var late = await home.ReportAsync(permit.Id, "effective-talk", began);
        var tooLate = await home.ReportAsync((await ExpiredAsync(home)).Id, "effective-talk");

        late.Value.BeganAt.ShouldBe(began);
        (await home.AskAsync()).Value.Decision.Counters.Single(one => one.Rule == "cn.standard.effective-talks").Before.ShouldBe(1);
        tooLate.Failure!.Code.ShouldBe("permit-expired");
    }

    [Fact]
    public async Task A_promise_is_kept_with_the_contact()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var permit = (await home.AskAsync()).Value.Permit!;

        var view = await home.WriteAsync(session => home.Get<ReportOutcome>().Report(
            session,
            home.Collector,
            permit.Id,
            new ReportOutcomeRequest("effective-talk", DurationSeconds: 95, Promise: new PromiseRequest(new Money(50000, "CNY"), new DateOnly(2026, 3, 9)))));

        view.Value.Promise.ShouldBe(new PromiseView(new Money(50000, "CNY"), new DateOnly(2026, 3, 9), "open"));
        view.Value.DurationSeconds.ShouldBe(95);
    }

    [Theory]
    [InlineData("delivered")]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("Effective-Talk")]
    public async Task An_outcome_that_a_call_cannot_have_is_refused(string outcome)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var permit = (await home.AskAsync()).Value.Permit!;

        var report = await home.ReportAsync(permit.Id, outcome);

        report.Failure!.Field.ShouldBe("outcome");
        (await home.UseAsync(permit.Id)).IsFailure.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Another_room_states_the_outcome_of_a_used_permit_and_of_an_inbound_call(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var events = home.Get<ContactEvents>();
        var permit = (await home.UseAsync((await home.AskAsync()).Value.Permit!.Id)).Value;

        var outbound = await home.WriteAsync(session => events.StateOutcome(session, home.Collector, permit.ContactId, "effective-talk", home.Clock.Now, 60));
        var inbound = await home.WriteAsync(session =>
        {
            var contact = events.RecordInbound(session, home.Collector, new InboundContact(ContactHome.Case, ContactHome.Debtor, "call", home.Clock.Now, ContactHome.Mobile));
            return events.StateOutcome(session, home.Collector, contact.Value, "conversation", home.Clock.Now, 30);
        });

        outbound.IsFailure.ShouldBeFalse();
        inbound.IsFailure.ShouldBeFalse();
        (await home.AskAsync()).Value.Decision.Counters.Single(one => one.Rule == "cn.standard.effective-talks").Before.ShouldBe(1);
        (await home.ActsAsync()).ShouldBe(["contact.decided", "contact.outcome", "contact.outcome", "contact.decided"]);
    }

    [Fact]
    public async Task An_inbound_contact_of_a_stranger_or_of_the_future_is_refused()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var events = home.Get<ContactEvents>();
        InboundContact contact = new(ContactHome.Case, ContactHome.Debtor, "call", home.Clock.Now);

        var stranger = await home.WriteAsync(session => events.RecordInbound(session, home.Collector, contact with { PersonId = ContactHome.OtherDebtor }));
        var future = await home.WriteAsync(session => events.RecordInbound(session, home.Collector, contact with { At = home.Clock.Now.AddHours(1) }));

        stranger.Failure!.Code.ShouldBe("not-found");
        future.Failure!.Field.ShouldBe("startedAt");
    }

    [Fact]
    public async Task Contacts_of_the_past_count_once_they_are_imported()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        PastContact past = new(TestInstallation.Institution, ContactHome.Case, ContactHome.Debtor, home.Collector.StaffId, "call", false, ContactHome.At(9), "effective-talk");
        var events = home.Get<ContactEvents>();

        var recorded = await home.WriteAsync(session => events.RecordPast(session, past));
        await home.WriteAsync(session => events.RecordPast(session, past with { At = ContactHome.At(9, 30) }));
        await home.WriteAsync(session => events.RecordPast(session, past with { At = ContactHome.At(9, 50) }));
        await home.WriteAsync(session => events.RecordPast(session, past with { At = ContactHome.At(9, 55), IsInbound = true }));
        var stranger = await home.WriteAsync(session => events.RecordPast(session, past with { PersonId = ContactHome.OtherDebtor }));

        recorded.IsFailure.ShouldBeFalse();
        stranger.Failure!.Code.ShouldBe("not-found");
        var answer = (await home.AskAsync()).Value;
        answer.Permit.ShouldBeNull();
        answer.Decision.Counters.Single(one => one.Rule == "cn.standard.effective-talks").Before.ShouldBe(3);
    }

    private static async Task<PermitView> ExpiredAsync(ContactHome home)
    {
        var permit = (await home.AskAsync()).Value.Permit!;
        home.Clock.Now += AskPermit.LifeMax;
        await home.Get<PermitExpiry>().SweepAsync(CancellationToken.None);
        return permit;
    }
}
