using Daylight.Evidence;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Portfolio;

public sealed class CloseCaseTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_bundle_of_a_closed_case_shows_that_all_is_there_and_what_came_after_the_closing(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var id = await CaseAsync(home, officer);

        var closed = await CloseAsync(home, officer, id, "paid");
        closed.Value.Status.ShouldBe("closed");
        (closed.Value.CloseReason, closed.Value.ClosedAt).ShouldBe(("paid", home.Clock.Now));
        var whole = await VerifyAsync(home, officer, id);
        whole.Verdict.ShouldBe(BundleVerdict.Ok);
        whole.Checks.Single(check => check.Id == "case-closed").Status.ShouldBe(CheckStatus.Passed);
        whole.Checks.ShouldNotContain(check => check.Id == "case-after-close");

        await home.WriteAsync(session => home.Get<EvidenceLog>().Append(session, new EntryDraft(officer.InstitutionId, "contact.outcome") { CaseId = id }));
        var later = await VerifyAsync(home, officer, id);
        later.Verdict.ShouldBe(BundleVerdict.Ok);
        later.Checks.Single(check => check.Id == "case-after-close").Text.En.ShouldBe("1 entries were recorded while the case was closed: contact.outcome");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Closing_again_changes_nothing_and_for_another_reason_is_refused_until_it_was_reopened(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var id = await CaseAsync(home, officer);

        (await CloseAsync(home, officer, id, "settled")).IsFailure.ShouldBeFalse();
        (await CloseAsync(home, officer, id, "settled")).Value.Status.ShouldBe("closed");
        (await CloseAsync(home, officer, id, "paid")).Failure!.Code.ShouldBe("case-closed");
        (await CloseAsync(home, officer, id, "bored")).Failure!.Field.ShouldBe("reason");
        var reopened = await ReopenAsync(home, officer, id, "settlement-broken");
        (reopened.Value.Status, reopened.Value.CloseReason, reopened.Value.ClosedAt).ShouldBe(("open", null, null));
        (await ReopenAsync(home, officer, id, "mistake")).Value.Status.ShouldBe("open");
        (await CloseAsync(home, officer, id, "paid")).Value.CloseReason.ShouldBe("paid");

        var timeline = (await home.Get<ReadCase>().TimelineAsync(officer, id, null, null, CancellationToken.None)).Value;
        timeline.Items.Select(item => item.Act).ShouldBe(["case.close", "case.reopen", "case.close", "case.opened"]);
        timeline.Items.Select(item => item.Details.GetValueOrDefault("reason")).ShouldBe(["paid", "settlement-broken", "settled", null]);
        (await VerifyAsync(home, officer, id)).Checks.Single(check => check.Id == "case-closed").Status.ShouldBe(CheckStatus.Passed);
    }

    [Fact]
    public async Task Only_who_sees_a_case_closes_it()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var supervisor = await home.AddStaffAsync(Role.Supervisor, "supervisor", "tm1");
        var id = await CaseAsync(home, officer);

        (await CloseAsync(home, supervisor, id, "paid")).Failure!.Code.ShouldBe("not-found");
        (await ReopenAsync(home, supervisor, id, "mistake")).Failure!.Code.ShouldBe("not-found");
    }

    [Fact]
    public async Task A_closed_year_s_bundle_stands_on_the_closing_entry()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var id = await CaseAsync(home, officer);
        await CloseAsync(home, officer, id, "transferred");
        home.Clock.Now = home.Clock.Now.AddYears(1);

        var report = await VerifyAsync(home, officer, id, 2026);

        report.Verdict.ShouldBe(BundleVerdict.Ok);
        report.Checks.Single(check => check.Id == "case-complete").Status.ShouldBe(CheckStatus.Passed);
    }

    private static async Task<string> CaseAsync(TestInstallation home, Caller caller)
    {
        await ImportTests.ImportAsync(home, ImportTests.Csv(1));
        return (await home.Get<ListCases>().RunAsync(caller, new CaseQuery(null, null, null, null, null, null, null), CancellationToken.None)).Value.Items.Single().Id;
    }

    private static Task<Result<CaseRow>> CloseAsync(TestInstallation home, Caller caller, string id, string reason) =>
        home.Get<CloseCase>().RunAsync(caller, id, new CloseCaseRequest(reason), CancellationToken.None);

    private static Task<Result<CaseRow>> ReopenAsync(TestInstallation home, Caller caller, string id, string reason) =>
        home.Get<CloseCase>().ReopenAsync(caller, id, new ReopenCaseRequest(reason), CancellationToken.None);

    private static async Task<VerificationReport> VerifyAsync(TestInstallation home, Caller officer, string id, int? year = null) =>
        BundleVerifier.Verify((await home.Get<BundleExport>().RunAsync(new Access(officer, "court", id), year, null, CancellationToken.None)).Value.Zip);
}
