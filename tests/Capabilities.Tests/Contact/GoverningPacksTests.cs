using System.Text;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

/// <summary>Which packs govern a contact, from what the import and the recorded facts say of the person and the debt.</summary>
public sealed class GoverningPacksTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_debtor_in_Texas_is_not_held_to_the_rules_of_Massachusetts_and_both_answers_replay_to_the_same_bytes(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect, ["us-fdcpa", "us-ma"]);
        await SayAsync(home, region: "US-TX", law: "US");
        await home.ContactAsync("no-answer");
        await home.ContactAsync("no-answer");

        var texas = (await home.AskAsync()).Value;
        (await home.ReportAsync(texas.Permit!.Id, "no-answer")).IsFailure.ShouldBeFalse();
        await SayAsync(home, region: "US-TX;US-MA", law: "US");
        var either = (await home.AskAsync()).Value;

        Shown(texas.Decision).ShouldBe("us-ma elsewhere US-MA US-TX");
        either.Permit.ShouldBeNull();
        either.Decision.SetAside.ShouldBeEmpty();
        Refusals(either.Decision).ShouldBe(["us-ma.call-frequency"]);
        var auditor = await home.Installation.AddStaffAsync(Role.Auditor, "auditor");
        foreach (var answer in new[] { texas, either })
        {
            (await home.WriteAsync(session => home.Get<ReplayDecision>().Replay(session, auditor, answer.Decision.Id!))).Value.Outcome.ShouldBe("same");
        }

        var record = await home.ReadAsync(session => home.Get<ReplayDecision>().Read(session, DecisionStore.ById(session, TestInstallation.Institution, texas.Decision.Id!)!));
        record.ShouldBeOfType<StoredRecord.Whole>().Record.Answer.GetProperty("setAside")[0].EnumerateArray().Select(part => part.GetString()).ShouldBe(["us-ma elsewhere", "US-MA", "US-TX"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_recorded_residence_counts_while_it_stands_and_one_in_a_stricter_place_ends_a_permit(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect, ["us-fdcpa", "us-ma"]);
        await home.ContactAsync("no-answer");
        await home.ContactAsync("no-answer");

        var unknown = (await home.AskAsync()).Value;
        var texas = (await home.RecordAsync(Residence("US-TX"))).Value;
        var known = (await home.AskAsync()).Value;
        var massachusetts = (await home.RecordAsync(Residence("US-MA"))).Value;
        var used = await home.UseAsync(known.Permit!.Id);
        await home.WriteAsync(session => home.Get<RecordFact>().Withdraw(session, home.Collector, texas.Id));
        var left = (await home.AskAsync()).Value;

        Refusals(unknown.Decision).ShouldBe(["us-ma.call-frequency"]);
        Shown(known.Decision).ShouldBe("us-ma elsewhere US-MA US-TX");
        massachusetts.Scope.ShouldBe("US-MA");
        used.Failure!.Code.ShouldBe("permit-expired");
        Refusals(left.Decision).ShouldBe(["us-ma.call-frequency"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_debt_is_under_the_law_of_its_account_or_else_of_the_institutions_country(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect, ["cn", "ph-sec"]);

        await SayAsync(home, region: "PH", law: null);
        var unsaid = (await home.AskAsync()).Value.Decision;
        await SayAsync(home, region: "PH", law: "PH");
        var philippine = (await home.AskAsync()).Value.Decision;
        await SayAsync(home, region: "四川省成都市", law: null);
        var chinese = (await home.AskAsync()).Value.Decision;

        unsaid.SetAside.ShouldBeEmpty();
        philippine.SetAside.Select(pack => pack.Pack).ShouldBe(["cn-guideline", "cn-standard"]);
        philippine.SetAside[0].Known.ShouldBe(["PH"]);
        Shown(chinese).ShouldBe("ph-sec elsewhere PH CN,CN-SC");
    }

    [Theory]
    [InlineData("")]
    [InlineData("华东大区")]
    [InlineData("PH;somewhere")]
    public async Task A_region_that_is_no_place_leaves_no_pack_out(string region)
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ["cn", "ph-sec"]);
        await SayAsync(home, region, law: null);

        (await home.AskAsync()).Value.Decision.SetAside.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_instrument_for_another_product_or_another_kind_of_collector_is_set_aside()
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ["cn-guideline", "cn-card", "cn-consumer-finance"]);
        var card = (await home.AskAsync()).Value.Decision;
        await home.Installation.WriteAsync(session => session.Execute("UPDATE account SET product = '网络贷款'"));
        var loan = (await home.AskAsync()).Value.Decision;

        Shown(card).ShouldBe("");
        Shown(loan).ShouldBe("cn-card debt-type card online-loan");
    }

    [Fact]
    public async Task The_explorer_shows_the_packs_that_spoke_and_those_set_aside_as_things_are_and_as_they_might_be()
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ["us-fdcpa", "us-ma"]);
        await SayAsync(home, region: "US-TX", law: "US");
        ExploreWeekRequest request = new(ContactHome.Case, ContactHome.Debtor);

        var week = (await home.ReadAsync(session => home.Get<ExploreContact>().Week(session, home.Collector, request))).Value;
        var supposed = (await home.ReadAsync(session => home.Get<ExploreContact>().Week(
            session, home.Collector, request with { Assume = new AssumptionRequest([new AssumedFactRequest("residence", Scope: "US-MA")], null) }))).Value;

        week.Packs.Select(pack => pack.Name).ShouldBe(["us-fdcpa", "us-ma"]);
        week.SetAside.ShouldHaveSingleItem().Pack.ShouldBe("us-ma");
        week.Flags.ShouldBeEmpty();
        supposed.SetAside.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_place_without_law_is_flagged()
    {
        await using var home = await OpenAsync(Dialect.Sqlite, ["us-fdcpa"]);
        await SayAsync(home, region: "VN", law: "VN");

        (await home.AskAsync()).Value.Decision.Flags.ShouldContain("place-without-law");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Boston")]
    [InlineData("CN-HK")]
    public async Task A_residence_names_a_place_by_its_code(string? scope)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        (await home.RecordAsync(Residence(scope))).Failure!.Code.ShouldBe("invalid-field");
    }

    [Theory]
    [InlineData("bank", "Asia/Shanghai", CollectorKind.Bank, "CN")]
    [InlineData("lender", "America/New_York", CollectorKind.Lender, "US")]
    [InlineData("agency", "Asia/Chongqing", CollectorKind.Agency, "CN")]
    [InlineData("insurer", "Asia/Hong_Kong", CollectorKind.Insurer, "HK")]
    [InlineData("lawFirm", "Etc/UTC", CollectorKind.LawFirm, null)]
    [InlineData("something", "Nowhere/Land", null, null)]
    public void An_institution_is_at_home_where_its_zone_is(string employer, string zone, CollectorKind? kind, string? law) =>
        CollectorReading.Of(new(employer, zone)).ShouldBe(new CollectorReading(kind, law));

    [Theory]
    [InlineData("US-MA", "US-MA")]
    [InlineData("US-MA; US-TX;US-MA", "US-MA,US-TX")]
    [InlineData("河南省郑州市", "CN-HA")]
    [InlineData("中国广东", "CN-GD")]
    [InlineData("香港", "HK")]
    [InlineData("Massachusetts", "unknown")]
    [InlineData("", "")]
    public void A_region_is_read_as_places(string region, string places) => PlaceReading.Of([region]).ShouldBe(places.Split(',', StringSplitOptions.RemoveEmptyEntries));

    private static async Task<ContactHome> OpenAsync(Dialect dialect, IReadOnlyList<string> packs)
    {
        var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        await home.WriteAsync(session => home.Get<AdoptedPacks>().Choose(session, TestInstallation.Institution, packs, home.Clock.Now));
        return home;
    }

    /// <summary>What the newest import says of the account.</summary>
    private static Task SayAsync(ContactHome home, string region, string? law) => home.Installation.WriteAsync(session => session.Execute(
        "UPDATE account SET region = @region, law = @law WHERE id = @Account", new { region, law, ContactHome.Account }));

    private static RecordFactRequest Residence(string? scope) => new(ContactHome.Case, ContactHome.Debtor, "residence", Scope: scope);

    private static IEnumerable<string> Refusals(DecisionView decision) => decision.Rules.Where(rule => rule.Effect == "refuse").Select(rule => rule.Id);

    private static string Shown(DecisionView decision) => string.Join("; ", decision.SetAside.Select(pack =>
        new StringBuilder(pack.Pack).Append(' ').Append(pack.Reason).Append(' ').AppendJoin(',', pack.Governs).Append(' ').AppendJoin(',', pack.Known)));
}
