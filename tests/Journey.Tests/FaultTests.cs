using System.Net;
using System.Net.Http.Json;
using System.Text;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>Bad input and faults: each has a clear answer and loses nothing.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private Product _product = null!;
    private House _house = null!;
    private List<string> _cases = [];

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync();
        _house = await _product.OpenHouseAsync("甲机构");
        _cases = await Portfolios.BringInAsync(_house);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_permit_is_good_for_one_contact_only()
    {
        var (person, mobile) = await Portfolios.DebtorAsync(_house.First, _cases[0]);
        var permitId = (await Portfolios.AskAsync(_house.First, _cases[0], person, mobile))["permit"]["id"]!.GetValue<string>();
        ((int)(await _house.First.PostAsync("/conversations", new { permitId, kind = "call", direction = "outbound" })).Status).ShouldBeInRange(200, 201);

        var again = await _house.First.PostAsync("/conversations", new { permitId, kind = "call", direction = "outbound" });
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Code.ShouldBe("permit-used");
    }

    [Fact]
    public async Task A_permit_is_not_good_after_it_has_expired()
    {
        var (person, mobile) = await Portfolios.DebtorAsync(_house.First, _cases[0]);
        var permitId = (await Portfolios.AskAsync(_house.First, _cases[0], person, mobile))["permit"]["id"]!.GetValue<string>();
        _product.Clock.Now += TimeSpan.FromHours(2);

        (await _house.First.PostAsync("/conversations", new { permitId, kind = "call", direction = "outbound" })).Code.ShouldBe("permit-expired");
    }

    [Fact]
    public async Task No_outbound_conversation_opens_without_a_permit()
    {
        var answer = await _house.First.PostAsync("/conversations", new { caseId = _cases[0], kind = "call", direction = "outbound" });
        ((int)answer.Status).ShouldBeInRange(400, 409);
    }

    [Fact]
    public async Task At_night_the_gate_refuses_and_says_when_it_would_permit()
    {
        _product.Clock.Now = new DateTimeOffset(2026, 3, 2, 14, 30, 0, TimeSpan.Zero); // 22:30 in Shanghai
        var (person, mobile) = await Portfolios.DebtorAsync(_house.First, _cases[0]);
        var asked = await Portfolios.AskAsync(_house.First, _cases[0], person, mobile);

        asked["decision"]["verdict"]!.GetValue<string>().ShouldBe("refuse");
        asked.Body!["permit"].ShouldBeNull();
        DateTimeOffset.Parse(asked["decision"]["next"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Utterances_may_come_twice_and_out_of_order_and_a_contradiction_is_refused()
    {
        var conversation = await Portfolios.OpenAsync(_house.First, _cases[0]);
        (await Portfolios.SayAsync(_house.First, conversation, 1, "customer", "是的")).Status.ShouldBe(HttpStatusCode.OK);
        (await Portfolios.SayAsync(_house.First, conversation, 0, "staff", "您好，请问是本人吗？")).Status.ShouldBe(HttpStatusCode.OK);
        var repeated = await Portfolios.SayAsync(_house.First, conversation, 1, "customer", "是的");
        repeated["duplicates"].GetValue<int>().ShouldBe(1);

        var other = await Portfolios.SayAsync(_house.First, conversation, 1, "customer", "不是");
        other.Status.ShouldBe(HttpStatusCode.Conflict);
        other.Code.ShouldBe("utterance-conflict");
        (await _house.First.GetAsync($"/conversations/{conversation}"))["utterances"].AsArray()
            .Select(utterance => utterance!["seq"]!.GetValue<int>()).ShouldBe([0, 1]);
    }

    [Fact]
    public async Task An_unknown_role_is_refused_with_its_field()
    {
        var conversation = await Portfolios.OpenAsync(_house.First, _cases[0]);
        var answer = await Portfolios.SayAsync(_house.First, conversation, 0, "robot", "您好");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body!.ToJsonString().ShouldContain("role");
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_answer_and_one_permit()
    {
        var (person, mobile) = await Portfolios.DebtorAsync(_house.First, _cases[0]);
        var first = await Portfolios.AskAsync(_house.First, _cases[0], person, mobile, key: "k-1");
        var second = await Portfolios.AskAsync(_house.First, _cases[0], person, mobile, key: "k-1");
        second["permit"]["id"]!.GetValue<string>().ShouldBe(first["permit"]["id"]!.GetValue<string>());

        (await Portfolios.AskAsync(_house.First, _cases[0], person, mobile, "sms", "k-1")).Code.ShouldBe("idempotency-mismatch");
    }

    [Fact]
    public async Task A_body_of_fifty_megabytes_is_refused_as_too_large()
    {
        using StringContent huge = new("{\"name\":\"" + new string('x', 50 * 1024 * 1024) + "\"}", Encoding.UTF8, "application/json");
        var answer = await SendToleratingAbortAsync(huge);
        if (answer is not null)
        {
            answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            answer.Code.ShouldBe("body-too-large");
        }

        (await _house.First.GetAsync("/session")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"caseId\":5}")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task A_broken_body_is_a_problem_not_a_crash(string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        var answer = await _house.First.SendAsync(HttpMethod.Post, "/contacts/permits", content);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Body?.ToJsonString());
        answer.Code.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("/contacts/permits", "{\"caseId\":\"cs\\u0000\",\"personId\":\"x\"}", "caseId")]
    [InlineData("/contacts/permits", "{\"caseId\":\"a\",\"more\":[{\"text\":\"a\\\\u0000\"},{\"text\":\"\\u0000\"}]}", "more[1].text")]
    [InlineData("/tokens", "{\"name\":\"\\u0000\",\"staffId\":\"x\"}", "name")]
    [InlineData("/session", "{\"name\":\"a\\u0000\",\"password\":\"x\"}", "name")]
    [InlineData("/tokens", "{\"a\\u0000\":1}", "$")]
    public async Task A_nul_character_in_a_body_is_refused_with_its_field(string path, string json, string field)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        var answer = await _house.Admin.SendAsync(HttpMethod.Post, path, content);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Body?.ToJsonString());
        answer.Code.ShouldBe("invalid-field");
        answer["errors"][0]!["field"]!.GetValue<string>().ShouldBe(field);
    }

    [Fact]
    public async Task A_nul_character_in_a_query_is_refused_with_its_name()
    {
        var answer = await _house.Admin.GetAsync("/cases?q=a%00b");

        answer.Code.ShouldBe("invalid-field");
        answer["errors"][0]!["field"]!.GetValue<string>().ShouldBe("q");
    }

    [Fact]
    public async Task Text_that_only_speaks_of_a_nul_character_is_taken()
    {
        using StringContent content = new("{\"name\":\"writes \\\\u0000\",\"staffId\":\"" + _house.Admin.StaffId + "\"}", Encoding.UTF8, "application/json");
        (await _house.Admin.SendAsync(HttpMethod.Post, "/tokens", content)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_clock_that_runs_backwards_breaks_nothing()
    {
        var conversation = await Portfolios.OpenAsync(_house.First, _cases[0]);
        _product.Clock.Now -= TimeSpan.FromHours(1);
        (await Portfolios.SayAsync(_house.First, conversation, 0, "staff", "您好")).Status.ShouldBe(HttpStatusCode.OK);
        (await _house.First.PostAsync($"/conversations/{conversation}/close", new { outcome = "conversation" })).Status.ShouldBe(HttpStatusCode.OK);
        var verification = await _house.Auditor.PostAsync("/evidence/verifications", new { deep = true });
        verification["ok"].GetValue<bool>().ShouldBeTrue(verification.Body!.ToJsonString());
    }

    [Fact]
    public async Task Broken_rows_are_rejected_with_reasons_and_the_good_ones_are_kept()
    {
        var csv = Portfolios.Csv(3, from: 100) + "A1,,x,,,Mars/Olympus,卡,CNY,abc,1,2026-02-30,1\n";
        var import = await Portfolios.ImportAsync(_house.Admin, "mixed.csv", "portfolio", Encoding.UTF8.GetBytes(csv));
        import["rowsAdded"].GetValue<int>().ShouldBe(3);
        import["rowsRejected"].GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Text_in_the_chinese_national_encoding_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var import = await Portfolios.ImportAsync(_house.Admin, "gb.csv", "portfolio", Encoding.GetEncoding("GB18030").GetBytes(Portfolios.Csv(3, from: 200)));
        import.Text("encoding").ShouldContain("GB18030", Case.Insensitive);
        import["rowsAdded"].GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Nothing_without_a_token_and_nothing_with_a_wrong_one()
    {
        ApiProgram stranger = new(_product.Http, "dt_wrong", "");
        (await stranger.GetAsync("/cases")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using var bare = await _product.Http.GetAsync("/api/v1/cases");
        bare.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<Answer?> SendToleratingAbortAsync(HttpContent content)
    {
        try
        {
            return await _house.First.SendAsync(HttpMethod.Post, "/contacts/permits", content);
        }
        catch (HttpRequestException)
        {
            // The server may close the connection before the whole body is sent; the answer is then lost on the way.
            return null;
        }
    }
}
