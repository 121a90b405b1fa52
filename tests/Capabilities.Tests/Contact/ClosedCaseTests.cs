using Daylight.Evidence;
using Daylight.Ledger;
using Daylight.Platform;
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

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_plan_from_before_the_closing_does_not_offer_the_case_any_more_and_a_new_one_refuses_it(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var before = await PlanHome.MakeAsync(home, PlanHome.Afternoon, officer);
        (await PlanHome.RowsAsync(home, before.Id, caller: officer)).ShouldContain(row => row.CaseId == ContactHome.Case && row.Status == "throughout");
        await CloseAsync(home, officer, "paid");

        (await PlanHome.RowsAsync(home, before.Id, caller: officer)).ShouldNotContain(row => row.CaseId == ContactHome.Case && row.Status != "refused");
        (await FileAsync(home, officer, before.Id, null)).ShouldNotContain(ContactHome.Case);
        var after = await PlanHome.MakeAsync(home, PlanHome.Afternoon, officer);
        var rows = (await PlanHome.RowsAsync(home, after.Id, caller: officer)).Where(row => row.CaseId == ContactHome.Case).ToList();
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(row => row.Status == "refused" && row.Rules.Contains("gate.case-closed"));
        (await FileAsync(home, officer, after.Id, "refused")).ShouldContain(ContactHome.Case);
        (await home.ActsAsync()).ShouldNotContain("person.unmask", "No number of a closed case was opened for a file.");

        await home.Get<CloseCase>().ReopenAsync(officer, ContactHome.Case, new ReopenCaseRequest("mistake"), CancellationToken.None);
        (await PlanHome.RowsAsync(home, before.Id, caller: officer)).ShouldContain(row => row.CaseId == ContactHome.Case && row.Status == "throughout");
    }

    /// <summary>
    /// Somebody else holds the person while a permit is asked for and the case is closed: whoever came first is first in the
    /// ledger too, so that no contact stands behind a closing that it knew nothing of.
    /// </summary>
    [PostgresFact]
    public async Task A_closing_waits_for_a_question_that_has_read_the_case_as_open()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Postgres);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var held = (await home.AskAsync(ContactHome.Call with { Channel = "sms" })).Value.Permit!;
        Task<Result<PermitAnswer>>? asking = null;
        Task<Result<Permit>>? using_ = null;
        Task? closing = null;
        await home.Installation.WriteAsync(session =>
        {
            GateDesk.Lock(session, GateFile.Read(session, home.Get<CaseFiles>(), TestInstallation.Institution, ContactHome.Case), ContactHome.Debtor);
            session.First<long>("SELECT 1"); // Locks travel with the next question.
            asking = home.AskAsync();
            Until(session, 1);
            using_ = home.UseAsync(held.Id);
            Until(session, 2);
            closing = CloseAsync(home, officer, "paid");
            Until(session, 3, closing);
        });

        (await asking!).Value.Permit.ShouldNotBeNull();
        (await using_!).IsFailure.ShouldBeFalse();
        await closing!;

        (await home.ActsAsync()).ShouldBe(["contact.decided", "contact.decided", "case.close"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task However_closings_reopenings_and_questions_race_no_permit_stands_in_a_closed_case(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        for (var round = 0; round < 30; round++)
        {
            Task<Result<PermitAnswer>>[] asking = [home.AskAsync(), home.AskAsync()];
            var closing = CloseAsync(home, officer, "mistake");
            foreach (var answer in await Task.WhenAll([.. asking, home.AskAsync()]))
            {
                if (answer.Value.Permit is { } permit)
                {
                    await home.WriteAsync(session => home.Get<ReleasePermit>().Release(session, home.Collector, permit.Id));
                }
            }

            await closing;
            await home.Get<CloseCase>().ReopenAsync(officer, ContactHome.Case, new ReopenCaseRequest("mistake"), CancellationToken.None);
        }

        var entries = await home.ReadAsync(session => EntryStore.OfCase(session, TestInstallation.Institution, ContactHome.Case, 1_000));
        var closed = false;
        var (permitted, refused) = (0, 0);
        foreach (var entry in entries)
        {
            closed = entry.Act switch { "case.close" => true, "case.reopen" => false, _ => closed };
            if (entry.Act == "contact.decided")
            {
                var verdict = ((LeafText)EntryLeaf.Parse(entry.Leaf).Details["verdict"]).Value;
                verdict.StartsWith("permit", StringComparison.Ordinal).ShouldBe(!closed, $"{entry.Id}: {verdict} in a case that is {(closed ? "closed" : "open")}");
                (permitted, refused) = closed ? (permitted, refused + 1) : (permitted + 1, refused);
            }
        }

        permitted.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_number_of_a_permit_is_not_handed_out_once_its_case_was_closed(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var held = (await home.AskAsync()).Value.Permit!;
        await CloseAsync(home, officer, "paid");

        (await home.WriteAsync(session => home.Get<PermitNumber>().Open(session, home.Collector, held.Id))).Failure!.Detail.ShouldContain("gate.case-closed");
        (await home.ActsAsync()).ShouldNotContain("person.unmask");
    }

    /// <summary>Until so many wait behind this transaction, or a task that was not expected to end has ended.</summary>
    private static void Until(Session session, int waiting, Task? over = null)
    {
        for (var look = 0; over is not { IsCompleted: true } && Waiting(session) < waiting; look++)
        {
            look.ShouldBeLessThan(100_000, $"{waiting} should wait by now");
            Thread.Yield();
        }
    }

    private static long Waiting(Session session) => session.First<long>(
        """
        WITH RECURSIVE waiting (pid) AS (
          SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
          UNION SELECT l.pid FROM pg_locks l JOIN waiting w ON w.pid = ANY(pg_blocking_pids(l.pid)) WHERE NOT l.granted)
        SELECT COUNT(*) FROM waiting
        """);

    private static async Task<string> FileAsync(ContactHome home, Caller caller, string plan, string? status)
    {
        var begun = await home.Get<ExportPlan>().BeginAsync(caller, plan, new PlanExportRequest("jsonl", "dialer", Numbers: true, Status: status), CancellationToken.None);
        using MemoryStream stream = new();
        await home.Get<ExportPlan>().WriteAsync(caller, begun.Value, stream, null, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task CloseAsync(ContactHome home, Caller officer, string reason) =>
        (await home.Get<CloseCase>().RunAsync(officer, ContactHome.Case, new CloseCaseRequest(reason), CancellationToken.None)).IsFailure.ShouldBeFalse();
}
