using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class RulebookRunTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_draft_shows_what_it_would_find_and_lose_with_precision_cost_and_masked_samples(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await CallAsync(home, "您拖欠，电话13800138000打来");
        var upheld = await CallAsync(home, "你这个老赖");
        var overturned = await CallAsync(home, "老赖一词不当");
        await DecideAsync(home, officer, upheld, "upheld");
        await DecideAsync(home, officer, overturned, "overturned");
        var draft = await DraftAsync(home, Books.Of("1"));

        var view = await TryAsync(home, officer, draft);

        view.Status.ShouldBe("done");
        (view.Total, view.Done).ShouldBe((3, 3));
        var difference = view.Difference!;
        (difference.Conversations, difference.Gained, difference.Kept).ShouldBe((3, 1, 0));
        var gained = difference.Rules.Single(rule => rule.Rule == "h.arrears");
        (gained.Gained, gained.Lost, gained.Before.Precision).ShouldBe((1, 0, null));
        var lost = difference.Rules.Single(rule => rule.Rule == "t.abuse");
        (lost.Gained, lost.Lost, lost.LostUpheld).ShouldBe((0, 2, 1));
        lost.Before.ShouldBe(new PastReviews(1, 1, 0, 0.5));
        lost.After.Precision.ShouldBeNull();
        difference.Categories.Single(one => one.Category == "abuse").Lost.ShouldBe(2);
        difference.BaseMilliseconds.ShouldBeGreaterThan(0);
        difference.Milliseconds.ShouldBeGreaterThan(0);
        var sample = (await SamplesAsync(home, officer, view.Id, "h.arrears")).ShouldHaveSingleItem();
        (sample.Change, sample.Words, sample.Before, sample.PersonName, sample.CaseReference).ShouldBe(("gained", "拖欠", "您", "张**", "A1"));
        sample.After.ShouldNotContain("13800138000");
        sample.After.ShouldContain("*");
        (await SamplesAsync(home, officer, view.Id, "t.abuse")).Count.ShouldBe(2);
        (await ActsAsync(home)).ShouldContain("rulebook.sample-read");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_what_if_whose_process_was_killed_goes_on_where_it_was_and_counts_nothing_twice(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await CallsAsync(home, 30);
        var draft = await DraftAsync(home, Books.Of("1"));
        var asked = await AskAsync(home, officer, draft);

        (await home.Get<RulebookRunWork>().NextAsync(1, CancellationToken.None)).ShouldBeTrue();
        var half = await ReadAsync(home, officer, RulebookRunRow.WhatIf, asked.Id);
        (await home.Get<RulebookRunWork>().NextAsync(int.MaxValue, CancellationToken.None)).ShouldBeFalse();
        home.Clock.Now += TimeSpan.FromMinutes(3);
        (await home.Get<RulebookRunWork>().NextAsync(int.MaxValue, CancellationToken.None)).ShouldBeTrue();

        (half.Status, half.Done, half.Difference!.Gained).ShouldBe(("running", 25, 25));
        var whole = await ReadAsync(home, officer, RulebookRunRow.WhatIf, asked.Id);
        (whole.Status, whole.Done, whole.Difference!.Gained).ShouldBe(("done", 30, 30));
    }

    [Fact]
    public async Task A_sample_is_spread_over_the_period_and_has_the_size_asked_for()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await CallsAsync(home, 30);
        var draft = await DraftAsync(home, Books.Of("1"));

        var view = await TryAsync(home, officer, draft, sample: 7);
        var elsewhere = await TryAsync(home, officer, draft, team: ConductHome.TeamB);

        (view.Done, view.Difference!.Conversations, view.Difference.Gained).ShouldBe((30, 7, 7));
        (elsewhere.Total, elsewhere.Difference!.Conversations).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_cancelled_run_stops_and_cannot_be_stopped_twice()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await CallsAsync(home, 3);
        var draft = await DraftAsync(home, Books.Of("1"));
        var asked = await AskAsync(home, officer, draft);

        var cancelled = await home.Installation.WriteAsync(session => home.Get<RulebookRuns>().Cancel(session, officer, RulebookRunRow.WhatIf, asked.Id));
        var again = await home.Installation.WriteAsync(session => home.Get<RulebookRuns>().Cancel(session, officer, RulebookRunRow.WhatIf, asked.Id));

        cancelled.Value.Status.ShouldBe("cancelled");
        again.Failure!.Code.ShouldBe("run-ended");
        (await home.Get<RulebookRunWork>().NextAsync(int.MaxValue, CancellationToken.None)).ShouldBeFalse();
        (await ActsAsync(home)).ShouldContain("rulebook.what-if-ended");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Inspecting_again_appends_what_is_new_marks_what_is_gone_and_keeps_reviews(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var decided = await CallAsync(home, "您拖欠，老赖");
        var open = await CallAsync(home, "加急费");
        await DecideAsync(home, officer, decided, "upheld");
        var alerts = await CountAsync(home, "alert");
        var book = await RulebookLifeTests.PublishAsync(home, Books.Of("1"));

        var view = await AgainAsync(home);

        view.Status.ShouldBe("done");
        view.Again!.Raised.ShouldBe(1);
        view.Again.Conversations.ShouldBe(2);
        var findings = await home.FindingsAsync(decided);
        findings.Single(one => one.Rule == "h.arrears").RuleVersion.ShouldBe(book);
        var abuse = findings.Single(one => one.Rule == "t.abuse");
        (abuse.Status, abuse.SupersededBy, abuse.SupersededAt.HasValue).ShouldBe(("upheld", book, true));
        var fee = (await home.FindingsAsync(open)).Single(one => one.Rule == "t.fee");
        (fee.Status, fee.SupersededBy).ShouldBe(("open", book));
        (await CountAsync(home, "alert")).ShouldBe(alerts);
        var waiting = await WaitingAsync(home, officer);
        waiting.ShouldBe(["h.arrears"]);
        (await ActsAsync(home)).ShouldContain("finding.superseded");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Inspecting_again_twice_or_killed_half_way_doubles_nothing(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await CallsAsync(home, 30);
        await RulebookLifeTests.PublishAsync(home, Books.Of("1"));
        var asked = await home.Installation.WriteAsync(session => home.Get<RulebookRuns>().InspectAgain(session, officer, Period(home)));

        await home.Get<RulebookRunWork>().NextAsync(1, CancellationToken.None);
        var half = await ArrearsAsync(home);
        home.Clock.Now += TimeSpan.FromMinutes(3);
        await home.Get<RulebookRunWork>().NextAsync(int.MaxValue, CancellationToken.None);
        var once = await ArrearsAsync(home);
        var second = await AgainAsync(home);

        half.ShouldBe(25);
        once.ShouldBe(30);
        (await ReadAsync(home, officer, RulebookRunRow.Again, asked.Value.Id)).Again!.Raised.ShouldBe(30);
        (second.Again!.Raised, second.Again.Superseded).ShouldBe((0, 0));
        second.Again.Unchanged.ShouldBe(30);
        (await ArrearsAsync(home)).ShouldBe(30);
        (await CountAsync(home, "review WHERE category = 'missing-step'")).ShouldBe(30);
    }

    [Fact]
    public async Task A_page_that_another_process_has_taken_writes_nothing()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await CallsAsync(home, 2);
        await RulebookLifeTests.PublishAsync(home, Books.Of("1"));
        var asked = await home.Installation.WriteAsync(session => home.Get<RulebookRuns>().InspectAgain(session, officer, Period(home)));
        var row = await home.ReadAsync(session => RulebookRunStore.Runs.ById(session, TestInstallation.Institution, asked.Value.Id));
        await home.Get<RulebookRunWork>().NextAsync(1, CancellationToken.None);

        var late = await home.Installation.WriteAsync(session => RulebookRunStore.Advance(session, row!, row! with { AfterAt = row!.AfterAt + 1, AfterId = "late" }));

        late.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Going_back_takes_the_mark_off_again_and_alerts_are_raised_when_asked(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var call = await CallAsync(home, "您拖欠，老赖");
        var alerts = await CountAsync(home, "alert");
        await RulebookLifeTests.PublishAsync(home, Books.Of("1"));
        await AgainAsync(home, withAlerts: true);
        var gone = (await home.FindingsAsync(call)).Single(one => one.Rule == "t.abuse").SupersededAt;
        var raised = await CountAsync(home, "alert");
        await RulebookLifeTests.PublishAsync(home, Books.Of("2", words: "找到", abuse: true));

        var view = await AgainAsync(home);

        gone.ShouldNotBeNull();
        raised.ShouldBe(alerts + 1);
        view.Again!.Reinstated.ShouldBe(1);
        var findings = await home.FindingsAsync(call);
        findings.Single(one => one.Rule == "t.abuse").SupersededAt.ShouldBeNull();
        findings.Single(one => one.Rule == "h.arrears").SupersededAt.ShouldNotBeNull();
        (await WaitingAsync(home, officer)).ShouldBe(["t.abuse"]);
    }

    internal static async Task<RulebookRunView> AgainAsync(ConductHome home, bool withAlerts = false)
    {
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, Path.GetRandomFileName());
        var asked = await home.Installation.WriteAsync(session => home.Get<RulebookRuns>().InspectAgain(session, officer, Period(home) with { Alerts = withAlerts }));
        (await home.Get<RulebookRunWork>().NextAsync(int.MaxValue, CancellationToken.None)).ShouldBeTrue();
        return await ReadAsync(home, officer, RulebookRunRow.Again, asked.Value.Id);
    }

    private static ReinspectionRequest Period(ConductHome home) => new(home.Clock.Now.AddDays(-30), home.Clock.Now.AddDays(1));

    private static async Task<string> CallAsync(ConductHome home, string text)
    {
        var call = await home.OpenCallAsync();
        await home.SayAsync(call, 0, "我是某行");
        await home.SayAsync(call, 1, text);
        await home.TryCloseAsync(call);
        await home.InspectAsync();
        home.Clock.Now += TimeSpan.FromMinutes(7);
        return call;
    }

    /// <summary>Imported in one go, since the gate would not let so many calls through.</summary>
    private static async Task CallsAsync(ConductHome home, int count)
    {
        var lines = string.Concat(Enumerable.Range(0, count).Select(i =>
            $$"""
            {"id":"c-{{i}}","kind":"call","direction":"outbound","startedAt":"2026-03-01T{{8 + (i / 6):00}}:{{i % 6}}0:00+08:00","zone":"Asia/Shanghai","staff":"collector","case":"A1","person":"P1","personRole":"Debtor","utterances":[{"role":"staff","start":0.4,"end":2.2,"text":"我是某行，您拖欠已久"}]}

            """));
        var report = await home.Get<Daylight.Portfolio.ImportRunner>().RunAsync(
            () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines)),
            "conversations",
            new Daylight.Portfolio.ImportScope(TestInstallation.Institution, null, "Asia/Shanghai", "f.jsonl"),
            null,
            null,
            CancellationToken.None);
        report.Value.Counts.RowsAdded.ShouldBe(count);
        await home.InspectAsync();
    }

    private static async Task DecideAsync(ConductHome home, Caller officer, string conversation, string verdict)
    {
        var abuse = (await home.FindingsAsync(conversation)).Single(one => one.Rule == "t.abuse");
        var review = await home.ReadAsync(session => session.First<string>("SELECT id FROM review WHERE finding_id = @Id", new { abuse.Id }));
        (await home.Get<DecideReview>().DecideAsync(officer, review!, new DecideReviewRequest(verdict), CancellationToken.None)).IsFailure.ShouldBeFalse();
    }

    private static async Task<string> DraftAsync(ConductHome home, string text)
    {
        var author = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, Path.GetRandomFileName());
        return (await RulebookLifeTests.UploadAsync(home, author, text)).Hash;
    }

    private static async Task<RulebookRunView> TryAsync(ConductHome home, Caller officer, string hash, int? sample = null, string? team = null)
    {
        var asked = await AskAsync(home, officer, hash, sample, team);
        (await home.Get<RulebookRunWork>().NextAsync(int.MaxValue, CancellationToken.None)).ShouldBeTrue();
        return await ReadAsync(home, officer, RulebookRunRow.WhatIf, asked.Id);
    }

    private static async Task<RulebookRunView> AskAsync(ConductHome home, Caller officer, string hash, int? sample = null, string? team = null) =>
        (await home.Installation.WriteAsync(session => home.Get<RulebookRuns>().TryDraft(
            session, officer, new RulebookWhatIfRequest(hash, home.Clock.Now.AddDays(-30), home.Clock.Now.AddDays(1), team, sample)))).Value;

    private static async Task<RulebookRunView> ReadAsync(ConductHome home, Caller officer, string kind, string id) =>
        (await home.ReadAsync(session => home.Get<RulebookRuns>().Read(session, officer, kind, id))).Value;

    private static async Task<IReadOnlyList<RulebookSample>> SamplesAsync(ConductHome home, Caller officer, string id, string rule) =>
        (await home.Get<DraftSamples>().RunAsync(officer, id, rule, null, CancellationToken.None)).Value.Items;

    private static async Task<List<string>> WaitingAsync(ConductHome home, Caller officer) =>
        (await home.Get<ReviewItems>().PageAsync(officer, null, 50, new ReviewFilter("waiting", null, null, false), CancellationToken.None)).Value.Items
            .Select(item => item.Finding.Rule).ToList();

    private static Task<long> CountAsync(ConductHome home, string from) => home.ReadAsync(session => session.First<long>($"SELECT COUNT(*) FROM {from}"));

    private static Task<long> ArrearsAsync(ConductHome home) => CountAsync(home, "finding WHERE rule = 'h.arrears'");

    private static Task<List<string>> ActsAsync(ConductHome home) => home.ReadAsync(session =>
        EntryStore.Newest(session, TestInstallation.Institution, null, long.MaxValue, 1000).ConvertAll(entry => entry.Act));
}
