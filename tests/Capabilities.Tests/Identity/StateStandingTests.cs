using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daylight.Identity;

public sealed class StateStandingTests
{
    /// <summary>The day of the test's clock in Shanghai.</summary>
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_was_stated_last_counts_whole_and_nothing_is_known_before(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var admin = await home.AddStaffAsync(Role.Administrator, "admin");
        var before = await OfAsync(home, admin.StaffId);

        await StateAsync(home, admin, new StateInstitutionStandingRequest(Listed: true, Licensed: true, LicensedUntil: new(2027, 1, 31), EvaluatedOn: Today));
        await StateAsync(home, admin, admin.StaffId, new StateStaffStandingRequest(new DateOnly(2026, 2, 28), OwnDevice: false));
        var full = await OfAsync(home, admin.StaffId);
        await StateAsync(home, admin, new StateInstitutionStandingRequest(LenderConsent: true, CallerIdShown: true, PremiumRate: false));
        await StateAsync(home, admin, admin.StaffId, new StateStaffStandingRequest(OwnDevice: true));
        var after = await OfAsync(home, admin.StaffId);

        before.ShouldBeNull();
        full.ShouldBe(new SenderStanding
        {
            IsAgency = true, Listed = true, Licensed = true, LicensedUntil = new(2027, 1, 31), EvaluatedOn = Today, TrainedOn = new(2026, 2, 28), OwnDevice = false,
        });
        after.ShouldBe(new SenderStanding { IsAgency = true, LenderConsent = true, CallerIdShown = true, PremiumRate = false, OwnDevice = true });
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_staff_member_alone_says_nothing_until_the_institution_has_spoken(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var admin = await home.AddStaffAsync(Role.Administrator, "admin");

        await StateAsync(home, admin, admin.StaffId, new StateStaffStandingRequest(Today));

        (await OfAsync(home, admin.StaffId)).ShouldBeNull();
        await StateAsync(home, admin, new StateInstitutionStandingRequest());
        (await OfAsync(home, admin.StaffId)).ShouldBe(new SenderStanding { IsAgency = true, TrainedOn = Today });
        (await OfAsync(home, "st00000000000000000099")).ShouldBe(new SenderStanding { IsAgency = true });
    }

    [Theory]
    [InlineData("lender", false)]
    [InlineData("agency", true)]
    [InlineData("lawFirm", true)]
    [InlineData("insurer", null)]
    public async Task Who_collects_for_another_is_told_by_the_employer(string employer, bool? isAgency)
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var admin = await home.AddStaffAsync(Role.Administrator, "admin");
        await home.WriteAsync(session => session.Execute("UPDATE institution SET employer = @employer", new { employer }));

        await StateAsync(home, admin, new StateInstitutionStandingRequest());

        (await OfAsync(home, admin.StaffId))!.IsAgency.ShouldBe(isAgency);
    }

    [Fact]
    public async Task Each_statement_leaves_its_entry_with_who_stated_what()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var admin = await home.AddStaffAsync(Role.Administrator, "admin");

        await StateAsync(home, admin, new StateInstitutionStandingRequest(Listed: true, EvaluatedOn: Today, PremiumRate: false));
        await StateAsync(home, admin, admin.StaffId, new StateStaffStandingRequest(Today, OwnDevice: true));

