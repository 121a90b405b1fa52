using System.Text;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class HistoryCheckTests
{
    private const string History = "account_or_case_id,person_id,at,channel,outcome,direction,point\n";
    private const string Counters = "account_or_case_id,person_id,counter,window,count,as_of,counted_by,channel,point\n";

    private const string Week = History
        + "A1,P1,2026-02-23T09:00:00+08:00,call,BUSY,,mobile\n"
        + "A1,P1,2026-02-27T09:00:00+08:00,call,PTP,,mobile\n"
        + "A1,P1,2026-03-01T09:20:00+08:00,call,NA,,home\n"
        + "A1,P1,2026-03-01T10:00:00+08:00,call,PTP,in,mobile\n"
        + "A1,P1,2026-03-01T11:00:00+08:00,sms,SENT,,mobile\n"
        + "A1,P2,2026-03-01T12:00:00+08:00,call,TALKED,,mobile\n";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Figures_of_the_former_dialer_that_the_history_yields_make_it_checked(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        (await ReadAsync(home, officer)).Status.ShouldBe("unchecked");
        await LoadAsync(home, "history", Week);

        var loaded = await LoadAsync(home, "history-counters", Counters
            + "A1,P1,calls,7d,2,2026-03-02T00:00:00+08:00,,,\n"      // 27 February and 1 March; the 23rd lies before
            + "A1,P1,attempts,8 days,4,2026-03-01T23:59:59+08:00,,any,\n"
            + "A1,P1,effective-talks,7d,1,2026-03-02T00:00:00+08:00,,,\n"
            + "A1,P1,attempts,168h,1,2026-03-02T00:00:00+08:00,point,,home\n"
            + "A1,P1,attempts,7d,3,2026-03-02T00:00:00+08:00,account,,\n" // with whomever about the account
            + "A1,P1,cn.standard.effective-talks,,0,2026-03-01T23:00:00+08:00,,,\n");
        var again = await LoadAsync(home, "history-counters", Counters + "A1,P1,calls,7d,2,2026-03-02T00:00:00+08:00,,,\n");
        var view = await ReadAsync(home, officer);

        (loaded.RowsAdded, loaded.RowsRejected, again.RowsUnchanged).ShouldBe((6, 0, 1));
        var differing = (await home.ReadAsync(session => home.Get<HistoryCheck>().Figures(session, officer, new FiguresQuery()))).Value.Items;
        differing.Select(one => $"{one.Counter} {one.Window} {one.Theirs} {one.Ours}").ShouldBeEmpty();
        (view.Status, view.Figures, view.Agreeing).ShouldBe(("checked", 6, 6));
        view.Counters.Single(one => one.Counter == "cn.standard.effective-talks").Label.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_difference_is_listed_with_what_counted_and_goes_when_the_history_that_is_missing_comes(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await LoadAsync(home, "history", Week);
        await LoadAsync(home, "history-counters", Counters + "A1,P1,calls,7d,3,2026-03-02T00:00:00+08:00,,,\n");

        var figure = (await home.ReadAsync(session => home.Get<HistoryCheck>().Figures(session, officer, new FiguresQuery()))).Value.Items.ShouldHaveSingleItem();
        var events = (await home.ReadAsync(session => home.Get<HistoryCheck>().Figure(session, officer, figure.Id))).Value.Events;
        (figure.Theirs, figure.Ours, figure.Status, figure.PersonName, figure.CaseReference).ShouldBe((3, 2, "differs", "张**", "A1"));
        events.Select(one => one.Reason).ShouldBe(["other-person", "other-channel", "other-direction", "counts", "counts", "before-window"]);
        (await ReadAsync(home, officer)).Status.ShouldBe("differs");

        await LoadAsync(home, "history", History + "A1,P1,2026-02-28T09:00:00+08:00,call,NA,,mobile\n");

        (await ReadAsync(home, officer)).Status.ShouldBe("checked");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_difference_stands_until_it_is_accepted_with_a_reason_and_stands_again_when_it_changes(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await LoadAsync(home, "history", Week);
        await LoadAsync(home, "history-counters", Counters + "A1,P1,calls,7d,9,2026-03-02T00:00:00+08:00,,,\n");

        (await AcceptAsync(home, officer, "short")).Failure!.Field.ShouldBe("reason");
        var accepted = (await AcceptAsync(home, officer, "原系统把短信也算作呼叫，已核对")).Value;
        (await AcceptAsync(home, officer, "原系统把短信也算作呼叫，已核对")).Failure!.Code.ShouldBe("no-differences");
        await LoadAsync(home, "history", History + "A1,P1,2026-02-28T09:00:00+08:00,call,NA,,mobile\n");

        (accepted.Status, accepted.Accepted, accepted.Differing).ShouldBe(("accepted", 1, 0));
        accepted.Acceptances.ShouldHaveSingleItem().Reason.ShouldBe("原系统把短信也算作呼叫，已核对");
        (await ReadAsync(home, officer)).Status.ShouldBe("differs");
        var acts = await home.ReadAsync(session => session.Query<string>("SELECT act FROM ledger_entry"));
        acts.Count(act => act == "contact.history-accepted").ShouldBe(1);
        acts.Count(act => act == "contact.history-compared").ShouldBe(1);
    }

    [Theory]
    [InlineData("A9,P1,calls,7d,1,2026-03-02T00:00:00+08:00,,,", "account_or_case_id")]
    [InlineData("A1,P3,calls,7d,1,2026-03-02T00:00:00+08:00,,,", "person_id")]
    [InlineData("A1,P1,moods,7d,1,2026-03-02T00:00:00+08:00,,,", "counter")]
    [InlineData("A1,P1,calls,soon,1,2026-03-02T00:00:00+08:00,,,", "window")]
    [InlineData("A1,P1,calls,0d,1,2026-03-02T00:00:00+08:00,,,", "window")]
    [InlineData("A1,P1,calls,,1,2026-03-02T00:00:00+08:00,,,", "window")]
    [InlineData("A1,P1,cn.standard.effective-talks,7d,1,2026-03-02T00:00:00+08:00,,,", "window")]
    [InlineData("A1,P1,calls,7d,-1,2026-03-02T00:00:00+08:00,,,", "count")]
    [InlineData("A1,P1,calls,7d,1,2027-03-02T00:00:00+08:00,,,", "as_of")]
    [InlineData("A1,P1,calls,7d,1,2026-03-02T00:00:00+08:00,planet,,", "counted_by")]
    [InlineData("A1,P1,calls,7d,1,2026-03-02T00:00:00+08:00,point,,", "point")]
    [InlineData("A1,P1,calls,7d,1,2026-03-02T00:00:00+08:00,,telepathy,", "channel")]
    public async Task A_figure_that_cannot_be_read_is_rejected_with_its_field(string line, string field)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var runner = home.Get<ImportRunner>();

        var report = (await RunAsync(home, "history-counters", Counters + line + "\n")).Value;
        await using StringWriter rejects = new();
        await runner.WriteRejectsAsync(report, "counters.csv", rejects, CancellationToken.None);

        (report.Counts.RowsAdded, report.Counts.RowsRejected).ShouldBe((0, 1));
        rejects.ToString().ShouldContain($"counters.csv:2: {field}: ");
    }

    [Fact]
    public async Task A_figure_of_somebody_whose_zone_is_not_known_cannot_be_counted_and_counts_as_a_difference()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, ShippedPacks.All);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await home.WriteAsync(session => session.Execute("UPDATE person SET zone = '' WHERE reference = 'P1'"));

        await LoadAsync(home, "history-counters", Counters + "A1,P1,calls,7d,0,2026-03-02T00:00:00+08:00,,,\n");

        var figure = (await home.ReadAsync(session => home.Get<HistoryCheck>().Figures(session, officer, new FiguresQuery()))).Value.Items.ShouldHaveSingleItem();
        (figure.Ours, figure.Hindrance).ShouldBe((null, "zone-or-role-unknown"));
        (await ReadAsync(home, officer)).Status.ShouldBe("differs");
    }

    private static Task<HistoryCheckView> ReadAsync(ContactHome home, Caller caller) =>
        home.ReadAsync(session => home.Get<HistoryCheck>().Read(session, caller));

    private static Task<Result<HistoryCheckView>> AcceptAsync(ContactHome home, Caller caller, string reason) =>
        home.WriteAsync(session => home.Get<HistoryCheck>().Accept(session, caller, new AcceptDifferencesRequest(reason)));

    private static async Task<ImportProgress> LoadAsync(ContactHome home, string kind, string file) => (await RunAsync(home, kind, file)).Value.Counts;

    private static Task<Result<ImportReport>> RunAsync(ContactHome home, string kind, string file) => home.Get<ImportRunner>().RunAsync(
        () => new MemoryStream(Encoding.UTF8.GetBytes(file)),
        kind,
        new ImportScope(TestInstallation.Institution, null, "Asia/Shanghai", "counters.csv"),
        null,
        null,
        CancellationToken.None);
}
