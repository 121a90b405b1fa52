using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Daylight.Identity;
using Daylight.Platform.Callers;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>
/// Nobody sees another institution's data, and no collector another collector's cases: tried on every operation of the API
/// document, so that a new endpoint without an example here fails.
/// </summary>
public sealed class ScopeTests : IAsyncLifetime
{
    private static readonly Role[] AllRoles = Enum.GetValues<Role>();

    private const string HousePack =
        """
        pack: jia-house
        version: "1"
        jurisdiction: CN
        title: {zh: "甲机构内部规则", en: "House rules"}
        instrument: 内部规则
        zone: Asia/Shanghai
        rules:
          - id: jia.hours
            kind: hours
            article: "1"
            text: {zh: "九点以后", en: "Not before nine."}
            strength: should-not
            mark: V1
            open: [{from: "09:00", to: "20:00"}]
        vectors:
          zone: Asia/Shanghai
          cases:
            - {id: early, intent: {at: 2026-03-02T08:30, channel: call, person: P}, expect: {verdict: refuse, rules: [jia.hours]}}
        """;

    private Product _product = null!;
    private House _owner = null!;
    private ApiProgram _stranger = null!;
    private Dictionary<string, string> _ids = [];

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync();
        _owner = await _product.OpenHouseAsync("甲机构");
        _ids = await FillAsync();
        var (_, staff) = await _product.Services.GetRequiredService<Institutions>().OpenAsync(
            "乙机构", "Asia/Shanghai", "agency", [new NewStaff("all", "all", AllRoles, "one", HasPassword: false, HasToken: true)], CancellationToken.None);
        _stranger = new ApiProgram(_product.Http, staff[0].Token!, staff[0].Staff.Id);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Another_institution_gets_nothing_from_any_operation()
    {
        var tried = 0;
        foreach (var (method, path) in await OperationsAsync())
        {
            var answer = await CallAsync(_stranger, method, path);
            tried++;
            var text = answer.Body?.ToJsonString() ?? "";
            _ids.Values.Where(id => text.Contains(id, StringComparison.Ordinal)).ShouldBeEmpty($"{method} {path} told a stranger: {text}");
            if (NamesAnId(method, path))
            {
                answer.Status.ShouldBeOneOf([HttpStatusCode.NotFound, HttpStatusCode.BadRequest], $"{method} {path}: {answer.Status} {text}");
            }
        }

        tried.ShouldBeGreaterThan(35);
    }

