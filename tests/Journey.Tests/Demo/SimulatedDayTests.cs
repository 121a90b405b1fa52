using Daylight.Demo;
using Shouldly;
using Xunit;

namespace Daylight.Journey.Demo;

public sealed class SimulatedDayTests
{
    [Fact]
    public async Task A_day_ends_by_itself_and_adds_up()
    {
        using var api = new ScriptedApi { Cases = 30 };
        var summary = await PlayAsync(api);
        summary.GaveUp.ShouldBeEmpty();
        summary.Progress.Problems.ShouldBeEmpty();
        summary.Progress.Cases.ShouldBe(30);
        summary.Progress.Permitted.ShouldBe(summary.Progress.Asked);
        summary.Progress.Conversations.ShouldBe(api.Sent.Count(sent => sent.Path.EndsWith("/close", StringComparison.Ordinal)));
        summary.Progress.Conversations.ShouldBeGreaterThan(0);
        summary.Progress.Live.ShouldBe(0);
        api.Sent.ShouldAllBe(sent => sent.Token == "token-1");
    }

    [Fact]
    public async Task A_case_the_gate_refuses_is_never_spoken_to()
    {
        using var api = new ScriptedApi { Cases = 40, Permits = caseId => caseId.EndsWith('0') };
        var summary = await PlayAsync(api);
        summary.Progress.Refused.ShouldBeGreaterThan(0);
        foreach (var opened in Posts(api, "conversations").Where(sent => sent.Body.GetProperty("direction").GetString() == "outbound"))
        {
            opened.Body.GetProperty("permitId").GetString().ShouldNotBeNull().ShouldEndWith('0'.ToString());
        }
    }

    [Fact]
    public async Task A_request_that_failed_is_repeated_under_the_same_key()
    {
        using var api = new ScriptedApi { Cases = 4, FailuresLeft = 2 };
        var summary = await PlayAsync(api);
        summary.Progress.Retries.ShouldBe(2);
        summary.GaveUp.ShouldBeEmpty();
        var posts = api.Sent.Where(sent => sent.Method == "POST").ToList();
        posts.ShouldAllBe(sent => sent.Key != null);
        posts.Take(3).Select(sent => sent.Key).Distinct().Count().ShouldBe(1);
        posts.Skip(2).Select(sent => sent.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task The_utterances_of_a_conversation_arrive_once_and_in_order()
    {
        using var api = new ScriptedApi { Cases = 12 };
        await PlayAsync(api, conversationsMax: 1);
        var sequence = Posts(api, "conversations/cv1/utterances").SelectMany(sent => sent.Body.GetProperty("utterances").EnumerateArray())
            .Select(utterance => utterance.GetProperty("seq").GetInt32()).ToList();
        sequence.Count.ShouldBeGreaterThanOrEqualTo(8);
        sequence.ShouldBe(Enumerable.Range(0, sequence.Count));
        Posts(api, "conversations/cv1/close").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_an_earlier_run_left_open_is_closed_first()
    {
        using var api = new ScriptedApi { LeftOpen = "cv-left" };
        await PlayAsync(api);
        api.Sent.First(sent => sent.Method == "POST").Path.ShouldBe("conversations/cv-left/close");
    }

    [Fact]
    public async Task No_more_conversations_are_held_than_asked_for()
    {
        using var api = new ScriptedApi { Cases = 60 };
        var summary = await PlayAsync(api, conversationsMax: 3);
        summary.Progress.Conversations.ShouldBe(3);
    }

    [Fact]
    public async Task A_blocked_message_is_written_anew_on_the_same_permit_and_otherwise_the_permit_is_given_back()
    {
        using var api = new ScriptedApi { Cases = 200, Screens = _ => "blocked" };
        var summary = await PlayAsync(api);
        summary.Progress.Messages.ShouldBe(0);
        summary.Progress.MessagesHeld.ShouldBeGreaterThan(0);
        var written = Posts(api, "messages").Select(sent => sent.Body.GetProperty("permitId").GetString()).ToHashSet(StringComparer.Ordinal);
        var released = api.Sent.Where(sent => sent.Path.EndsWith("/release", StringComparison.Ordinal)).Select(sent => sent.Path.Split('/')[2]).ToHashSet(StringComparer.Ordinal);
        written.ShouldBeSubsetOf(released);
    }

    [Fact]
    public async Task What_a_collector_writes_in_a_thread_goes_through_the_screening_and_only_answers_are_handed_in()
    {
        using var api = new ScriptedApi { Cases = 200 };

        await PlayAsync(api);

        var threads = Posts(api, "conversations/cv-thread/utterances").SelectMany(sent => sent.Body.GetProperty("utterances").EnumerateArray()).ToList();
        threads.ShouldNotBeEmpty();
        threads.ShouldAllBe(utterance => new[] { "customer", "thirdParty" }.Contains(utterance.GetProperty("role").GetString()));
        Posts(api, "contacts/permits").ShouldContain(sent => sent.Body.GetProperty("purpose").GetString() == "reply");
        Posts(api, "conversations").ShouldAllBe(sent => sent.Body.GetProperty("kind").GetString() == "call" || sent.Body.GetProperty("direction").GetString() == "inbound");
    }

    [Fact]
    public async Task No_placeholder_leaves_the_house()
    {
        using var api = new ScriptedApi { Cases = 30 };
        await PlayAsync(api);
        foreach (var sent in api.Sent.Where(sent => sent.Path.EndsWith("/utterances", StringComparison.Ordinal)))
        {
            sent.Body.GetProperty("utterances").EnumerateArray().ShouldAllBe(utterance => !utterance.GetProperty("text").GetString()!.Contains('{'));
        }

        Posts(api, "messages").ShouldAllBe(sent => !sent.Body.GetProperty("text").GetString()!.Contains('{'));
    }

    [Fact]
    public async Task A_server_that_stays_away_makes_the_collector_give_up_with_a_reason()
    {
        using var api = new ScriptedApi { FailuresLeft = int.MaxValue };
        var summary = await PlayAsync(api);
        summary.GaveUp.Single().ShouldContain("did not answer");
    }

    private static List<SentRequest> Posts(ScriptedApi api, string path) => [.. api.Sent.Where(sent => sent.Method == "POST" && sent.Path == path)];

    private static Task<DaySummary> PlayAsync(ScriptedApi api, int? conversationsMax = null) => new SimulatedDay(new SimulatedDayOptions
    {
        Server = new Uri("http://daylight.example"),
        Collectors = [new CollectorSignIn("林晓", "token-1")],
        SamplesFolder = SampleFolder.Path,
        Pace = 3600,
        Seed = 5,
        MaxConversations = conversationsMax,
        Patience = TimeSpan.FromSeconds(1),
        Handler = api,
        TimeProvider = new RushingTime(),
    }).RunAsync(CancellationToken.None);
}
