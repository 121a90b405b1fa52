using System.Text;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Shouldly;
using Xunit;

namespace Daylight.Conduct;

public sealed class ImportConversationsTests
{
    private const string Line =
        """
        {"id":"c-1","kind":"call","direction":"outbound","startedAt":"2026-02-27T11:06:00+08:00","zone":"Asia/Shanghai","staff":"collector","case":"A1","person":"P1","personRole":"Debtor","attributes":{"queue":"M2"},"utterances":[{"role":"staff","start":0.4,"end":2.2,"text":"你这个老赖"},{"role":"customer","start":3.5,"end":4,"text":"请文明"}]}
        """;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_conversation_held_elsewhere_is_kept_marked_and_inspected_once(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);

        var first = await ImportAsync(home, Line);
        await home.InspectAsync();
        var second = await ImportAsync(home, Line + "\n");
        await home.InspectAsync();

        first.RowsAdded.ShouldBe(1);
        (second.RowsAdded, second.RowsUnchanged).ShouldBe((0, 1));
        var id = await home.ReadAsync(session => session.Query<string>("SELECT id FROM conversation"));
        var transcript = await home.ReadAsync(session => home.Get<Transcripts>().Of(session, TestInstallation.Institution, id.Single()));
        transcript!.Conversation.Imported.ShouldBeTrue();
        transcript.Conversation.Status.ShouldBe("closed");
        transcript.Conversation.StartedAt.ShouldBe(new DateTimeOffset(2026, 2, 27, 11, 6, 0, TimeSpan.FromHours(8)));
        transcript.Conversation.DurationSeconds.ShouldBe(4);
        transcript.Conversation.StaffName.ShouldBe("collector");
        transcript.Utterances.Select(item => item.Text).ShouldBe(["你这个老赖", "请文明"]);
        transcript.Utterances.ShouldAllBe(item => !item.Unscreened);
        (await home.FindingsAsync(id.Single())).Count(row => row.Rule == "t.abuse").ShouldBe(1);
        (await home.ActsAsync()).Where(act => act.StartsWith("conversation.", StringComparison.Ordinal)).ShouldBe(["conversation.imported", "conversation.utterances"]);
    }

    [Theory]
    [InlineData("\"case\":\"A1\"", "\"case\":\"A404\"", "f.jsonl:1: case: is not a case")]
    [InlineData("\"person\":\"P1\"", "\"person\":\"P3\"", "f.jsonl:1: person: is not a party")]
    [InlineData("\"staff\":\"collector\"", "\"staff\":\"nobody\"", "f.jsonl:1: staff: names nobody")]
    [InlineData("\"startedAt\":\"2026-02-27T11:06:00+08:00\",", "", "f.jsonl:1: startedAt: is missing")]
    [InlineData("\"role\":\"customer\"", "\"role\":\"boss\"", "f.jsonl:1: utterances[1].role:")]
    [InlineData("{\"id\"", "{{\"id\"", "f.jsonl:1: ")]
    public async Task A_line_that_cannot_be_used_is_named_with_its_field_and_stops_no_other(string right, string wrong, string problem)
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var good = Line.Replace("c-1", "c-2", StringComparison.Ordinal);

        var report = await RunAsync(home, Line.Replace(right, wrong, StringComparison.Ordinal) + "\n" + good);

        (report.Counts.RowsAdded, report.Counts.RowsRejected).ShouldBe((1, 1));
        (await RejectsAsync(home, report)).ShouldContain(problem);
    }

    [Fact]
    public async Task Other_words_under_a_known_id_are_refused_and_what_was_kept_stays()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        await ImportAsync(home, Line);

        var changed = await RunAsync(home, Line.Replace("请文明", "随便", StringComparison.Ordinal));
        var longer = await RunAsync(home, Line.Replace("]}", ",{\"role\":\"staff\",\"text\":\"又一句\"}]}", StringComparison.Ordinal));

        changed.Counts.RowsRejected.ShouldBe(1);
        longer.Counts.RowsRejected.ShouldBe(1);
        (await RejectsAsync(home, changed)).ShouldContain("f.jsonl:1: id: was loaded before with other words");
        var utterances = await home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM utterance"));
        utterances.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_may_say_for_whom_the_staff_worked_and_the_institution_says_it_otherwise()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        await ImportAsync(home, Line.Replace("\"queue\":\"M2\"", "\"employer\":\"lender\"", StringComparison.Ordinal));
        await ImportAsync(home, Line.Replace("c-1", "c-2", StringComparison.Ordinal));

        var employers = await home.ReadAsync(session => session.Query<string>("SELECT id FROM conversation")
            .ConvertAll(id => home.Get<Transcripts>().Card(session, TestInstallation.Institution, id)!.Head.Attributes["employer"]));

        employers.Order(StringComparer.Ordinal).ShouldBe(["agency", "lender"]);
    }

    [Fact]
    public async Task A_long_conversation_is_taken_whole()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var utterances = string.Join(',', Enumerable.Range(0, 1201).Select(seq => $$"""{"role":"customer","text":"第{{seq}}句"}"""));

        var counts = await ImportAsync(home, Line.Replace("{\"role\":\"customer\",\"start\":3.5,\"end\":4,\"text\":\"请文明\"}", utterances, StringComparison.Ordinal));

        counts.RowsAdded.ShouldBe(1);
        var next = await home.ReadAsync(session => session.First<long>("SELECT next_seq FROM conversation"));
        next.ShouldBe(1202);
    }

    private static async Task<ImportProgress> ImportAsync(ConductHome home, string jsonl) => (await RunAsync(home, jsonl)).Counts;

    private static async Task<ImportReport> RunAsync(ConductHome home, string jsonl) => (await home.Get<ImportRunner>().RunAsync(
        () => new MemoryStream(Encoding.UTF8.GetBytes(jsonl)),
        "conversations",
        new ImportScope(TestInstallation.Institution, null, "Asia/Shanghai", "f.jsonl"),
        null,
        null,
        CancellationToken.None)).Value;

    private static async Task<string> RejectsAsync(ConductHome home, ImportReport report)
    {
        await using StringWriter text = new();
        await home.Get<ImportRunner>().WriteRejectsAsync(report, "f.jsonl", text, CancellationToken.None);
        return text.ToString();
    }
}
