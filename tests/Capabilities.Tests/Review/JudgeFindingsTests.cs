using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

/// <summary>From a finding of a rule with a judge to a judgement, against a simulated model over a real socket.</summary>
public sealed class JudgeFindingsTests
{
    private const string Institution = TestInstallation.Institution;
    private const string Yes = """{"verdict":"yes","quote":"家里人知道吗","reason":"暗示会找家人"}""";
    private const string No = """{"verdict":"no","quote":"","reason":"只是询问"}""";
    private const string Words = "王强，你家里人知道吗，打 13800138000 问问";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_yes_stands_beside_its_finding_with_model_tokens_and_cost_and_in_the_ledger(Dialect dialect)
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes));
        await using var home = await OpenAsync(dialect, server);
        var id = await HoldAsync(home);

        (await WorkAsync(home)).ShouldBe(1);

        var view = (await home.Get<ReadConversations>().OneAsync(home.Collector, id, CancellationToken.None)).Value;
        var finding = view.Findings.ShouldHaveSingleItem();
        finding.Status.ShouldBe("open", "a model decides nothing");
        var judgement = finding.Judgement.ShouldNotBeNull();
        (judgement.Status, judgement.Verdict, judgement.Quote, judgement.Reason, judgement.Model).ShouldBe(("judged", "yes", "家里人知道吗", "暗示会找家人", "judge-7b-instruct"));
        (judgement.TokensIn, judgement.TokensOut, judgement.Cost).ShouldBe((812, 41, new JudgeCost((812 * 2) + (41 * 8), "CNY")));
        judgement.PromptHash.ShouldBe("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(server.Received.Single().Body)));
        view.Score!.Points.ShouldBe(100, "a judged rule takes no points");
        (await home.ActsAsync()).Count(act => act == "finding.judged").ShouldBe(1);
        (await ReviewAsync(home)).Finding.Judgement!.Verdict.ShouldBe("yes");
        var day = (await JudgeAsync(home)).Days.ShouldHaveSingleItem();
        (day.Asked, day.Yes, day.No, day.Failed, day.TokensIn, day.Cost).ShouldBe((1, 1, 0, 0, 812, new JudgeCost(1_952, "CNY")));
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await home.Get<LedgerVerification>().RunAsync(Institution, null, deep: true, null, CancellationToken.None)).Ok.ShouldBeTrue();
        (await WorkAsync(home)).ShouldBe(0);
    }

    [Fact]
    public async Task Names_and_numbers_are_masked_before_a_word_leaves()
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes));
        await using var home = await OpenAsync(Dialect.Sqlite, server);
        await home.NameAsync("王强", "上海市浦东新区张江路88号");
        await HoldAsync(home, "王强，你家里人知道吗，打 13800138000 问问", "我在张江路88号等你", "customer");

        await WorkAsync(home);

        var sent = server.Received.Single();
        sent.Authorization.ShouldBe("Bearer very-secret");
        sent.Question.ShouldContain("**，你家里人知道吗，打 138****8000 问问");
        sent.Question.ShouldNotContain("王强");
        sent.Question.ShouldNotContain("张江路");
        sent.Question.ShouldNotContain("13800138000");
        sent.Question.ShouldNotContain(home.Collector.StaffId);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_no_that_lowers_puts_the_finding_behind_all_others(Dialect dialect)
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(No));
        await using var home = await OpenAsync(dialect, server, onNo: "lower");
        await HoldAsync(home, Words, "加急费", "staff");
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        (await home.Get<ReviewItems>().PageAsync(inspector, null, 10, new ReviewFilter("waiting", null, null, false), CancellationToken.None)).Value.Items.Select(item => item.Finding.Rule).ShouldBe(["t.kin", "t.fee"]);

        await WorkAsync(home);

        var queue = (await home.Get<ReviewItems>().PageAsync(inspector, null, 10, new ReviewFilter("waiting", null, null, false), CancellationToken.None)).Value.Items;
        queue.Select(item => item.Finding.Rule).ShouldBe(["t.fee", "t.kin"], "major, but a model said no");
        queue[1].Finding.Severity.ShouldBe("major", "the finding itself is as it was");
        (await JudgementAsync(home)).Verdict.ShouldBe("no");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_no_that_dismisses_takes_it_out_of_the_queue_and_leaves_it_to_be_seen_and_taken_up(Dialect dialect)
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(No));
        await using var home = await OpenAsync(dialect, server, onNo: "dismiss");
        var id = await HoldAsync(home);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");

        await WorkAsync(home);

        (await home.Get<ClaimReview>().NextAsync(inspector, CancellationToken.None)).ShouldBeNull();
        var dismissed = (await home.Get<ReviewItems>().PageAsync(inspector, null, 10, new ReviewFilter("dismissed", null, null, false), CancellationToken.None)).Value.Items.ShouldHaveSingleItem();
        (dismissed.Status, dismissed.Finding.Judgement!.Reason).ShouldBe(("dismissed", "只是询问"));
        (await home.FindingsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe("open");
        var figures = await home.ReadAsync(session => home.Get<ReviewFigures>().Day(session, Institution, 0, long.MaxValue));
        (figures.Findings, figures.ReviewsWaiting, figures.DismissedByModel).ShouldBe((1, 0, 1));
        (await home.Get<ClaimReview>().ClaimAsync(inspector, dismissed.Id, CancellationToken.None)).Value.Status.ShouldBe("claimed");
        (await home.Get<DecideReview>().DecideAsync(inspector, dismissed.Id, new DecideReviewRequest("upheld"), CancellationToken.None)).Value.Verdict.ShouldBe("upheld");
    }

    [Fact]
    public async Task What_a_person_has_decided_stands_whatever_a_model_says_later()
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(No));
        await using var home = await OpenAsync(Dialect.Sqlite, server, onNo: "dismiss");
        var id = await HoldAsync(home);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var review = (await home.Get<ClaimReview>().NextAsync(inspector, CancellationToken.None))!.Id;
        await home.Get<DecideReview>().DecideAsync(inspector, review, new DecideReviewRequest("upheld"), CancellationToken.None);

        await WorkAsync(home);

        (await home.FindingsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe("upheld");
        (await ReviewAsync(home)).Status.ShouldBe("decided");
        (await JudgementAsync(home)).Verdict.ShouldBe("no");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Without_a_model_a_finding_says_that_nobody_judged_it(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect, rulebook: Book("lower"));
        await HoldAsync(home);

        (await home.Get<JudgeFindings>().WorkAsync(CancellationToken.None)).ShouldBeFalse();

        (await JudgementAsync(home)).Status.ShouldBe("off");
        (await ReviewAsync(home)).Status.ShouldBe("waiting");
        (await JudgeAsync(home)).ShouldBe(new JudgeView(false, null, null, null, null, 2_000, 30, [], 0, 0, 1), EqualityOfViews);
        (await home.Get<ReadJudge>().RetryAsync(home.Collector, CancellationToken.None)).Failure!.Code.ShouldBe("no-judge");
    }

    public static TheoryData<string, Dialect> BadAnswers()
    {
        TheoryData<string, Dialect> all = [];
        foreach (var dialect in Databases.Postgres is null ? new[] { Dialect.Sqlite } : [Dialect.Sqlite, Dialect.Postgres])
        {
            foreach (var code in Bad.Keys)
            {
                all.Add(code, dialect);
            }
        }

        return all;
    }

    private static readonly Dictionary<string, RecordedChat> Bad = new(StringComparer.Ordinal)
    {
        ["judge-unreadable"] = new RecordedChat(200, "{\"choices\":[{\"mess"),
        ["judge-wrong-schema"] = RecordedChat.Says("""{"answer":"yes"}"""),
        ["judge-unfounded"] = RecordedChat.Says("""{"verdict":"yes","quote":"我会杀了你","reason":"威胁"}"""),
        ["judge-busy"] = new RecordedChat(429, "{}"),
        ["judge-timeout"] = new RecordedChat(200, "") { IsSilent = true },
        ["judge-too-long"] = RecordedChat.Says(new string('好', 400_000)),
    };

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task Whatever_comes_instead_of_an_answer_the_finding_stands_unjudged_and_is_asked_about_again_by_hand(string code, Dialect dialect)
    {
        await using var server = await SimulatedChatServer.StartAsync(Bad[code], Bad[code], RecordedChat.Says(Yes));
        await using var home = await OpenAsync(dialect, server, more: "\"attempts\": 2, \"timeoutSeconds\": 1");
        var id = await HoldAsync(home);

        (await WorkAsync(home)).ShouldBe(1);
        var waiting = await JudgementAsync(home);
        (waiting.Status, waiting.Problem).ShouldBe(("waiting", code));
        (await WorkAsync(home)).ShouldBe(0, "it is not due");
        home.Clock.Now += TimeSpan.FromSeconds(61);
        (await WorkAsync(home)).ShouldBe(1);

        var failed = await JudgementAsync(home);
        (failed.Status, failed.Problem, failed.Verdict).ShouldBe(("failed", code, null));
        failed.ProblemDetail.ShouldNotBeNull().ShouldNotBe(code);
        (await home.FindingsAsync(id)).ShouldHaveSingleItem().Status.ShouldBe("open");
        (await ReviewAsync(home)).Status.ShouldBe("waiting");
        (await home.ActsAsync()).ShouldContain("finding.not-judged");
        home.Clock.Now += TimeSpan.FromHours(5);
        (await WorkAsync(home)).ShouldBe(0);

        (await home.Get<ReadJudge>().RetryAsync(home.Collector, CancellationToken.None)).Value.Findings.ShouldBe(1);
        (await WorkAsync(home)).ShouldBe(1);
        (await JudgementAsync(home)).Verdict.ShouldBe("yes");
    }

    [Fact]
    public async Task A_refusal_fails_at_once()
    {
        await using var server = await SimulatedChatServer.StartAsync(new RecordedChat(401, "{}"));
        await using var home = await OpenAsync(Dialect.Sqlite, server);
        await HoldAsync(home);

        await WorkAsync(home);

        (await JudgementAsync(home)).ShouldSatisfyAllConditions(one => one.Status.ShouldBe("failed"), one => one.Problem.ShouldBe("judge-refused"));
        (await JudgeAsync(home)).Days.Single().Cost.ShouldBe(new JudgeCost(0, "CNY"), "what was refused costs nothing");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_day_never_costs_more_than_its_limit_even_where_the_server_does_not_say_what_it_took(Dialect dialect)
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes, usage: "null"));
        await using var home = await OpenAsync(dialect, server, more: "\"costPerDay\": 0.02");
        foreach (var _ in Enumerable.Range(0, 6))
        {
            await HoldAsync(home);
        }

        await WorkAsync(home);

        var day = (await JudgeAsync(home)).Days.ShouldHaveSingleItem();
        day.Cost!.Micros.ShouldBeLessThanOrEqualTo(20_000);
        day.Cost.Micros.ShouldBeGreaterThan(0, "the most it may cost stays where nobody says");
        server.Received.Count.ShouldBe((int)day.Asked);
        day.Asked.ShouldBeInRange(1, 5);
        (await JudgeAsync(home)).Waiting.ShouldBe(6 - day.Asked);
        home.Clock.Now = new DateTimeOffset(home.Clock.Now.UtcDateTime.Date.AddDays(1).AddMinutes(1), TimeSpan.Zero);
        (await WorkAsync(home)).ShouldBeGreaterThan(0, "the next day has its own account");
    }

    [Fact]
    public async Task No_more_are_asked_in_a_minute_and_on_a_day_than_the_settings_allow()
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes));
        await using var home = await OpenAsync(Dialect.Sqlite, server, more: "\"perMinute\": 2, \"perDay\": 3");
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await HoldAsync(home);
        }

        await WorkAsync(home);
        server.Received.Count.ShouldBe(2);
        home.Clock.Now += TimeSpan.FromSeconds(61);
        await WorkAsync(home);
        server.Received.Count.ShouldBe(3);
        home.Clock.Now += TimeSpan.FromHours(1);
        await WorkAsync(home);
        server.Received.Count.ShouldBe(3);
        home.Clock.Now += TimeSpan.FromDays(1);
        await WorkAsync(home);
        server.Received.Count.ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_a_stopped_server_left_is_asked_again_when_its_lease_has_run_out(Dialect dialect)
    {
        await using var server = await SimulatedChatServer.StartAsync(new RecordedChat(200, "") { IsSilent = true }, RecordedChat.Says(Yes));
        await using var home = await OpenAsync(dialect, server);
        await HoldAsync(home);
        using CancellationTokenSource stopping = new();
        var asking = home.Get<JudgeFindings>().WorkAsync(stopping.Token);
        while (server.Received.IsEmpty)
        {
            await Task.Delay(10);
        }

        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);

        (await WorkAsync(home)).ShouldBe(0);
        home.Clock.Now += home.Get<JudgeFindings>().Lease + TimeSpan.FromSeconds(1);
        (await WorkAsync(home)).ShouldBe(1);
        (await JudgementAsync(home)).Verdict.ShouldBe("yes");
        (await JudgeAsync(home)).Days.Single().Asked.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Corrected_words_are_judged_anew_and_withdrawn_ones_not_at_all(Dialect dialect)
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(No), RecordedChat.Says(Yes));
        await using var home = await OpenAsync(dialect, server, onNo: "dismiss", more: "\"attempts\": 3", turns: 0);
        var id = await home.OpenCallAsync();
        await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "你家里人好吗")]);
        await home.InspectAsync();
        await WorkAsync(home);
        (await ReviewAsync(home)).Status.ShouldBe("dismissed");

        await home.TrySayAsync(id, [new UtteranceInput(0, "staff", "你家里人知道吗", Revision: 1)]);
        await home.InspectAsync();
        (await JudgementAsync(home)).Status.ShouldBe("waiting");
        (await ReviewAsync(home)).Status.ShouldBe("waiting");
        await WorkAsync(home);
        (await JudgementAsync(home)).Verdict.ShouldBe("yes");

        await home.TrySayAsync(id, [new UtteranceInput(1, "staff", "你家里人呢")]);
        await home.InspectAsync();
        await home.TrySayAsync(id, [new UtteranceInput(1, "staff", "您好", Revision: 1)]);
        await home.InspectAsync();
        (await WorkAsync(home)).ShouldBe(0);
        server.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_finding_of_a_live_conversation_waits_for_the_turns_behind_it()
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes));
        await using var home = await OpenAsync(Dialect.Sqlite, server, turns: 1);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, Words);
        await home.InspectAsync();

        await WorkAsync(home);
        server.Received.ShouldBeEmpty();
        await home.SayAsync(id, 1, "什么意思", "customer");
        await home.SayAsync(id, 2, "没什么");
        home.Clock.Now += TimeSpan.FromSeconds(31);
        await WorkAsync(home);

        server.Received.Single().Question.ShouldContain("什么意思");
        server.Received.Single().Question.ShouldNotContain("没什么");
    }

    [Fact]
    public async Task Of_a_restricted_person_no_word_leaves()
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(Yes));
        await using var home = await OpenAsync(Dialect.Sqlite, server);
        await HoldAsync(home);
        await home.Installation.WriteAsync(session => home.Get<SubjectStates>().Restrict(session, Institution, ConductHome.Debtor, home.Collector.StaffId, "asked"));

        await WorkAsync(home);

        server.Received.ShouldBeEmpty();
        (await home.ReadAsync(session => session.First<string>("SELECT problem FROM judgement"))).ShouldBe("judge-withheld");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_models_said_can_be_written_again_from_the_ledger(Dialect dialect)
    {
        await using var server = await SimulatedChatServer.StartAsync(RecordedChat.Says(No), RecordedChat.Says(Yes));
        await using var home = await OpenAsync(dialect, server, onNo: "dismiss");
        await HoldAsync(home);
        await HoldAsync(home);
        await WorkAsync(home);

        var (rebuilt, kept) = await home.ReadAsync(session =>
        {
            LedgerRebuild rebuild = new(session, home.Get<Exhibits>(), home.Get<KeyRing>(), Institution);
            rebuild.Run(1_000);
            var rows = session.Query<string>("SELECT finding_id FROM judgement ORDER BY finding_id").ConvertAll(finding => JudgementStore.Find(session, Institution, finding)!);
            var reviews = session.Query<string>("SELECT finding_id || ' ' || status || ' ' || severity FROM review ORDER BY 1");
            return (rebuild, (Judgements: rows.ConvertAll(row => Line(row, JudgementWords.Open(home.Get<KeyRing>(), session, row, new HashSet<string>())!)), Reviews: reviews));
        });

        kept.Judgements.Count.ShouldBe(2);
        rebuilt.Judgements.Order(StringComparer.Ordinal).ShouldBe(kept.Judgements.Order(StringComparer.Ordinal));
        rebuilt.Reviews.Values.Select(row => $"{row["finding_id"]} {row["status"]} {row["severity"]}").Order(StringComparer.Ordinal).ShouldBe(kept.Reviews);
    }

    private static string Line(JudgementRow row, JudgementWords words) =>
        $"{row.FindingId} {row.Ask} {row.Turns} {row.OnNo} {row.Verdict} {words.Quote} {words.Reason} {row.Model} {row.PromptHash} {row.TokensIn} {row.TokensOut} {row.DurationMs} {row.CostMicros} {row.Currency}";

    private static IEqualityComparer<JudgeView> EqualityOfViews => EqualityComparer<JudgeView>.Create((a, b) => JsonSerializer.Serialize(a) == JsonSerializer.Serialize(b));

    private static string Book(string onNo, int turns = 2) =>
        $$$"""
        rulebook: test
        version: "1"
        title: {zh: 测试, en: Test}
        rules:
          - id: t.kin
            category: third-party-pressure
            severity: major
            title: {zh: 提及家人, en: Family mentioned}
            judge: {ask: 员工是否在暗示会找家人？, turns: {{{turns}}}, onNo: {{{onNo}}}}
            when: {said: {any: [家里人]}}
          - id: t.fee
            category: extra-charge
            severity: minor
            title: {zh: 收费, en: Fee}
            when: {said: {any: [加急费]}}
        """;

    private static Task<ConductHome> OpenAsync(Dialect dialect, SimulatedChatServer server, string onNo = "lower", string? more = null, int turns = 2)
    {
        var costPerDay = more?.Contains("costPerDay", StringComparison.Ordinal) is true ? "" : "\"costPerDay\": 100,";
        return ConductHome.OpenAsync(
            dialect,
            judge: $$"""{"judge": "openai", "endpoint": "{{server.Endpoint}}", "model": "judge", "keyFile": "judge.key", {{costPerDay}} "currency": "CNY", "pricePerMillionIn": 2, "pricePerMillionOut": 8{{(more is null ? "" : ", " + more)}} }""",
            rulebook: Book(onNo, turns));
    }

    /// <summary>A call with a candidate in it, and perhaps one utterance more.</summary>
    private static async Task<string> HoldAsync(ConductHome home, string words = Words, string? then = null, string by = "customer")
    {
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, words);
        if (then is not null)
        {
            await home.SayAsync(id, 1, then, by);
        }

        await home.TryCloseAsync(id);
        await home.InspectAsync();
        return id;
    }

    private static async Task<int> WorkAsync(ConductHome home)
    {
        for (var worked = 0; worked < 50; worked++)
        {
            if (!await home.Get<JudgeFindings>().WorkAsync(CancellationToken.None))
            {
                return worked;
            }
        }

        throw new InvalidOperationException("It never ends.");
    }

    private static async Task<ReviewItem> ReviewAsync(ConductHome home)
    {
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "reader-" + Guid.NewGuid().ToString("N"));
        return (await home.Get<ReviewItems>().PageAsync(inspector, null, 10, new ReviewFilter(null, null, "third-party-pressure", false), CancellationToken.None)).Value.Items[0];
    }

    private static async Task<JudgementView> JudgementAsync(ConductHome home) => (await ReviewAsync(home)).Finding.Judgement.ShouldNotBeNull();

    private static Task<JudgeView> JudgeAsync(ConductHome home) => home.Get<ReadJudge>().ReadAsync(home.Collector, CancellationToken.None);
}
