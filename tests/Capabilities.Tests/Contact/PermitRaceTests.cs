using System.Globalization;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class PermitRaceTests
{
    /// <summary>eng/races sets it; the suite runs fewer.</summary>
    private static int Races => int.Parse(Environment.GetEnvironmentVariable("DAYLIGHT_RACES") ?? "1000", CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_the_clients_that_ask_at_once_for_the_last_slot_of_a_person_exactly_one_gets_it_in_every_race(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, [new NamedText("race.yaml", PermitRaces.Pack)]);
        (await home.WriteAsync(session => home.Get<AdoptedPacks>().Choose(session, TestInstallation.Institution, ["race"], home.Clock.Now))).IsFailure.ShouldBeFalse();

        var tally = await new PermitRaces(home).RunAsync(Races);

        tally.ShouldBe(new RaceTally(Races, tally.Asked, WithoutPermit: 0, DoubleGrants: 0, Failures: 0, Entries: tally.Asked));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Sixty_four_at_once_for_the_last_slot_get_one_permit_between_them(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        await home.ContactAsync("effective-talk");
        await home.ContactAsync("effective-talk");

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => home.AskAsync()));

        answers.ShouldAllBe(answer => !answer.IsFailure);
        answers.Count(answer => answer.Value.Permit is not null).ShouldBe(1);
        answers.Where(answer => answer.Value.Permit is null).ShouldAllBe(answer => answer.Value.Decision.Verdict == "refuse");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Thirty_two_at_once_with_one_permit_make_one_contact(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var permit = (await home.AskAsync()).Value.Permit!;

        var uses = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => home.UseAsync(permit.Id)));

        uses.Count(use => !use.IsFailure).ShouldBe(1);
        uses.Where(use => use.IsFailure).ShouldAllBe(use => use.Failure!.Code == "permit-used");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Thirty_two_at_once_with_one_idempotency_key_get_the_same_permit_which_counts_once(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        RequestKey key = new(TestInstallation.Institution, home.Collector.StaffId, "dial-1", "hash");

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => home.WriteAsync(session =>
            home.Get<Idempotency>().Once(session, key, () => home.Get<AskPermit>().Ask(session, home.Collector, ContactHome.Call)))));

        answers.Select(answer => answer.Value.Permit!.Id).Distinct().Count().ShouldBe(1);
        (await home.ActsAsync()).ShouldBe(["contact.decided"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_permit_that_waited_in_a_queue_until_quiet_hours_is_refused_when_it_is_used(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        home.Clock.Now = ContactHome.At(21, 55);
        var permit = (await home.AskAsync()).Value.Permit!;

        home.Clock.Now = ContactHome.At(22);
        var late = await home.UseAsync(permit.Id);

        permit.ExpiresAt.ShouldBe(ContactHome.At(22));
        late.Failure!.Code.ShouldBe("permit-expired");
    }
}
