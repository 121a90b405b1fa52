using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class PermitRaceTests
{
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
}
