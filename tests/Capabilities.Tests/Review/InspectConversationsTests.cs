using System.Diagnostics;
using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Daylight.Review;

public sealed class InspectConversationsTests(ITestOutputHelper output)
{
    /// <summary>Abuse, a fee, a threat, payment before identity; nobody says who they are.</summary>
    private static readonly string[] Violating = ["什么时候还款", "你这个老赖，交加急费", "明天找到你家", "请问是张先生吗", "老赖，老赖"];

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_finding_is_kept_once_with_its_entry_its_review_and_its_alert(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var id = await home.OpenCallAsync();
        await SayAllAsync(home, id, [0, 1, 2, 3, 4], afterEach: home.InspectAsync);
        await home.TryCloseAsync(id);
        await home.InspectAsync();

        var findings = await home.FindingsAsync(id);
        var batch = await BatchAsync(home, id);
        findings.Select(FindingPlace.Of).ShouldBe(batch.Select(FindingPlace.Of), ignoreOrder: true);
        var severe = findings.Count(row => row.Severity >= Severities.AlertFrom);
        (await home.ActsAsync()).Count(act => act == "finding.raised").ShouldBe(findings.Count);
        (await home.ActsAsync()).Count(act => act == "score.given").ShouldBe(1);
        (await CountAsync(home, "review")).ShouldBe(findings.Count);
        (await CountAsync(home, "alert")).ShouldBe(severe);
        (await home.ReadAsync(session => session.Query<long>("SELECT seq FROM alert ORDER BY seq"))).ShouldBe(Enumerable.Range(1, severe).Select(seq => (long)seq));
        (await home.ReadAsync(session => session.First<long>("SELECT open_findings FROM case_file WHERE id = @Case", new { ConductHome.Case }))).ShouldBe(findings.Count);
    }

    [Fact]
    public async Task A_late_utterance_is_inspected_in_its_place()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();

        await SayAllAsync(home, id, [3, 1, 4], afterEach: home.InspectAsync);
        (await home.FindingsAsync(id)).ShouldBeEmpty();
        await SayAllAsync(home, id, [0], afterEach: home.InspectAsync);
        (await home.FindingsAsync(id)).ShouldContain(row => row.Rule == "t.abuse" && row.UtteranceSeq == 1);
        (await home.FindingsAsync(id)).ShouldNotContain(row => row.UtteranceSeq > 1);
        await SayAllAsync(home, id, [2], afterEach: home.InspectAsync);
        await home.TryCloseAsync(id);
        await home.InspectAsync();

