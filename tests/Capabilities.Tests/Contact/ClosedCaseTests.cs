using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ClosedCaseTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task In_a_closed_case_the_gate_refuses_every_contact_until_the_case_is_reopened(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var held = (await home.AskAsync()).Value.Permit!;
        await CloseAsync(home, officer, "paid");

        (await home.UseAsync(held.Id)).Failure!.Detail.ShouldContain("gate.case-closed");
        var refused = (await home.AskAsync()).Value;
        refused.Permit.ShouldBeNull();
        refused.Decision.Verdict.ShouldBe("refuse");
        refused.Decision.Rules.Select(rule => rule.Id).ShouldContain("gate.case-closed");
        var explored = await home.ReadAsync(session => home.Get<ExploreContact>().Explain(session, home.Collector, new ExploreContactRequest(ContactHome.Case, ContactHome.Debtor, "call", ContactHome.Mobile)));
        explored.Value.Verdict.ShouldBe("refuse");

        await home.Get<CloseCase>().ReopenAsync(officer, ContactHome.Case, new ReopenCaseRequest("mistake"), CancellationToken.None);
        (await home.AskAsync()).Value.Permit.ShouldNotBeNull();
    }

    private static async Task CloseAsync(ContactHome home, Caller officer, string reason) =>
        (await home.Get<CloseCase>().RunAsync(officer, ContactHome.Case, new CloseCaseRequest(reason), CancellationToken.None)).IsFailure.ShouldBeFalse();
}
