using System.Text;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ImportHistoryTests
{
    private const string Header = "account_or_case_id,person_id,at,channel,outcome,direction,point,agent,seconds\n";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_former_dialers_history_counts_and_a_second_loading_doubles_nothing(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var file = Header
            + "A1,P1,2026-03-02T09:00:00+08:00,call,PTP,outbound,mobile,collector,120\n"
            + "A1,P1,2026-03-02 09:20,电话,接通,呼出,mobile1,,\n"
            + "A1,,2026-03-02 09:40:00,call,ANSWERED,,,,\n";

        var first = await LoadAsync(home, file);
        var again = await LoadAsync(home, file);
        var refused = (await home.AskAsync()).Value;

        (first.RowsAdded, first.RowsRejected).ShouldBe((3, 0));
        (again.RowsAdded, again.RowsUnchanged).ShouldBe((0, 3));
        refused.Permit.ShouldBeNull();
        refused.Decision.Counters.ShouldContain(counter => counter.Rule == "cn.standard.effective-talks" && counter.Before == 3);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var counters = await home.ReadAsync(session => home.Get<HistoryCounters>().Read(session, officer));
        counters.People.ShouldBe(1);
        counters.Rules.Single(rule => rule.Rule == "cn.standard.effective-talks").Counts.ShouldBe([new PeopleAtCount(3, 1)]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task History_comes_as_one_object_a_line_in_the_same_fields_and_is_the_same_history(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        await LoadAsync(home, Header + "A1,P1,2026-03-02T09:00:00+08:00,call,PTP,outbound,mobile,collector,120\n");

        var (counts, rejects) = await LoadWithRejectsAsync(home, """
            {"account_or_case_id":"A1","person_id":"P1","at":"2026-03-02T09:00:00+08:00","channel":"call","outcome":"PTP","point":"mobile","seconds":120}
            {"account_or_case_id":"A1","at":"2026-03-02T09:20:00+08:00","channel":"call","outcome":"NA"}
            {"account_or_case_id":"A1","at":["2026-03-02"],"channel":"call","outcome":"NA"}
            {"account_or_case_id":"A1","at":

            {"account_or_case_id":"A1","at":"2026-03-02T09:40:00+08:00","channel":"call","outcome":"NA","direction":"inbound"}
            """);

        (counts.RowsAdded, counts.RowsUnchanged, counts.RowsRejected).ShouldBe((2, 1, 2));
        rejects.ShouldContain("history.csv:3: line: is no JSON object of plain values");
        rejects.ShouldContain("history.csv:4: line: ");
        (await home.ReadAsync(session => session.Query<string>("SELECT direction FROM contact_event ORDER BY began_at"))).ShouldBe(["outbound", "outbound", "inbound"]);
    }

    [Theory]
    [InlineData("A9,P1,2026-03-02T09:00:00+08:00,call,PTP,,,,", "account_or_case_id")]
    [InlineData("A1,P3,2026-03-02T09:00:00+08:00,call,PTP,,,,", "person_id")]
    [InlineData("A1,P1,yesterday,call,PTP,,,,", "at")]
    [InlineData("A1,P1,2027-03-02T09:00:00+08:00,call,PTP,,,,", "at")]
    [InlineData("A1,P1,2026-03-02T09:00:00+08:00,telepathy,PTP,,,,", "channel")]
    [InlineData("A1,P1,2026-03-02T09:00:00+08:00,call,NOANSWR,,,,", "outcome")]
    [InlineData("A1,P1,2026-03-02T09:00:00+08:00,call,PTP,sideways,,,", "direction")]
    [InlineData("A1,P1,2026-03-02T09:00:00+08:00,call,PTP,,pager,,", "point")]
    [InlineData("A1,P1,2026-03-02T09:00:00+08:00,call,PTP,,,,soon", "seconds")]
    public async Task A_line_that_cannot_be_read_is_rejected_with_its_field_and_the_others_are_loaded(string line, string field)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var (counts, rejects) = await LoadWithRejectsAsync(home, Header + line + "\nA1,P1,2026-03-02T08:00:00+08:00,call,BUSY,,,,\n");

        (counts.RowsAdded, counts.RowsRejected).ShouldBe((1, 1));
        rejects.ShouldContain(field);
        if (field == "outcome")
        {
            rejects.ShouldContain("NOANSWER (no-answer)");
        }
    }

    [Fact]
    public async Task An_institutions_own_codes_come_before_the_usual_ones()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.Installation.WriteAsync(session => HistoryStore.SetCodes(
            session, TestInstallation.Institution, new Dictionary<string, string>(StringComparer.Ordinal) { [ResultCodes.Key("x-17")] = "busy" }));

        var counts = await LoadAsync(home, Header + "A1,P1,2026-03-02T09:00:00+08:00,call,X_17,,,,\n");

        counts.RowsAdded.ShouldBe(1);
        (await home.ReadAsync(session => session.Query<string>("SELECT outcome FROM contact_event"))).ShouldBe(["busy"]);
    }

    private static async Task<ImportProgress> LoadAsync(ContactHome home, string file) => (await LoadWithRejectsAsync(home, file)).Counts;

    private static async Task<(ImportProgress Counts, string Rejects)> LoadWithRejectsAsync(ContactHome home, string file)
    {
        var runner = home.Get<ImportRunner>();
        var done = (await runner.RunAsync(
            () => new MemoryStream(Encoding.UTF8.GetBytes(file)),
            "history",
            new ImportScope(TestInstallation.Institution, null, "Asia/Shanghai", "history.csv"),
            null,
            null,
            CancellationToken.None)).Value;
        await using StringWriter rejects = new();
        if (done.Counts.RowsRejected > 0)
        {
            await runner.WriteRejectsAsync(done, "history.csv", rejects, CancellationToken.None);
        }

        return (done.Counts, rejects.ToString());
    }
}
