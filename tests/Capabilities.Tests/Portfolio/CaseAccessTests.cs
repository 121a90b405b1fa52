using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Shouldly;
using Xunit;

namespace Daylight.Portfolio;

public sealed class CaseAccessTests
{
    private static readonly RequestKey Once = new(TestInstallation.Institution, "st", null, "");

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_role_sees_its_own_scope_and_everything_else_is_not_found(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await home.AddInstitutionAsync("in00000000000000000002", "别家");
        var administrator = await home.AddStaffAsync(Role.Administrator, "admin");
        var collector = await home.AddStaffAsync(Role.Collector, "c1", "tm1");
        var colleague = await home.AddStaffAsync(Role.Collector, "c2", "tm1");
        var supervisor = await home.AddStaffAsync(Role.Supervisor, "s1", "tm1");
        var otherSupervisor = await home.AddStaffAsync(Role.Supervisor, "s2", "tm2");
        var foreigner = await home.AddStaffAsync(Role.Administrator, "foreign", institution: "in00000000000000000002");
        await ImportTests.ImportAsync(home, ImportTests.Csv(3));
        var cases = await ListAsync(home, administrator);
        var mine = cases[0].Id;

        (await AssignAsync(home, administrator, mine, collector.StaffId)).Failure.ShouldBeNull();

        (await SeesAsync(home, collector, mine)).ShouldBeTrue();
        (await SeesAsync(home, supervisor, mine)).ShouldBeTrue();
        (await SeesAsync(home, administrator, mine)).ShouldBeTrue();
        (await SeesAsync(home, colleague, mine)).ShouldBeFalse();
        (await SeesAsync(home, otherSupervisor, mine)).ShouldBeFalse();
        (await SeesAsync(home, foreigner, mine)).ShouldBeFalse();
        (await SeesAsync(home, collector, cases[1].Id)).ShouldBeFalse();
        (await ListAsync(home, collector)).Select(row => row.Id).ShouldBe([mine]);
        (await ListAsync(home, supervisor)).Select(row => row.Id).ShouldBe([mine]);
        (await ListAsync(home, colleague)).ShouldBeEmpty();
        (await ListAsync(home, foreigner)).ShouldBeEmpty();
        (await AssignAsync(home, foreigner, mine, null)).Failure!.Code.ShouldBe("not-found");
        (await AssignAsync(home, supervisor, mine, otherSupervisor.StaffId)).Failure!.Code.ShouldBe("invalid-field");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Unmasking_needs_a_reason_and_scope_and_leaves_an_entry(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var administrator = await home.AddStaffAsync(Role.Administrator, "admin");
        var collector = await home.AddStaffAsync(Role.Collector, "c1", "tm1");
        await ImportTests.ImportAsync(home, ImportTests.Csv(2));
        var cases = await ListAsync(home, administrator);
        await AssignAsync(home, administrator, cases[0].Id, collector.StaffId);
        var unmask = home.Get<UnmaskPerson>();
        Task<Result<Unmasked>> Ask(string personId, UnmaskRequest request) => unmask.RunAsync(collector, personId, request, CancellationToken.None);

        var mine = cases[0];
        var name = await Ask(mine.PersonId, new UnmaskRequest("name", mine.Id, "call"));
        name.Value.Value.ShouldStartWith("李四");
        (await Ask(mine.PersonId, new UnmaskRequest("name", mine.Id, "curious"))).Failure!.Field.ShouldBe("reason");
        (await Ask(mine.PersonId, new UnmaskRequest("name", mine.Id, "other"))).Failure!.Field.ShouldBe("note");
        (await Ask(mine.PersonId, new UnmaskRequest("name", cases[1].Id, "call"))).Failure!.Code.ShouldBe("not-found");
        (await Ask(cases[1].PersonId, new UnmaskRequest("name", mine.Id, "call"))).Failure!.Code.ShouldBe("not-found");
        var view = (await home.Get<ReadCase>().ViewAsync(collector, mine.Id, CancellationToken.None)).Value;
        var number = await Ask(mine.PersonId, new UnmaskRequest("contactPoint", mine.Id, "call", view.ContactPoints.Single(point => point.Kind == "mobile").Id));
        number.Value.Value.ShouldStartWith("1280");
        view.ContactPoints.Single(point => point.Kind == "mobile").Point.ShouldBe("mobile1");

        var timeline = (await home.Get<ReadCase>().TimelineAsync(collector, mine.Id, null, null, CancellationToken.None)).Value;
        timeline.Items.Select(item => item.Act).ShouldBe(["person.unmask", "person.unmask", "case.assigned", "case.opened"]);
        timeline.Items[0].Details["reason"].ShouldBe("call");
        timeline.Items[0].ActorName.ShouldBe("c1");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Lists_page_sort_and_find_by_sealed_values(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var administrator = await home.AddStaffAsync(Role.Administrator, "admin");
        await ImportTests.ImportAsync(home, ImportTests.Csv(25));
        var cases = home.Get<ListCases>();

        foreach (var sort in new[] { "-balance", "reference", "-openedAt", "-lastContactAt" })
        {
            List<string> seen = [];
            for (string? cursor = null; ;)
            {
                var page = (await cases.RunAsync(administrator, new CaseQuery(cursor, 10, null, null, null, null, sort), CancellationToken.None)).Value;
                page.Total.ShouldBe(25);
                seen.AddRange(page.Items.Select(row => row.Reference));
                if ((cursor = page.Next) is null)
                {
                    break;
                }
            }

            seen.Distinct().Count().ShouldBe(25, sort);
        }

        foreach (var q in new[] { "A7", "李四7", "12800000007", "1280-0000007", "990701199706280007" })
        {
            var found = (await cases.RunAsync(administrator, new CaseQuery(null, null, q, null, null, null, null), CancellationToken.None)).Value;
            found.Items.Select(row => row.Reference).ShouldBe(["A7"], q);
        }

        (await cases.RunAsync(administrator, new CaseQuery(null, null, null, null, null, null, "name"), CancellationToken.None)).Failure!.Field.ShouldBe("sort");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Activity_of_higher_rooms_shows_on_the_case(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var administrator = await home.AddStaffAsync(Role.Administrator, "admin");
        await ImportTests.ImportAsync(home, ImportTests.Csv(1));
        var id = (await ListAsync(home, administrator)).Single().Id;
        var activity = home.Get<CaseActivity>();
        var at = TestInstallation.Start.AddHours(1);

        await home.WriteAsync(session => activity.Touch(session, TestInstallation.Institution, id, at, 2));
        await home.WriteAsync(session => activity.Touch(session, TestInstallation.Institution, id, at.AddHours(-1), -1));
        await home.WriteAsync(session => activity.Touch(session, TestInstallation.Institution, id, null));

        var row = (await ListAsync(home, administrator)).Single();
        row.LastContactAt.ShouldBe(at);
        row.OpenFindings.ShouldBe(1);
    }

    private static async Task<IReadOnlyList<CaseRow>> ListAsync(TestInstallation home, Caller caller) =>
        (await home.Get<ListCases>().RunAsync(caller, new CaseQuery(null, null, null, null, null, null, "reference"), CancellationToken.None)).Value.Items;

    private static Task<Result<CaseRow>> AssignAsync(TestInstallation home, Caller caller, string caseId, string? staffId) =>
        home.Get<AssignCase>().RunAsync(caller, caseId, new AssignCaseRequest(staffId), Once, CancellationToken.None);

    private static async Task<bool> SeesAsync(TestInstallation home, Caller caller, string caseId)
    {
        var view = await home.Get<ReadCase>().ViewAsync(caller, caseId, CancellationToken.None);
        var timeline = await home.Get<ReadCase>().TimelineAsync(caller, caseId, null, null, CancellationToken.None);
        view.IsFailure.ShouldBe(timeline.IsFailure);
        (view.Failure?.Code ?? "not-found").ShouldBe("not-found");
        return !view.IsFailure;
    }
}
