using System.Security.Cryptography;
using System.Text;
using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Transcription;

/// <summary>Calls that were recorded elsewhere, handed in with a sidecar.</summary>
public sealed class KeepRecordingTests
{
    private const string Institution = TestInstallation.Institution;
    private const string Tencent = """{"Data":{"ResultDetail":[{"FinalSentence":"您好。","StartMs":0,"EndMs":900,"SpeakerId":0},{"FinalSentence":"你这个老赖。","StartMs":2000,"EndMs":3000,"SpeakerId":0},{"FinalSentence":"哪位？","StartMs":1000,"EndMs":1500,"SpeakerId":1}]}}""";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_recording_becomes_an_imported_conversation_that_is_inspected_once_its_words_are_there(Dialect dialect)
    {
        await using var server = await TranscribeRecordingsTests.BothAsync();
        await using var home = await TranscribeRecordingsTests.OpenAsync(dialect, server);

        var kept = (await HandInAsync(home, Sidecar(), TranscribeRecordingsTests.Call())).Value;

        kept.Known.ShouldBeFalse();
        kept.Receipt.ShouldNotBeNull();
        kept.Transcription!.Status.ShouldBe("waiting");
        await home.InspectAsync();
        (await home.FindingsAsync(kept.ConversationId)).ShouldBeEmpty("an empty conversation lacks every step, and is not asked");
        await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None);
        await home.InspectAsync();
        (await home.FindingsAsync(kept.ConversationId)).Select(finding => finding.Rule).ShouldContain("t.abuse");
        var transcript = await home.ReadAsync(session => home.Get<Transcripts>().Of(session, Institution, kept.ConversationId));
        transcript!.Conversation.Imported.ShouldBeTrue();
        transcript.Conversation.StaffId.ShouldBe(home.Collector.StaffId);
        transcript.Conversation.DurationSeconds.ShouldBe(60);
        (await home.ActsAsync()).Take(4).ShouldBe(["conversation.imported", "conversation.recorded", "conversation.transcribed", "conversation.utterances"]);
    }

    [Fact]
    public async Task The_same_bytes_again_change_nothing_whatever_the_sidecar_says()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var recording = TranscribeRecordingsTests.Call();
        var first = (await HandInAsync(home, Sidecar(), recording)).Value;

        var again = (await HandInAsync(home, Sidecar(call: "another id"), recording)).Value;

        again.ConversationId.ShouldBe(first.ConversationId);
        again.Known.ShouldBeTrue();
        again.Receipt.ShouldBeNull();
        (await home.ActsAsync()).Count(act => act == "conversation.recorded").ShouldBe(1);
        (await TranscribeRecordingsTests.ListAsync(home)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_vendors_transcript_needs_no_recogniser()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        var kept = (await HandInAsync(home, Sidecar(more: """, "speakers": {"0": "staff", "1": "customer"}"""), TranscribeRecordingsTests.Call(), Tencent)).Value;

        (kept.Transcription!.Status, kept.Transcription.Recogniser, kept.Transcription.UtteranceCount).ShouldBe(("done", "tencent", 3));
        await home.InspectAsync();
        (await home.FindingsAsync(kept.ConversationId)).Select(finding => finding.Rule).ShouldContain("t.abuse");
        (await home.ReadAsync(session => home.Get<Transcripts>().Of(session, Institution, kept.ConversationId)))!
            .Utterances.Select(item => item.Role).ShouldBe(["staff", "customer", "staff"]);
    }

    [Fact]
    public async Task A_transcript_that_does_not_tell_who_spoke_is_refused_and_nothing_is_kept()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        (await HandInAsync(home, Sidecar(), null, Tencent)).Failure!.Field.ShouldBe("speakers");

        (await home.ActsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00"}""", "direction")]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00","direction":"outbound"}""", "employeeId")]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00","direction":"outbound","employeeId":"nobody","caseId":"A1"}""", "employeeId")]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00","direction":"outbound","employeeId":"collector","caseId":"A999"}""", "caseId")]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00","direction":"outbound","employeeId":"collector"}""", "caseId")]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00","direction":"outbound","employeeId":"collector","callee":"13800138000"}""", "callee")]
    [InlineData("""{"startedAt":"2027-03-02T09:00:00+08:00","direction":"outbound","employeeId":"collector","caseId":"A1"}""", "startedAt")]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00","endedAt":"2026-03-02T08:00:00+08:00","direction":"outbound","employeeId":"collector","caseId":"A1"}""", "endedAt")]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00","direction":"outbound","employeeId":"collector","caseId":"A1","channels":[{"n":2,"party":"staff"}]}""", "channels")]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00","direction":"outbound","employeeId":"collector","caseId":"A1","outcome":"fine"}""", "outcome")]
    [InlineData("""{"startedAt":"2026-03-02T09:00:00+08:00","direction":"outbound","employeeId":"collector","caseId":"A1","sha256":"00"}""", "sha256")]
    [InlineData("""{"startedAt":""", "sidecar")]
    [InlineData("null", "sidecar")]
    public async Task A_bad_sidecar_is_named_by_its_field(string sidecar, string field)
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        var refused = (await HandInAsync(home, sidecar, TranscribeRecordingsTests.Call())).Failure.ShouldNotBeNull();

        refused.Field.ShouldBe(field);
        refused.Detail.ShouldNotContain("13800138000");
        (await home.ActsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Without_a_case_the_number_tells_whose_call_it_was_where_only_one_open_case_has_it(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        await NumberAsync(home, "cp00000000000000000001", "13800138000");
        var sidecar = Sidecar(caseId: null, more: ", \"callee\": \"138-0013-8000\"");

        (await HandInAsync(home, sidecar, TranscribeRecordingsTests.Call())).IsFailure.ShouldBeFalse();
        (await home.ActsAsync()).ShouldContain("conversation.imported");

        await NumberAsync(home, "cp00000000000000000002", "13800138000");
        (await HandInAsync(home, sidecar, TranscribeRecordingsTests.Call())).Failure!.Field.ShouldBe("callee");
    }

    [Fact]
    public async Task Raw_samples_are_read_as_the_sidecar_says()
    {
        await using var server = await TranscribeRecordingsTests.BothAsync();
        await using var home = await TranscribeRecordingsTests.OpenAsync(Dialect.Sqlite, server);
        await HandInAsync(home, Sidecar(more: """, "codec": "PCMU", "channels": [{"n": 1, "party": "customer"}, {"n": 2, "party": "agent"}]"""), RandomNumberGenerator.GetBytes(16_000));

        await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None);

        server.Talks.Select(talk => talk.Heard[1]).ShouldBe(["samples 8000", "samples 8000"]);
        var job = (await TranscribeRecordingsTests.ListAsync(home)).ShouldHaveSingleItem();
        (await home.ReadAsync(session => home.Get<Transcripts>().Of(session, Institution, job.ConversationId)))!
            .Utterances.Select(item => item.Role).ShouldBe(["customer", "staff", "customer"], "the channels the other way round");
    }

    private static string Sidecar(string call = "c-1", string? caseId = "A1", string more = "") =>
        $$"""{"callId":"{{call}}","startedAt":"2026-03-02T09:00:00+08:00","endedAt":"2026-03-02T09:01:00+08:00","direction":"outbound","employeeId":"collector"{{(caseId is null ? "" : $",\"caseId\":\"{caseId}\"")}}{{more}}}""";

    private static Task<Result<RecordingAccepted>> HandInAsync(ConductHome home, string sidecar, byte[]? recording, string? transcript = null) => home.Get<KeepRecording>().RunAsync(
        home.Collector,
        new RecordingParts(Encoding.UTF8.GetBytes(sidecar), recording, "audio/wav", transcript is null ? null : Encoding.UTF8.GetBytes(transcript)),
        CancellationToken.None);

    private static Task NumberAsync(ConductHome home, string point, string number) => home.Installation.WriteAsync(session => session.Execute(
        "UPDATE contact_point SET value_print = @print WHERE id = @point",
        new { point, print = home.Get<KeyRing>().Fingerprint(session, Institution, "number:" + number) }));
}
