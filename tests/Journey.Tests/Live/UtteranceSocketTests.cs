using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Shouldly;
using Xunit;

namespace Daylight.Journey.Live;

/// <summary>Utterances over a WebSocket, against the whole product on a real port.</summary>
public sealed class UtteranceSocketTests : IAsyncLifetime
{
    private Product _product = null!;
    private House _house = null!;
    private List<string> _cases = [];

    private Uri Server => _product.Http.BaseAddress!;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync();
        _house = await _product.OpenHouseAsync("甲机构");
        _cases = await Portfolios.BringInAsync(_house);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task One_connection_carries_several_conversations_and_each_batch_is_acknowledged_with_its_receipt()
    {
        var (one, two) = (await Portfolios.OpenAsync(_house.First, _cases[0]), await Portfolios.OpenAsync(_house.First, _cases[1]));
        using var line = await UtteranceLine.ConnectAsync(Server, _house.First.Token);

        await line.SendAsync(one, "a", (0, "staff", "您好"), (1, "customer", "你好"));
        await line.SendAsync(two, "b", (0, "staff", "喂，您好"));
        await line.SendAsync(one, "c", (3, "staff", "再见"));
        await line.SendAsync(one, "d", (1, "customer", "你好"), (2, "staff", "好的"));
        Dictionary<string, System.Text.Json.Nodes.JsonNode> answers = [];
        while (answers.Count < 4)
        {
            var answer = (await line.AnswerAsync())!;
            answers[answer["ref"]!.GetValue<string>()] = answer;
        }

        answers["a"]["accepted"]!.GetValue<int>().ShouldBe(2);
        answers["a"]["receipt"]!["entryId"]!.GetValue<string>().ShouldNotBeEmpty();
        answers["b"]["conversation"]!.GetValue<string>().ShouldBe(two);
        answers["c"]["nextSeq"]!.GetValue<long>().ShouldBe(2, "a gap is kept and told");
        answers["d"]["duplicates"]!.GetValue<int>().ShouldBe(1);
        answers["d"]["nextSeq"]!.GetValue<long>().ShouldBe(4);
    }

    [Fact]
    public async Task What_was_acknowledged_is_inspected_like_any_other_word()
    {
        var conversation = await Portfolios.OpenAsync(_house.First, _cases[0]);
        using var line = await UtteranceLine.ConnectAsync(Server, _house.First.Token);

        await line.SendAsync(conversation, "1", (0, "staff", "你好，我这边是公安局经侦大队的，你涉嫌贷款诈骗，已经立案了。"));
        await line.AnswerAsync();

        await Portfolios.WaitForAsync(_house.Inspector, "/alerts", item => item["conversationId"]!.GetValue<string>() == conversation);
    }