    [Fact]
    public async Task Another_collector_gets_nothing_of_a_case_that_is_not_theirs()
    {
        string[] ofTheCase =
        [
            $"/cases/{_ids["case"]}", $"/cases/{_ids["case"]}/timeline", $"/conversations/{_ids["conversation"]}", $"/contacts/facts?personId={_ids["person"]}",
        ];
        foreach (var path in ofTheCase)
        {
            (await _owner.First.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK, path);
            var answer = await _owner.Second.GetAsync(path);
            (answer.Status == HttpStatusCode.NotFound || answer.Status == HttpStatusCode.OK && answer["items"].AsArray().Count == 0).ShouldBeTrue($"{path}: {answer.Status} {answer.Body}");
        }

        (await _owner.Second.GetAsync("/cases?limit=200")).Body!.ToJsonString().ShouldNotContain(_ids["case"]);
        (await _owner.Second.GetAsync("/conversations")).Body!.ToJsonString().ShouldNotContain(_ids["conversation"]);
        (await Portfolios.AskAsync(_owner.Second, _ids["case"], _ids["person"], _ids["contactPoint"])).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _owner.First.PostAsync("/contacts/week", Body("POST", "/contacts/week"))).Status.ShouldBe(HttpStatusCode.OK);
        (await _owner.Second.PostAsync("/contacts/week", Body("POST", "/contacts/week"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _owner.Second.PostAsync($"/people/{_ids["person"]}/unmask", Body("POST", "/people/{id}/unmask"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Portfolios.SayAsync(_owner.Second, _ids["conversation"], 9, "staff", "您好")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_role_without_the_permission_is_told_so()
    {
        (await _owner.First.PostAsync("/evidence/bundles", Body("POST", "/evidence/bundles"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _owner.Inspector.PostAsync("/staff", Body("POST", "/staff"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _owner.Inspector.SendAsync(HttpMethod.Put, "/institution/standing", JsonContent.Create(new { listed = true }))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _owner.First.SendAsync(HttpMethod.Put, $"/staff/{_ids["staff"]}/standing", JsonContent.Create(new { trainedOn = "2026-01-05" }))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _owner.Auditor.PostAsync("/reviews/next")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await _owner.First.GetAsync("/alerts")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>One of everything in the owner's house.</summary>
    private async Task<Dictionary<string, string>> FillAsync()
    {
        var cases = await Portfolios.BringInAsync(_owner, 4);
        var (person, mobile) = await Portfolios.DebtorAsync(_owner.First, cases[0]);
        var fact = await _owner.First.PostAsync("/contacts/facts", new { caseId = cases[0], personId = person, kind = "dispute" });
        var withdrawn = await _owner.First.PostAsync($"/contacts/facts/{fact.Text("id")}/withdrawal");
        withdrawn.Status.ShouldBe(HttpStatusCode.OK, withdrawn.Body?.ToJsonString());
        var conversation = await Portfolios.OpenAsync(_owner.First, cases[0]);
        await Portfolios.SayAsync(_owner.First, conversation, 0, "staff", "我是公安局的，再不还钱今天就来抓你坐牢。");
        var alert = await Portfolios.WaitForAsync(_owner.Inspector, "/alerts", _ => true);
        var review = await Portfolios.WaitForAsync(_owner.Inspector, "/reviews", _ => true);
        var (secondPerson, secondMobile) = await Portfolios.DebtorAsync(_owner.First, cases[1]);
        var asked = await Portfolios.AskAsync(_owner.First, cases[1], secondPerson, secondMobile, "sms");
        var house = await _owner.Compliance.PostAsync("/contacts/packs/uploads", new { text = HousePack });
        house.Status.ShouldBe(HttpStatusCode.OK, house.Body?.ToJsonString());
        var inForce = (await _owner.Compliance.GetAsync("/contacts/packs/desk"))["inForce"]["members"]!.AsArray()
            .Where(member => member!["kind"]!.GetValue<string>() == "pack")
            .Select(member => new { name = member!["name"]!.GetValue<string>(), hash = member["hash"]!.GetValue<string>() });
        var proposal = await _owner.Compliance.PostAsync(
            "/contacts/packs/proposals", new { packs = inForce.Append(new { name = house.Text("name"), hash = house.Text("hash") }), reason = "从严" });
        proposal.Status.ShouldBe(HttpStatusCode.Created, proposal.Body?.ToJsonString());
        var imports = await _owner.Admin.GetAsync("/imports");
        var tokens = await _owner.Admin.GetAsync("/tokens");
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["case"] = cases[0],
            ["person"] = person,
            ["contactPoint"] = mobile,
            ["fact"] = fact.Text("id"),
            ["conversation"] = conversation,
            ["alert"] = alert["id"]!.GetValue<string>(),
            ["finding"] = alert["findingId"]!.GetValue<string>(),
            ["review"] = review["id"]!.GetValue<string>(),
            ["permit"] = asked["permit"]["id"]!.GetValue<string>(),
            ["pack"] = house.Text("name"),
            ["pack-hash"] = house.Text("hash"),
            ["proposal"] = proposal.Text("id"),
            ["decision"] = asked["decision"]["id"]!.GetValue<string>(),
            ["import"] = (imports.Body is JsonArray list ? list : imports["items"].AsArray())[0]!["id"]!.GetValue<string>(),
            ["staff"] = _owner.First.StaffId,
            ["token"] = tokens.Body!.AsArray()[0]!["id"]!.GetValue<string>(),
        };
    }

    private async Task<List<(string Method, string Path)>> OperationsAsync()
    {
        var document = JsonNode.Parse(await _product.Http.GetStringAsync("/openapi/v1.json"))!;
        return [.. document["paths"]!.AsObject()
            .Where(path => path.Key.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(path => path.Value!.AsObject().Where(operation => operation.Key is "get" or "post" or "put" or "patch" or "delete")
                .Select(operation => (operation.Key.ToUpperInvariant(), path.Key["/api/v1".Length..])))
            .Where(operation => operation != ("DELETE", "/session"))];
    }

    private async Task<Answer> CallAsync(ApiProgram program, string method, string path)
    {
        if (method == "POST" && path == "/imports")
        {
            using MultipartFormDataContent form = new() { { new StringContent("x"), "file", "x.csv" }, { new StringContent("portfolio"), "kind" } };
            return await program.SendAsync(HttpMethod.Post, path, form);
        }

        var content = method is "GET" or "DELETE" ? null : JsonContent.Create(Body(method, path));
        return await program.SendAsync(new HttpMethod(method), Fill(path) + Query(path), content);
    }

    private string Fill(string path) => path.Replace("{id}", _ids.GetValueOrDefault(Noun(path), "none"), StringComparison.Ordinal)
        .Replace("{name}", _ids["pack"], StringComparison.Ordinal).Replace("{hash}", _ids["pack-hash"], StringComparison.Ordinal);

    private static string Noun(string path) => path switch
    {
        _ when path.StartsWith("/cases/", StringComparison.Ordinal) => "case",
        _ when path.StartsWith("/people/", StringComparison.Ordinal) => "person",
        _ when path.StartsWith("/contacts/permits/", StringComparison.Ordinal) => "permit",
        _ when path.StartsWith("/contacts/decisions/", StringComparison.Ordinal) => "decision",
        _ when path.StartsWith("/contacts/packs/proposals/", StringComparison.Ordinal) => "proposal",
        _ when path.StartsWith("/contacts/facts/", StringComparison.Ordinal) => "fact",
        _ when path.StartsWith("/conversations/", StringComparison.Ordinal) => "conversation",
        _ when path.StartsWith("/alerts/", StringComparison.Ordinal) => "alert",
        _ when path.StartsWith("/reviews/", StringComparison.Ordinal) => "review",
        _ when path.StartsWith("/findings/", StringComparison.Ordinal) => "finding",
        _ when path.StartsWith("/imports/", StringComparison.Ordinal) => "import",
        _ when path.StartsWith("/staff/", StringComparison.Ordinal) => "staff",
        _ when path.StartsWith("/tokens/", StringComparison.Ordinal) => "token",
        _ => "",
    };

    private string Query(string path) => path switch
    {
        "/contacts/packs/{name}/comparison" => $"?from={_ids["pack-hash"]}&to={_ids["pack-hash"]}",
        "/recordings/{exhibitId}" => "?purpose=review",
        "/contacts/facts" => $"?personId={_ids["person"]}",
        "/evidence/entries" => $"?caseId={_ids["case"]}",
        "/conversations" => $"?caseId={_ids["case"]}",
        _ => "",
    };

    /// <summary>True if the call names something of the owner's, so that only "not found" (or "invalid") may come back.</summary>
    private static bool NamesAnId(string method, string path) => path.Contains('{', StringComparison.Ordinal)
        || method == "POST" && path is "/contacts/week" or "/contacts/permits" or "/contacts/decisions" or "/conversations" or "/messages" or "/evidence/bundles" or "/tokens";

    private object Body(string method, string path) => (method, path) switch
    {
        ("POST", "/session") => new { name = "first", password = "wrong wrong wrong" },
        ("POST", "/staff") => new { signInName = "x", displayName = "x", roles = new[] { "Auditor" } },
        ("PATCH", "/staff/{id}") => new { displayName = "taken over" },
        ("PUT", "/institution/standing") => new { listed = true },
        ("PUT", "/staff/{id}/standing") => new { trainedOn = "2026-01-05", ownDevice = false },
        ("POST", "/teams") => new { name = "x" },
        ("POST", "/tokens") => new { name = "x", staffId = _ids["staff"] },
        ("POST", "/cases/{id}/assignment") => new { staffId = _stranger?.StaffId ?? "none" },
        ("POST", "/cases/{id}/close") => new { reason = "paid" },
        ("POST", "/cases/{id}/reopen") => new { reason = "mistake" },
        ("POST", "/people/{id}/unmask") => new { field = "name", caseId = _ids["case"], reason = "call" },
        ("POST", "/imports/{id}/start") => new { mapping = new Dictionary<string, string>(StringComparer.Ordinal) },
        ("POST", "/contacts/permits") or ("POST", "/contacts/decisions") => new { caseId = _ids["case"], personId = _ids["person"], channel = "call", contactPointId = _ids["contactPoint"] },
        ("POST", "/contacts/week") => new { caseId = _ids["case"], personId = _ids["person"], contactPointId = _ids["contactPoint"] },
        ("POST", "/contacts/packs/uploads") => new { text = "pack: none" },
        ("POST", "/contacts/packs/proposals") => new { packs = new[] { new { name = _ids["pack"], hash = _ids["pack-hash"] } }, reason = "x" },
        ("POST", "/contacts/packs/proposals/{id}/rejection") => new { reason = "x" },
        ("POST", "/contacts/permits/{id}/outcomes") => new { outcome = "no-answer" },
        ("POST", "/contacts/facts") => new { caseId = _ids["case"], personId = _ids["person"], kind = "dispute" },
        ("POST", "/conversations") => new { permitId = _ids["permit"], kind = "sms", direction = "outbound" },
        ("POST", "/conversations/{id}/utterances") => new { utterances = new[] { new { seq = 5, role = "staff", text = "您好" } } },
        ("POST", "/conversations/{id}/close") => new { outcome = "conversation" },
        ("POST", "/messages") => new { permitId = _ids["permit"], text = "您好" },
        ("POST", "/reviews/{id}/decision") => new { verdict = "upheld" },
        ("POST", "/evidence/verifications") => new { deep = false },
        ("POST", "/evidence/bundles") => new { caseId = _ids["case"], purpose = "court" },
        _ => new { },
    };
}
