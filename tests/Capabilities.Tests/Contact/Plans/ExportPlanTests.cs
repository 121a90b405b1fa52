using System.Text;
using System.Text.Json;
using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ExportPlanTests
{
    private const string Number = "13800138000";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Without_numbers_the_file_is_masked_and_says_that_a_permit_is_required(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var plan = await PlanHome.MakeAsync(home, new ContactPlanRequest("2026-03-02T14:00", "2026-03-03T09:00", ["call"]));

        var lines = (await WriteAsync(home, home.Collector, plan.Id, new PlanExportRequest("csv", "dialer"))).TrimEnd('\n').Split('\n');

        lines[0].ShouldBe(PlanFile.CsvHeader.TrimEnd('\n'));
        lines.Length.ShouldBe(3);
        lines[1].ShouldContain("138****0000,yes,partly,1,2026-03-02T06:00:00Z,2026-03-02T14:00:00Z,2026-03-02T14:00:00+08:00,2026-03-02T22:00:00+08:00,Asia/Shanghai");
        lines[2].ShouldContain(",2,2026-03-03T00:00:00Z,2026-03-03T01:00:00Z,");
        lines[1].ShouldEndWith(",required");
        string.Concat(lines).ShouldNotContain(Number);
        (await home.ActsAsync()).ShouldNotContain("person.unmask");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task With_numbers_each_number_leaves_an_entry_in_its_case(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var plan = await PlanHome.MakeAsync(home, PlanHome.Afternoon, officer);

        var text = await WriteAsync(home, officer, plan.Id, new PlanExportRequest("jsonl", "dialer", Numbers: true));
        var line = JsonDocument.Parse(text.TrimEnd('\n').Split('\n')[0]).RootElement;

        line.GetProperty("point").GetProperty("number").GetString().ShouldBe(Number);
        line.GetProperty("point").GetProperty("masked").GetBoolean().ShouldBeFalse();
        line.GetProperty("windows")[0].GetProperty("fromLocal").GetString().ShouldBe("2026-03-02T14:00:00+08:00");
        line.GetProperty("permit").GetString().ShouldBe("required");
        (await home.ActsAsync()).ShouldContain("person.unmask");
        (await InstitutionActsAsync(home)).ShouldContain("contact.plan-exported");
    }

    [Fact]
    public async Task A_collector_cannot_take_numbers_out_and_nothing_is_written()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var plan = await PlanHome.MakeAsync(home, PlanHome.Afternoon);

        var begun = await home.Get<ExportPlan>().BeginAsync(home.Collector, plan.Id, new PlanExportRequest("csv", "dialer", Numbers: true), CancellationToken.None);

        begun.Failure!.Code.ShouldBe("not-allowed");
        (await InstitutionActsAsync(home)).ShouldNotContain("contact.plan-exported");
    }

    [Theory]
    [InlineData("xlsx", "dialer", "format")]
    [InlineData("csv", " ", "purpose")]
    public async Task A_file_needs_a_known_format_and_a_purpose(string format, string purpose, string field)
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var plan = await PlanHome.MakeAsync(home, PlanHome.Afternoon);

        var begun = await home.Get<ExportPlan>().BeginAsync(home.Collector, plan.Id, new PlanExportRequest(format, purpose), CancellationToken.None);

        begun.Failure!.Field.ShouldBe(field);
    }

    [Fact]
    public async Task A_case_that_was_taken_away_since_is_not_in_the_file()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var plan = await PlanHome.MakeAsync(home, PlanHome.Afternoon);
        await home.WriteAsync(session => session.Execute("UPDATE case_file SET assignee_id = NULL WHERE id = @Case", new { ContactHome.Case }));

        (await WriteAsync(home, home.Collector, plan.Id, new PlanExportRequest("jsonl", "dialer"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_byte_order_mark_stands_only_where_it_is_asked_for()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var plan = await PlanHome.MakeAsync(home, PlanHome.Afternoon);

        (await WriteAsync(home, home.Collector, plan.Id, new PlanExportRequest("csv", "dialer", ByteOrderMark: true)))[0].ShouldBe('\uFEFF');
        (await WriteAsync(home, home.Collector, plan.Id, new PlanExportRequest("csv", "dialer")))[0].ShouldBe('p');
    }

    [Fact]
    public async Task The_holder_of_a_permit_gets_its_number_and_nobody_else_does()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var other = await home.Installation.AddStaffAsync(Role.Collector, "other");
        var permit = (await home.AskAsync()).Value.Permit!.Id;

        var number = await home.WriteAsync(session => home.Get<PermitNumber>().Open(session, home.Collector, permit));
        var stranger = await home.WriteAsync(session => home.Get<PermitNumber>().Open(session, other, permit));

        number.Value.Number.ShouldBe(Number);
        stranger.Failure!.Code.ShouldBe("permit-not-found");
        (await home.ActsAsync()).ShouldBe(["contact.decided", "person.unmask"]);
        (await home.UseAsync(permit)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_permit_that_has_expired_gives_no_number()
    {
        await using var home = await OpenAsync(Dialect.Sqlite);
        var permit = (await home.AskAsync()).Value.Permit!.Id;
        home.Clock.Now += TimeSpan.FromMinutes(11);

        (await home.WriteAsync(session => home.Get<PermitNumber>().Open(session, home.Collector, permit))).Failure!.Code.ShouldBe("permit-expired");
        (await home.ActsAsync()).ShouldNotContain("person.unmask");
    }

    private static async Task<ContactHome> OpenAsync(Dialect dialect)
    {
        var home = await ContactHome.OpenAsync(dialect);
        await home.WriteAsync(session =>
        {
            var field = home.Get<SealedFields>().Seal(session, TestInstallation.Institution, ContactHome.Debtor, $"contact_point.value|{ContactHome.Mobile}", Number);
            return session.Execute("UPDATE contact_point SET value = @Box WHERE id = @Mobile", new { field.Box, ContactHome.Mobile });
        });
        return home;
    }

    private static async Task<string> WriteAsync(ContactHome home, Caller caller, string planId, PlanExportRequest request)
    {
        var begun = await home.Get<ExportPlan>().BeginAsync(caller, planId, request, CancellationToken.None);
        begun.Failure.ShouldBeNull();
        using MemoryStream stream = new();
        await home.Get<ExportPlan>().WriteAsync(caller, begun.Value, stream, null, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Task<List<string>> InstitutionActsAsync(ContactHome home) =>
        home.ReadAsync(session => session.Query<string>("SELECT act FROM ledger_entry"));
}