        (await home.FindingsAsync(id)).Select(FindingPlace.Of).ShouldBe((await BatchAsync(home, id)).Select(FindingPlace.Of), ignoreOrder: true);
    }

    [Fact]
    public async Task What_stands_behind_a_gap_is_inspected_at_the_end()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var id = await home.OpenCallAsync();

        await SayAllAsync(home, id, [0, 2, 4], afterEach: home.InspectAsync);
        (await home.FindingsAsync(id)).ShouldNotContain(row => row.Rule == "t.threat");
        await home.TryCloseAsync(id);
        await home.InspectAsync();

        (await home.FindingsAsync(id)).ShouldContain(row => row.Rule == "t.threat" && row.UtteranceSeq == 2);
        (await home.FindingsAsync(id)).ShouldContain(row => row.Rule == "t.abuse" && row.UtteranceSeq == 4);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_restart_at_any_point_gives_the_same_findings(Dialect dialect)
    {
        for (var stop = 0; stop <= Violating.Length; stop++)
        {
            var home = await ConductHome.OpenAsync(dialect);
            var id = await home.OpenCallAsync();
            await SayAllAsync(home, id, [.. Enumerable.Range(0, stop)], afterEach: home.InspectAsync);
            home = await home.RestartAsync(dialect);
            await using var restarted = home;
            await SayAllAsync(home, id, [.. Enumerable.Range(stop, Violating.Length - stop)], afterEach: home.InspectAsync);
            await home.TryCloseAsync(id);
            await home.InspectAsync();

            (await home.FindingsAsync(id)).Select(FindingPlace.Of).ShouldBe(
                (await BatchAsync(home, id)).Select(FindingPlace.Of), ignoreOrder: true, $"stopped after {stop}");
            (await home.ActsAsync()).Count(act => act == "finding.raised").ShouldBe((await home.FindingsAsync(id)).Count);
        }
    }

    [Fact]
    public async Task A_crash_between_thinking_and_writing_loses_and_doubles_nothing()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var consumer = home.Get<InspectConversations>();
        var id = await home.OpenCallAsync();
        await SayAllAsync(home, id, [0, 1], afterEach: () => Task.CompletedTask);
        var facts = await home.TakeFactsAsync();

        await consumer.ConsiderAsync(facts, CancellationToken.None);
        await SayAllAsync(home, id, [2], afterEach: () => Task.CompletedTask);
        var write = await consumer.ConsiderAsync(facts, CancellationToken.None);
        await home.Installation.WriteAsync(write);
        await home.InspectAsync();
        await home.Installation.WriteAsync(await consumer.ConsiderAsync(facts, CancellationToken.None));

        (await home.FindingsAsync(id)).Count(row => row.Rule == "t.abuse").ShouldBe(1);
        (await home.FindingsAsync(id)).Count(row => row.Rule == "t.threat").ShouldBe(1);
        (await CountAsync(home, "alert")).ShouldBe(2);
    }

    [Fact]
    public async Task The_score_is_what_the_engine_says_of_all_findings()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var clean = await home.OpenCallAsync();
        await home.SayAsync(clean, 0, "您好，我是某行的小李");
        await home.TryCloseAsync(clean);
        var bad = await home.OpenCallAsync();
        await SayAllAsync(home, bad, [0, 1, 2, 3, 4], afterEach: () => Task.CompletedTask);
        await home.TryCloseAsync(bad);
        await home.InspectAsync();

        var views = new[] { clean, bad }.Select(async id => (await home.Get<ReadConversations>().OneAsync(home.Collector, id, CancellationToken.None)).Value);
        var cleanView = await views.First();
        cleanView.Score!.Points.ShouldBe(100);
        cleanView.Findings.ShouldBeEmpty();
        var badView = await views.Last();
        badView.Score!.Points.ShouldBe(Score.From(await BatchAsync(home, bad), ConductHome.Inspector.Rulebook).Points);
        badView.Conversation.Score.ShouldBe(badView.Score.Points);
        badView.Conversation.FindingCount.ShouldBe(badView.Findings.Count);
        badView.Conversation.WorstSeverity.ShouldBe("critical");
        var abuse = badView.Findings.First(finding => finding.Rule == "t.abuse");
        abuse.Matched.ShouldBe("老赖");
        Violating[abuse.UtteranceSeq!.Value][abuse.Span![0]..abuse.Span[1]].ShouldBe("老赖");
    }

    [Fact]
    public async Task An_alert_is_on_the_wall_without_waiting_for_a_poll()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite, started: true);
        var supervisor = await home.Installation.AddStaffAsync(Platform.Callers.Role.Supervisor, "lead-a", ConductHome.TeamA);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "您好，我是某行");
        List<double> milliseconds = [];
        for (var round = 1; round <= 20; round++)
        {
            var watch = Stopwatch.StartNew();
            await home.SayAsync(id, round, $"第{round}句，老赖");
            while ((await home.Get<ReadWall>().RunAsync(supervisor, CancellationToken.None)).Alerts.Count < round)
            {
                watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "the alert never came");
                await Task.Delay(1);
            }

            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
        }

        milliseconds.Sort();
        output.WriteLine($"POST utterance to alert on the wall: median {milliseconds[10]:F1} ms, worst of 20 {milliseconds[^1]:F1} ms");
        (await CountAsync(home, "alert")).ShouldBe(20);
    }

    private static async Task SayAllAsync(ConductHome home, string id, int[] seqs, Func<Task> afterEach)
    {
        foreach (var seq in seqs)
        {
            await home.SayAsync(id, seq, Violating[seq]);
            await afterEach();
        }
    }

    private static Task<IReadOnlyList<Finding>> BatchAsync(ConductHome home, string id) => home.ReadAsync(session =>
    {
        var transcripts = home.Get<Transcripts>();
        var card = transcripts.Card(session, TestInstallation.Institution, id)!;
        return ConductHome.Inspector.Inspect(new Conversation(card.Head, transcripts.Utterances(session, TestInstallation.Institution, id, 0, long.MaxValue)));
    });

    private static Task<long> CountAsync(ConductHome home, string table) => home.ReadAsync(session => session.First<long>($"SELECT COUNT(*) FROM {table}"));
}
