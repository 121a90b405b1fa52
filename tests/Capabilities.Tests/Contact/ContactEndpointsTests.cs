using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ContactEndpointsTests
{
    private static readonly object Call = new { caseId = ContactHome.Case, personId = ContactHome.Debtor, channel = "call", contactPointId = ContactHome.Mobile };

    [Fact]
    public async Task The_same_request_with_the_same_key_gives_the_same_permit()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await using var api = await ApiAsync(home, home.Collector);

        var first = await PostAsync(api, "/contacts/permits", Call, key: "k1");
        var again = await PostAsync(api, "/contacts/permits", Call, key: "k1");
        var other = await PostAsync(api, "/contacts/permits", Call, key: "k2");

        var id = first.Body.GetProperty("permit").GetProperty("id").GetString();
        again.Body.GetProperty("permit").GetProperty("id").GetString().ShouldBe(id);
        other.Body.GetProperty("permit").GetProperty("id").GetString().ShouldNotBe(id);
        first.Body.GetProperty("receipt").GetProperty("leafHash").GetString().ShouldNotBeNullOrEmpty();
        (await home.ActsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_comes_back_with_another_request_is_a_conflict()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await using var api = await ApiAsync(home, home.Collector);
        await PostAsync(api, "/contacts/permits", Call, key: "k1");

        var other = await PostAsync(api, "/contacts/permits", new { caseId = ContactHome.Case, personId = ContactHome.Debtor, channel = "sms" }, key: "k1");

        other.Status.ShouldBe(HttpStatusCode.Conflict);
        other.Body.GetProperty("code").GetString().ShouldBe("idempotency-mismatch");
    }

    [Fact]
    public async Task A_permit_is_asked_for_reported_on_and_a_second_one_given_back()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await using var api = await ApiAsync(home, home.Collector);
        var first = (await PostAsync(api, "/contacts/permits", Call)).Body.GetProperty("permit").GetProperty("id").GetString();
        var second = (await PostAsync(api, "/contacts/permits", Call)).Body.GetProperty("permit").GetProperty("id").GetString();

        var reported = await PostAsync(
            api,
            $"/contacts/permits/{first}/outcomes",
            new { outcome = "effective-talk", durationSeconds = 80, promise = new { amount = new { minor = 30000, currency = "CNY" }, dueDate = "2026-03-10" } });
        var released = await PostAsync(api, $"/contacts/permits/{second}/release", new { });
        var gone = await PostAsync(api, $"/contacts/permits/{second}/outcomes", new { outcome = "no-answer" });
        var unknown = await PostAsync(api, "/contacts/permits/pm00000000000000000000/outcomes", new { outcome = "no-answer" });

        reported.Body.GetProperty("promise").GetProperty("dueDate").GetString().ShouldBe("2026-03-10");
        released.Body.GetProperty("permit").GetProperty("status").GetString().ShouldBe("released");
        (gone.Status, gone.Body.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.Conflict, "permit-expired"));
        (unknown.Status, unknown.Body.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.NotFound, "permit-not-found"));
    }

    [Fact]
    public async Task The_week_and_the_packs_and_the_facts_are_read()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await using var api = await ApiAsync(home, home.Collector);
        var fact = await PostAsync(api, "/contacts/facts", new { caseId = ContactHome.Case, personId = ContactHome.Debtor, kind = "inconvenient", from = "12:00", to = "14:00" });

        var week = await PostAsync(api, "/contacts/week", new { caseId = ContactHome.Case, personId = ContactHome.Debtor, from = "2026-03-04" });
        var packs = await GetAsync(api, "/contacts/packs");
        var facts = await GetAsync(api, $"/contacts/facts?personId={ContactHome.Debtor}");
        var decision = await PostAsync(api, "/contacts/decisions", new { caseId = ContactHome.Case, personId = ContactHome.Debtor, channel = "call", at = "2026-03-02T15:00:00Z" });

        fact.Status.ShouldBe(HttpStatusCode.Created);
        week.Body.GetProperty("days")[0].GetProperty("date").GetString().ShouldBe("2026-03-04");
        week.Body.GetProperty("channels").GetArrayLength().ShouldBe(8);
        packs.Body.EnumerateArray().Where(pack => pack.GetProperty("applies").GetBoolean()).Select(pack => pack.GetProperty("name").GetString())
            .ShouldBe(["cn-guideline", "cn-standard"], ignoreOrder: true);
        facts.Body.GetProperty("items")[0].GetProperty("from").GetString().ShouldBe("12:00");
        decision.Body.GetProperty("verdict").GetString().ShouldBe("refuse");
    }

    public static TheoryData<string, string> Writes => new()
    {
        { "/contacts/permits", Permissions.ContactAsk },
        { "/contacts/permits/pm00000000000000000000/outcomes", Permissions.ContactAsk },
        { "/contacts/permits/pm00000000000000000000/release", Permissions.ContactAsk },
        { "/contacts/facts", Permissions.ContactFact },
        { "/contacts/facts/fc00000000000000000000/withdrawal", Permissions.ContactFact },
        { "/contacts/packs/uploads", Permissions.PackPropose },
        { "/contacts/packs/proposals", Permissions.PackPropose },
        { "/contacts/packs/proposals/pp00000000000000000000/approval", Permissions.PackApprove },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Somebody_without_the_permission_is_told_so_and_nothing_is_written(string path, string permission)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var auditor = await home.Installation.AddStaffAsync(Role.Auditor, "auditor");
        await using var api = await ApiAsync(home, auditor);

        var answer = await PostAsync(api, path, path.EndsWith("outcomes", StringComparison.Ordinal)
            ? new { outcome = "no-answer" }
            : new { caseId = ContactHome.Case, personId = ContactHome.Debtor, channel = "call", kind = "refusal" });

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Body.GetProperty("detail").GetString()!.ShouldContain(permission);
        (await home.ActsAsync()).ShouldBeEmpty();
    }

    private static async Task<WebApplication> ApiAsync(ContactHome home, Caller caller)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services
            .AddSingleton(home.Get<Database>())
            .AddSingleton(home.Get<Idempotency>())
            .AddSingleton(home.Get<AskPermit>())
            .AddSingleton(home.Get<ReportOutcome>())
            .AddSingleton(home.Get<ReleasePermit>())
            .AddSingleton(home.Get<RecordFact>())
            .AddSingleton(home.Get<ExploreContact>())
            .AddSingleton(home.Get<ReplayDecision>())
            .AddSingleton(home.Get<AskWhatIf>())
            .AddSingleton(home.Get<RequestOverride>())
            .AddSingleton(home.Get<DecideOverride>())
            .AddSingleton(home.Get<OverrideDesk>())
            .AddSingleton(home.Get<ReadingLog>())
            .AddSingleton(home.Get<ContactWindow>())
            .AddSingleton(home.Get<HistoryCounters>())
            .AddSingleton(home.Get<ContactLedger>())
            .AddSingleton<TimeProvider>(home.Clock)
            .AddSingleton(home.Get<ContactPlans>())
            .AddSingleton(home.Get<PlanWork>())
            .AddSingleton(home.Get<ExportPlan>())
            .AddSingleton(home.Get<PermitNumber>())
            .AddSingleton(home.Get<BrowsePacks>())
            .AddSingleton(home.Get<ProposePacks>())
            .AddSingleton(home.Get<DecideOnPacks>())
            .AddSingleton(home.Get<UploadPack>())
            .AddSingleton(home.Get<ForeseeStanding>())
            .AddSingleton(home.Get<HistoryCheck>());
        var app = builder.Build();
        app.Use((http, next) =>
        {
            http.Features.Set(caller);
            return next(http);
        });
        app.MapContact();
        await app.StartAsync();
        return app;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(WebApplication api, string path, object body, string? key = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await api.GetTestClient().SendAsync(request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(WebApplication api, string path)
    {
        using var response = await api.GetTestClient().GetAsync(path);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
