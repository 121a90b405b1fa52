using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Ledger;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class ExportRedactedTests
{
    private const string Institution = TestInstallation.Institution;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_case_leaves_with_everything_known_and_recognised_masked_and_an_entry_for_each_conversation(Dialect dialect)
    {
        await using var home = await NamedAsync(dialect);
        var first = await HoldAsync(home, "王强先生，老赖，打 13800138000");
        var second = await HoldAsync(home, "我在张江路88号等你，王 强");
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");

        var file = (await ExportAsync(home, officer, new RedactedExportRequest("court", "json", CaseId: ConductHome.Case))).Value;

        var text = Encoding.UTF8.GetString(file.Content);
        text.ShouldNotContain("王强");
        text.ShouldNotContain("张江路");
        text.ShouldNotContain("13800138000");
        text.ShouldNotContain("A1", Case.Sensitive, "the lender's number of the case");
        text.ShouldNotContain(ConductHome.Debtor);
        var json = JsonDocument.Parse(file.Content).RootElement;
        json.GetProperty("purpose").GetString().ShouldBe("court");
        json.GetProperty("notFound").GetArrayLength().ShouldBeGreaterThan(1);
        var conversations = json.GetProperty("conversations").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!);
        conversations.Keys.ShouldBe([first, second], ignoreOrder: true);
        conversations[first].GetProperty("utterances")[0].GetProperty("text").GetString().ShouldBe("**先生，老赖，打 138****8000");
        var finding = conversations[first].GetProperty("findings").EnumerateArray().First(one => one.GetProperty("rule").GetString() == "t.abuse");
        finding.GetProperty("matched").GetString().ShouldBe("老赖", "the span still points at its words");
        finding.GetProperty("modelJudgement").ValueKind.ShouldBe(JsonValueKind.Null);
        var entries = await ExportedAsync(home);
        entries.Select(entry => entry["conversation"]).ShouldBe([first, second], ignoreOrder: true);
        entries.ShouldAllBe(entry => entry["file"] == "sha256:" + Convert.ToHexStringLower(SHA256.HashData(file.Content)) && entry["purpose"] == "court");
    }

    [Fact]
    public async Task As_text_it_reads_and_says_what_it_does_not_find()
    {
        await using var home = await NamedAsync(Dialect.Sqlite);
        var id = await HoldAsync(home, "王强，你这个老赖");
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");

        var file = (await ExportAsync(home, officer, new RedactedExportRequest("training", "text", ConversationIds: [id]))).Value;

        var text = Encoding.UTF8.GetString(file.Content);
        text.ShouldContain("staff: **，你这个老赖\n");
        text.ShouldContain("not found, and so not masked:\n- Names of people outside the case");
        text.ShouldContain("! critical t.abuse (open): ");
        text.ShouldNotContain("王强");
        file.MediaType.ShouldStartWith("text/plain");
    }

    [Fact]
    public async Task Who_may_not_read_a_conversation_may_not_export_it_and_nothing_is_written()
    {
        await using var home = await NamedAsync(Dialect.Sqlite);
        var id = await HoldAsync(home, "您好");

        (await ExportAsync(home, home.Colleague, new RedactedExportRequest("court", "json", ConversationIds: [id]))).Failure!.Code.ShouldBe("not-found");
        (await ExportAsync(home, home.Colleague, new RedactedExportRequest("court", "json", CaseId: ConductHome.Case))).Failure!.Code.ShouldBe("not-found");
        (await ExportedAsync(home)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_restricted_stays_and_is_counted()
    {
        await using var home = await NamedAsync(Dialect.Sqlite);
        var id = await HoldAsync(home, "您好");
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await home.Installation.WriteAsync(session => home.Get<SubjectStates>().Restrict(session, Institution, ConductHome.Debtor, officer.StaffId, "asked"));

        var file = (await ExportAsync(home, officer, new RedactedExportRequest("court", "json", ConversationIds: [id]))).Value;

        var json = JsonDocument.Parse(file.Content).RootElement;
        (json.GetProperty("leftOut").GetInt32(), json.GetProperty("conversations").GetArrayLength()).ShouldBe((1, 0));
        (await ExportedAsync(home)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("curiosity", "json", "cs1", false, "purpose")]
    [InlineData("court", "pdf", "cs1", false, "format")]
    [InlineData("court", "json", null, false, "caseId")]
    [InlineData("court", "json", "cs1", true, "caseId")]
    public async Task A_request_that_cannot_be_meant_is_refused_with_its_field(string purpose, string format, string? caseId, bool ids, string field)
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        (await ExportAsync(home, home.Collector, new RedactedExportRequest(purpose, format, caseId, ids ? ["cv1"] : null))).Failure!.Field.ShouldBe(field);
    }

    [Fact]
    public async Task At_most_a_hundred_leave_in_one_file()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        (await ExportAsync(home, home.Collector, new RedactedExportRequest("court", "json", ConversationIds: [.. Enumerable.Range(0, 101).Select(i => $"cv{i}")]))).Failure!.Field.ShouldBe("conversationIds");
    }

    private static Task<Daylight.Platform.Result<ExportedFile>> ExportAsync(ConductHome home, Caller caller, RedactedExportRequest request) =>
        home.Get<ExportRedacted>().RunAsync(caller, request, CancellationToken.None);

    private static Task<List<Dictionary<string, string>>> ExportedAsync(ConductHome home) => home.ReadAsync(session =>
        EntryStore.OfCase(session, Institution, ConductHome.Case, 1000).Where(entry => entry.Act == "conversation.exported")
            .Select(entry => EntryLeaf.Parse(entry.Leaf).Details.ToDictionary(pair => pair.Key, pair => pair.Value is LeafText text ? text.Value : "", StringComparer.Ordinal)).ToList());

    private static async Task<string> HoldAsync(ConductHome home, string words)
    {
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, words);
        await home.TryCloseAsync(id);
        await home.InspectAsync();
        return id;
    }

    private static async Task<ConductHome> NamedAsync(Dialect dialect)
    {
        var home = await ConductHome.OpenAsync(dialect);
        await home.NameAsync("王强", "上海市浦东新区张江路88号");
        return home;
    }
}