        var entries = await home.ReadAsync(session => EntryStore.Newest(session, TestInstallation.Institution, null, long.MaxValue, 10));
        entries.ConvertAll(entry => (entry.Act, entry.StaffId)).ShouldBe([("staff.standing-stated", admin.StaffId), ("institution.standing-stated", admin.StaffId)]);
        var leaf = Encoding.UTF8.GetString(entries[0].Leaf);
        leaf.ShouldContain("\"trainedOn\":\"2026-03-02\"");
        leaf.ShouldContain("\"ownDevice\":\"yes\"");
    }

    [Fact]
    public async Task A_day_that_has_not_begun_in_the_institutions_zone_is_refused()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var admin = await home.AddStaffAsync(Role.Administrator, "admin");
        home.Clock.Now = new DateTimeOffset(2026, 3, 2, 15, 59, 59, TimeSpan.Zero); // One second before midnight in Shanghai.
        var tomorrow = Today.AddDays(1);

        var early = await TryAsync(home, admin, admin.StaffId, new StateStaffStandingRequest(tomorrow));
        var evaluated = await home.WriteAsync(session => home.Get<StateStanding>().State(session, admin, new StateInstitutionStandingRequest(EvaluatedOn: tomorrow)));
        home.Clock.Now = home.Clock.Now.AddSeconds(1);
        var begun = await TryAsync(home, admin, admin.StaffId, new StateStaffStandingRequest(tomorrow));

        early.Failure!.Field.ShouldBe("trainedOn");
        evaluated.Failure!.Field.ShouldBe("evaluatedOn");
        begun.IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_licence_that_is_not_held_has_no_last_day()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var admin = await home.AddStaffAsync(Role.Administrator, "admin");

        var odd = await home.WriteAsync(session => home.Get<StateStanding>().State(session, admin, new StateInstitutionStandingRequest(LicensedUntil: Today)));

        (odd.Failure!.Code, odd.Failure.Field).ShouldBe(("invalid-field", "licensedUntil"));
    }

    [Fact]
    public async Task Staff_of_another_institution_are_not_found_and_stay_as_they_were()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var admin = await home.AddStaffAsync(Role.Administrator, "admin");
        await home.AddInstitutionAsync("in00000000000000000002", "另一家");
        var stranger = await home.AddStaffAsync(Role.Administrator, "stranger", institution: "in00000000000000000002");
        await StateAsync(home, admin, new StateInstitutionStandingRequest());
        await StateAsync(home, admin, admin.StaffId, new StateStaffStandingRequest(Today));

        var foreign = await TryAsync(home, stranger, admin.StaffId, new StateStaffStandingRequest());

        foreign.Failure!.Kind.ShouldBe(FailureKind.NotFound);
        (await OfAsync(home, admin.StaffId))!.TrainedOn.ShouldBe(Today);
        (await home.ReadAsync(session => home.Get<SenderStandings>().Of(session, stranger.InstitutionId, stranger.StaffId))).ShouldBeNull();
    }

    [Fact]
    public async Task Only_administrators_and_compliance_officers_state_and_everybody_reads_the_institutions()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        foreach (var role in Enum.GetValues<Role>())
        {
            var caller = await home.AddStaffAsync(role, role.ToString());
            await using var api = await ApiAsync(home, caller);
            var may = role is Role.Administrator or Role.ComplianceOfficer;
            var expected = may ? HttpStatusCode.OK : HttpStatusCode.Forbidden;

            (await PutAsync(api, "/institution/standing", new { listed = true })).ShouldBe(expected, role.ToString());
            (await PutAsync(api, $"/staff/{caller.StaffId}/standing", new { trainedOn = "2026-03-01", ownDevice = false })).ShouldBe(expected, role.ToString());
            (await api.GetTestClient().GetAsync("/staff/standings")).StatusCode.ShouldBe(expected, role.ToString());
            (await api.GetTestClient().GetAsync("/institution/standing")).StatusCode.ShouldBe(HttpStatusCode.OK, role.ToString());
        }
    }

    [Fact]
    public async Task What_was_put_is_read_back_and_what_was_never_stated_is_null()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var admin = await home.AddStaffAsync(Role.Administrator, "admin");
        await using var api = await ApiAsync(home, admin);
        var before = await api.GetTestClient().GetFromJsonAsync<JsonElement>("/institution/standing");

        await PutAsync(api, "/institution/standing", new { listed = true, licensed = true, licensedUntil = "2027-06-30", evaluatedOn = "2026-01-15" });
        await PutAsync(api, $"/staff/{admin.StaffId}/standing", new { trainedOn = "2026-03-01" });
        var after = await api.GetTestClient().GetFromJsonAsync<JsonElement>("/institution/standing");
        var staff = await api.GetTestClient().GetFromJsonAsync<JsonElement>("/staff/standings");

        before.GetProperty("statedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        before.GetProperty("employer").GetString().ShouldBe("agency");
        after.GetProperty("licensedUntil").GetString().ShouldBe("2027-06-30");
        after.GetProperty("evaluatedOn").GetString().ShouldBe("2026-01-15");
        after.GetProperty("callerIdShown").ValueKind.ShouldBe(JsonValueKind.Null);
        after.GetProperty("statedBy").GetString().ShouldBe(admin.StaffId);
        staff[0].GetProperty("trainedOn").GetString().ShouldBe("2026-03-01");
        staff[0].GetProperty("ownDevice").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static Task<SenderStanding?> OfAsync(TestInstallation home, string staffId) =>
        home.ReadAsync(session => home.Get<SenderStandings>().Of(session, TestInstallation.Institution, staffId));

    private static async Task StateAsync(TestInstallation home, Caller caller, StateInstitutionStandingRequest request) =>
        (await home.WriteAsync(session => home.Get<StateStanding>().State(session, caller, request))).IsFailure.ShouldBeFalse();

    private static async Task StateAsync(TestInstallation home, Caller caller, string staffId, StateStaffStandingRequest request) =>
        (await TryAsync(home, caller, staffId, request)).IsFailure.ShouldBeFalse();

    private static Task<Result<StaffStandingView>> TryAsync(TestInstallation home, Caller caller, string staffId, StateStaffStandingRequest request) =>
        home.WriteAsync(session => home.Get<StateStanding>().State(session, caller, staffId, request));

    private static async Task<HttpStatusCode> PutAsync(WebApplication api, string path, object body)
    {
        using var response = await api.GetTestClient().PutAsJsonAsync(path, body);
        return response.StatusCode;
    }

    private static async Task<WebApplication> ApiAsync(TestInstallation home, Caller caller)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(home.Get<StateStanding>());
        var app = builder.Build();
        app.Use((http, next) =>
        {
            http.Features.Set(caller);
            return next(http);
        });
        StateStanding.Map(app);
        await app.StartAsync();
        return app;
    }
}
