using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class PermitsTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_permit_serves_once(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var permit = (await home.AskAsync()).Value.Permit!;

        var first = await home.UseAsync(permit.Id);
        var second = await home.UseAsync(permit.Id);

        first.Value.PersonId.ShouldBe(ContactHome.Debtor);
        first.Value.PersonRole.ShouldBe("Debtor");
        first.Value.Zone.ShouldBe("Asia/Shanghai");
        second.Failure!.Code.ShouldBe("permit-used");
    }

    [Fact]
    public async Task A_permit_is_over_after_ten_minutes()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var permit = (await home.AskAsync()).Value.Permit!;

        home.Clock.Now += AskPermit.LifeMax;

        (await home.UseAsync(permit.Id)).Failure!.Code.ShouldBe("permit-expired");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_expired_permit_frees_its_slot_and_the_ledger_says_so(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        for (var i = 0; i < 3; i++)
        {
            await home.AskAsync();
        }

        home.Clock.Now += AskPermit.LifeMax;
        var asked = (await home.AskAsync()).Value;
        var swept = await home.Get<PermitExpiry>().SweepAsync(CancellationToken.None);

        asked.Permit.ShouldNotBeNull();
        swept.ShouldBe(3);
        (await home.Get<PermitExpiry>().SweepAsync(CancellationToken.None)).ShouldBe(0);
        (await home.ActsAsync()).Count(act => act == "contact.permit-expired").ShouldBe(3);
        (await home.UseAsync(asked.Permit.Id)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_permit_of_somebody_else_or_of_another_institution_is_not_found()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var permit = (await home.AskAsync()).Value.Permit!;
        var colleague = await home.Installation.AddStaffAsync(Role.Collector, "colleague");
        await home.Installation.AddInstitutionAsync("in00000000000000000002", "另一机构");
        var foreigner = await home.Installation.AddStaffAsync(Role.Collector, "foreigner", institution: "in00000000000000000002");

        (await home.UseAsync(permit.Id, caller: colleague)).Failure!.Code.ShouldBe("permit-not-found");
        (await home.UseAsync(permit.Id, caller: foreigner)).Failure!.Code.ShouldBe("permit-not-found");
        (await home.UseAsync("pm00000000000000000000")).Failure!.Code.ShouldBe("permit-not-found");
    }

    [Fact]
    public async Task A_permit_for_another_person_case_channel_or_point_does_not_fit_and_stays_unused()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var permit = (await home.AskAsync()).Value.Permit!;
        PermitExpectation[] others =
        [
            new() { CaseId = ContactHome.OtherCase },
            new() { PersonId = ContactHome.Friend },
            new() { Channels = PermitExpectation.ChannelsOf("sms") },
            new() { ContactPointId = ContactHome.Home },
        ];

        foreach (var other in others)
        {
            (await home.UseAsync(permit.Id, other)).Failure!.Code.ShouldBe("permit-mismatch");
        }

        (await home.UseAsync(permit.Id, new PermitExpectation { CaseId = ContactHome.Case, Channels = PermitExpectation.ChannelsOf("call") })).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task Looking_at_a_permit_leaves_it_unused()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var permit = (await home.AskAsync()).Value.Permit!;

        var seen = await home.ReadAsync(session => home.Get<Permits>().Look(session, home.Collector, permit.Id, new PermitExpectation()));

        seen.Value.Channel.ShouldBe("call");
        (await home.UseAsync(permit.Id)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_permit_falls_at_once_when_the_person_asks_that_calls_stop()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        (await home.WriteAsync(session => home.Get<AdoptedPacks>().Choose(session, TestInstallation.Institution, ["us-fdcpa"], home.Clock.Now))).IsFailure.ShouldBeFalse();
        var permit = (await home.AskAsync()).Value.Permit!;

        await home.RecordAsync(new RecordFactRequest(ContactHome.Case, ContactHome.Debtor, "medium-stop", Form: "oral", Channel: "call"));

        (await home.UseAsync(permit.Id)).Failure!.Code.ShouldBe("permit-expired");
        (await home.ActsAsync()).ShouldBe(["contact.decided", "contact.fact", "contact.permit-expired"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_permit_that_no_longer_stands_at_use_gives_its_slot_back_with_that_answer(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        await home.RecordAsync(new RecordFactRequest(ContactHome.Case, ContactHome.Debtor, "medium-stop", Form: "oral", Channel: "call"));
        var permit = (await home.AskAsync()).Value.Permit!;
        (await home.WriteAsync(session => home.Get<AdoptedPacks>().Choose(session, TestInstallation.Institution, ["us-fdcpa"], home.Clock.Now))).IsFailure.ShouldBeFalse();

        var used = await home.UseAsync(permit.Id);

        used.Failure!.Code.ShouldBe("permit-expired");
        used.Failure.Detail.ShouldContain("the gate now says no");
        var row = await home.ReadAsync(session => PermitStore.ById(session, TestInstallation.Institution, permit.Id)!);
        row.Status.ShouldBe(PermitRow.Expired);
        (await home.ReadAsync(session => EventStore.ById(session, TestInstallation.Institution, row.ContactId)!)).Status.ShouldBe("void");
        (await home.ActsAsync()).Count(act => act == "contact.permit-expired").ShouldBe(1);
        (await home.UseAsync(permit.Id)).Failure!.Code.ShouldBe("permit-expired");
        (await home.ActsAsync()).Count(act => act == "contact.permit-expired").ShouldBe(1);
    }

    [Fact]
    public async Task Taking_back_the_consent_that_a_permit_rests_on_ends_it()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var consent = (await home.RecordAsync(new RecordFactRequest(ContactHome.Case, ContactHome.Debtor, "consent", Form: "written", Scope: "hours"))).Value;
        home.Clock.Now = ContactHome.At(22, 30);
        var permit = (await home.AskAsync()).Value.Permit!;
        var seen = await home.ReadAsync(session => home.Get<Permits>().Look(session, home.Collector, permit.Id, new PermitExpectation()));

        await home.WriteAsync(session => home.Get<RecordFact>().Withdraw(session, home.Collector, consent.Id));

        seen.Value.ConsentedHours.ShouldBeTrue();
        (await home.UseAsync(permit.Id)).Failure!.Code.ShouldBe("permit-expired");
        (await home.AskAsync()).Value.Permit.ShouldBeNull();
    }

    [Fact]
    public async Task A_released_permit_frees_its_slot_and_cannot_be_used_or_given_back_again()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.AskAsync();
        await home.AskAsync();
        var third = (await home.AskAsync()).Value.Permit!;

        var released = await home.WriteAsync(session => home.Get<ReleasePermit>().Release(session, home.Collector, third.Id));

        released.Value.Permit.Status.ShouldBe("released");
        (await home.UseAsync(third.Id)).Failure!.Code.ShouldBe("permit-expired");
        (await home.WriteAsync(session => home.Get<ReleasePermit>().Release(session, home.Collector, third.Id))).Failure!.Code.ShouldBe("permit-expired");
        (await home.AskAsync()).Value.Permit.ShouldNotBeNull();
        (await home.ActsAsync()).ShouldContain("contact.permit-released");
    }

    [Fact]
    public void Nobody_outside_this_room_can_make_a_permit()
    {
        typeof(Permit).IsSealed.ShouldBeTrue();
        typeof(Permit).GetConstructors().ShouldBeEmpty();
        typeof(Permit).GetProperties().ShouldAllBe(property => property.SetMethod == null);
        typeof(Permit).GetMethods().ShouldNotContain(method => method.Name == "<Clone>$");
    }
}