    [Fact]
    public async Task After_a_break_the_client_goes_on_where_the_server_stands()
    {
        var conversation = await Portfolios.OpenAsync(_house.First, _cases[0]);
        using (var line = await UtteranceLine.ConnectAsync(Server, _house.First.Token))
        {
            await line.SendAsync(conversation, "1", (0, "staff", "您好"), (1, "customer", "你好"));
            await line.AnswerAsync();
        }

        using var again = await UtteranceLine.ConnectAsync(Server, _house.First.Token);
        (await again.StandsAtAsync(conversation)).ShouldBe(2);
        await again.SendAsync(conversation, "2", (1, "customer", "你好"), (2, "staff", "好的"));
        (await again.AnswerAsync())!["nextSeq"]!.GetValue<long>().ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_frame_is_told_with_its_code_and_the_others_go_on()
    {
        var conversation = await Portfolios.OpenAsync(_house.First, _cases[0]);
        var foreign = await Portfolios.OpenAsync(_house.Second, _cases[7]);
        using var line = await UtteranceLine.ConnectAsync(Server, _house.First.Token);

        await line.SendAsync(foreign, "1", (0, "staff", "您好"));
        (await line.AnswerAsync())!["problem"]!["code"]!.GetValue<string>().ShouldBe("not-found");
        await line.SendTextAsync("{\"conversation\":");
        (await line.AnswerAsync())!["problem"]!["code"]!.GetValue<string>().ShouldBe("malformed-request");
        await line.SendAsync(conversation, "2", (0, "boss", "您好"));
        (await line.AnswerAsync())!["problem"]!["field"]!.GetValue<string>().ShouldBe("utterances[0].role");
        await line.SendAsync(conversation, "3", (0, "staff", "您好"));
        await line.AnswerAsync();
        await line.SendAsync(conversation, "4", (0, "staff", "别的话"));
        (await line.AnswerAsync())!["problem"]!["facts"]!["seq"]!.GetValue<string>().ShouldBe("0");
        (await line.StandsAtAsync(conversation)).ShouldBe(1);
    }

    [Fact]
    public async Task Without_the_right_and_from_foreign_pages_nobody_is_let_in()
    {
        (await Should.ThrowAsync<WebSocketException>(() => UtteranceLine.ConnectAsync(Server, "no such token"))).Message.ShouldContain("401");
        (await Should.ThrowAsync<WebSocketException>(() => UtteranceLine.ConnectAsync(Server, _house.Inspector.Token))).Message.ShouldContain("403");
        (await Should.ThrowAsync<WebSocketException>(() => UtteranceLine.ConnectAsync(Server, _house.First.Token, "https://elsewhere.example"))).Message.ShouldContain("403");
        (await _house.First.GetAsync("/utterances/live")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_connection_whose_token_was_revoked_is_ended_before_its_next_words_are_taken()
    {
        var conversation = await Portfolios.OpenAsync(_house.First, _cases[0]);
        using var line = await UtteranceLine.ConnectAsync(Server, _house.First.Token);
        await line.SendAsync(conversation, "1", (0, "staff", "您好"));
        await line.AnswerAsync();
        var tokens = (await _house.Admin.GetAsync("/tokens")).Body!.AsArray();
        var id = tokens.Single(token => token!["staffId"]!.GetValue<string>() == _house.First.StaffId)!["id"]!.GetValue<string>();
        (await _house.Admin.SendAsync(HttpMethod.Delete, $"/tokens/{id}", null)).Status.ShouldBe(HttpStatusCode.NoContent);

        // The right is asked for again at most once a second.
        await Task.Delay(TimeSpan.FromMilliseconds(1_200));
        await line.SendAsync(conversation, "2", (1, "staff", "还有"));

        (await line.AnswerAsync()).ShouldBeNull();
        line.Ended.ShouldBe((WebSocketCloseStatus.PolicyViolation, "not-signed-in"));
    }

    [Fact]
    public async Task A_client_that_never_reads_its_answers_is_held_back_and_nothing_is_lost()
    {
        var conversation = await Portfolios.OpenAsync(_house.First, _cases[0]);
        using var line = await UtteranceLine.ConnectAsync(Server, _house.First.Token);
        const int frames = 300;
        for (var seq = 0; seq < frames; seq++)
        {
            await line.SendAsync(conversation, seq.ToString(CultureInfo.InvariantCulture), (seq, "customer", new string('好', 200)));
        }

        for (var seq = 0; seq < frames; seq++)
        {
            var answer = (await line.AnswerAsync())!;
            answer["ref"]!.GetValue<string>().ShouldBe(seq.ToString(CultureInfo.InvariantCulture), "answers come in the order of the frames");
            answer["nextSeq"]!.GetValue<long>().ShouldBe(seq + 1);
        }
    }

    [Fact]
    public async Task The_person_speaking_is_told_on_their_own_connection_and_nobody_else_is()
    {
        var mine = await Portfolios.OpenAsync(_house.First, _cases[0]);
        var theirs = await Portfolios.OpenAsync(_house.Second, _cases[7]);
        using var line = await UtteranceLine.ConnectAsync(Server, _house.First.Token, query: "hints=1");
        using var other = await UtteranceLine.ConnectAsync(Server, _house.Second.Token, query: "hints=1");
        using var plain = await UtteranceLine.ConnectAsync(Server, _house.First.Token);

        await line.SendAsync(mine, "1", (0, "staff", "你好，我这边是公安局经侦大队的，你涉嫌贷款诈骗，已经立案了。"));
        List<System.Text.Json.Nodes.JsonNode> heard = [];
        while (!heard.Exists(Advises))
        {
            heard.Add((await line.AnswerAsync())!);
        }

        var hint = heard.First(Advises)["hint"]!;
        hint["conversation"]!.GetValue<string>().ShouldBe(mine);
        hint["utterance"]!.GetValue<int>().ShouldBe(0);
        hint["title"]!["zh"]!.GetValue<string>().ShouldNotBeEmpty();
        hint["advice"]!["en"]!.GetValue<string>().ShouldNotBeEmpty();
        hint.ToJsonString().ShouldNotContain("公安局经侦");
        await Portfolios.WaitForAsync(_house.Inspector, "/alerts", item => item["conversationId"]!.GetValue<string>() == mine);
        (await other.StandsAtAsync(theirs)).ShouldBe(0, "the first thing it hears is the answer to its own question");
        (await plain.StandsAtAsync(mine)).ShouldBe(1, "who did not ask for hints gets none");

        // Several rules speak; this is what the shipped one against posing as an authority says one could say instead.
        static bool Advises(System.Text.Json.Nodes.JsonNode message) => message["hint"]?["advice"]?["zh"]?.GetValue<string>().Contains("如实说明身份", StringComparison.Ordinal) == true;
    }
}
