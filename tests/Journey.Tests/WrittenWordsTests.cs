using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Daylight.Identity;
using Daylight.Platform.Callers;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>What staff write goes through the screening, whoever asks: a person, an ordinary program; only a granted program records.</summary>
public sealed class WrittenWordsTests : IAsyncLifetime
{
    private Product _product = null!;
    private House _house = null!;
    private string _case = "";
    private string _person = "";

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync();
        _house = await _product.OpenHouseAsync("甲机构");
        _case = (await Portfolios.BringInAsync(_house, 2))[0];
        (_person, _) = await Portfolios.DebtorAsync(_house.First, _case);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task An_ordinary_program_is_shown_the_way_to_the_screening()
    {
        var thread = await OpenAsync(_house.First);

        var refused = await SayAsync(_house.First, thread, 0, "staff", "你这个老赖");

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Conflict, "written-words-unscreened"));
        refused.Text("detail").ShouldContain("POST /api/v1/messages");
        (await SayAsync(_house.First, thread, 0, "customer", "什么事？")).Status.ShouldBe(HttpStatusCode.OK);
        (await _house.First.GetAsync($"/conversations/{thread}"))["utterances"].AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_person_in_a_session_is_refused_whatever_tokens_there_are()
    {
        await GrantedAsync("conduct.record");
        var thread = await OpenAsync(_house.First);
        var password = await _product.Services.GetRequiredService<Institutions>().ResetPasswordAsync(_house.Institution.Id, "first", CancellationToken.None);
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = _product.Http.BaseAddress };
        browser.DefaultRequestHeaders.Add("X-Daylight", "1");
        (await browser.PostAsJsonAsync("/api/v1/session", new { institution = "甲机构", name = "first", password })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await browser.PostAsJsonAsync($"/api/v1/conversations/{thread}/utterances", new { utterances = new[] { new { seq = 0, role = "staff", text = "您好" } } });

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.GetValue<string>().ShouldBe("written-words-unscreened");
    }

    [Fact]
    public async Task A_program_whose_token_was_granted_it_records_and_the_case_shows_that_nobody_screened_it()
    {
        var recorder = await GrantedAsync("conduct.record");
        var thread = await OpenAsync(recorder);

        (await SayAsync(recorder, thread, 0, "staff", "您好，我是某行。")).Status.ShouldBe(HttpStatusCode.OK);

        var view = await _house.First.GetAsync($"/conversations/{thread}");
        view["utterances"].AsArray()[0]!["unscreened"]!.GetValue<bool>().ShouldBeTrue();
        view["conversation"]["unscreenedCount"]!.GetValue<int>().ShouldBe(1);
        var timeline = (await _house.First.GetAsync($"/cases/{_case}/timeline"))["items"].AsArray();
        timeline.Count(item => item!["act"]!.GetValue<string>() == "conversation.unscreened").ShouldBe(1);
    }

    [Fact]
    public async Task A_token_is_granted_what_the_list_names_and_nothing_else()
    {
        (await _house.Admin.PostAsync("/tokens", new { name = "x", staffId = _house.First.StaffId, grants = new[] { "review.decide" } })).Code.ShouldBe("invalid-field");
        (await _house.First.PostAsync("/tokens", new { name = "x", staffId = _house.First.StaffId, grants = new[] { "conduct.record" } })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _house.Admin.GetAsync("/tokens/grants")).Body!.AsArray().Select(grant => grant!["permission"]!.GetValue<string>()).ShouldBe(["conduct.record"]);
        Enum.GetValues<Role>().ShouldAllBe(role => !Permissions.Of(role).Contains("conduct.record"));

        await GrantedAsync("conduct.record");

        var tokens = (await _house.Admin.GetAsync("/tokens")).Body!.AsArray();
        tokens.Count(token => token!["grants"]!.AsArray().Count == 1).ShouldBe(1);
    }

    private async Task<ApiProgram> GrantedAsync(string grant)
    {
        var issued = await _house.Admin.PostAsync("/tokens", new { name = "archive", staffId = _house.First.StaffId, grants = new[] { grant } });
        issued.Status.ShouldBe(HttpStatusCode.Created, issued.Body?.ToJsonString());
        return new ApiProgram(_product.Http, issued.Text("secret"), _house.First.StaffId);
    }

    private async Task<string> OpenAsync(ApiProgram program)
    {
        var opened = await program.PostAsync("/conversations", new { kind = "chat", direction = "inbound", caseId = _case, personId = _person });
        opened.Status.ShouldBe(HttpStatusCode.Created, opened.Body?.ToJsonString());
        return opened.Text("id");
    }

    private static Task<Answer> SayAsync(ApiProgram program, string conversation, int seq, string role, string text) =>
        Portfolios.SayAsync(program, conversation, seq, role, text);
}
