using System.Security.Cryptography;
using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform.Storage;
using Daylight.Review;
using Shouldly;
using Xunit;

namespace Daylight.Transcription;

/// <summary>From a recording to inspected words, as jobs.</summary>
public sealed class TranscribeRecordingsTests
{
    private const string Institution = TestInstallation.Institution;
    private const string StaffSays = """{"mode":"offline","text":"您好，老赖。","sentence_info":[{"text":"您好。","start":100,"end":900},{"text":"你这个老赖。","start":4000,"end":5000}]}""";
    private const string CustomerSays = """{"mode":"offline","text":"哪位？","sentence_info":[{"text":"哪位？","start":1500,"end":2000}]}""";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_uploaded_recording_becomes_words_in_the_order_they_were_said_and_findings(Dialect dialect)
    {
        await using var server = await BothAsync();
        await using var home = await OpenAsync(dialect, server);
        var id = await home.OpenCallAsync();
        await UploadAsync(home, id);
        await home.TryCloseAsync(id);
        await home.InspectAsync();
        (await home.FindingsAsync(id)).Select(finding => finding.Rule).ShouldBe(["t.identify"], "it ended without a word");
        await NoteAsync(home);

        (await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None)).ShouldBeTrue();
        await home.InspectAsync();

        var transcript = await home.ReadAsync(session => home.Get<Transcripts>().Of(session, Institution, id));
        transcript!.Utterances.Select(item => $"{item.Role}: {item.Text}").ShouldBe(["staff: 您好。", "customer: 哪位？", "staff: 你这个老赖。"]);
        transcript.Utterances[2].Start.ShouldBe(4);
        (await home.FindingsAsync(id)).Select(finding => finding.Rule).ShouldContain("t.abuse");
        var inspection = (await home.ReadAsync(session => InspectionStore.FindAll(session, Institution, [id]))).ShouldHaveSingleItem();
        inspection.Closed.ShouldBe(1);
        inspection.Points!.Value.ShouldBeLessThanOrEqualTo(70, "scored anew with its words");
        (await home.ActsAsync()).ShouldContain("conversation.transcribed");
        var job = (await ListAsync(home)).ShouldHaveSingleItem();
        (job.Status, job.Done, job.Recogniser, job.UtteranceCount).ShouldBe(("done", 1, "funasr-offline", 3));
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await home.Get<LedgerVerification>().RunAsync(Institution, null, deep: true, null, CancellationToken.None)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Each_channel_is_a_talk_of_its_own_and_tells_the_recogniser_no_name()
    {
        await using var server = await BothAsync();
        await using var home = await OpenAsync(Dialect.Sqlite, server);
        var id = await home.OpenCallAsync();
        await UploadAsync(home, id);
        await NoteAsync(home);

        await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None);

        server.Talks.Select(talk => JsonDocument.Parse(talk.Heard[0]).RootElement.GetProperty("wav_name").GetString()).ShouldBe([$"{id}-1", $"{id}-2"]);
        server.Talks.Select(talk => talk.Heard[1]).ShouldBe(["samples 16000", "samples 16000"], "two seconds of each");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task While_the_recogniser_is_away_the_job_waits_longer_and_longer_and_then_fails_and_may_be_tried_again(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect, transcription: """{"recogniser": "funasr", "endpoint": "ws://127.0.0.1:9", "attempts": 2}""");
        await UploadAsync(home, await home.OpenCallAsync());
        await NoteAsync(home);
        var work = home.Get<TranscribeRecordings>();

        (await work.WorkAsync(CancellationToken.None)).ShouldBeTrue();
        var waiting = (await ListAsync(home)).ShouldHaveSingleItem();
        (waiting.Status, waiting.Problem).ShouldBe(("waiting", "recogniser-away"));
        waiting.NextAt.ShouldBe(home.Clock.Now.AddSeconds(30));
        (await work.WorkAsync(CancellationToken.None)).ShouldBeFalse("it is not due");

        home.Clock.Now += TimeSpan.FromSeconds(31);
        (await work.WorkAsync(CancellationToken.None)).ShouldBeTrue();
        var failed = (await ListAsync(home)).ShouldHaveSingleItem();
        (failed.Status, failed.Attempts, failed.NextAt).ShouldBe(("failed", 2, null));
        failed.ProblemDetail.ShouldNotBeNull().ShouldContain("cannot be reached");
        (await work.WorkAsync(CancellationToken.None)).ShouldBeFalse();

        (await home.Get<ReadTranscriptions>().AgainAsync(home.Collector, failed.Id, CancellationToken.None)).Value.Status.ShouldBe("waiting");
        (await home.Get<ReadTranscriptions>().AgainAsync(home.Collector, failed.Id, CancellationToken.None)).Failure!.Code.ShouldBe("transcription-not-failed");
        (await work.WorkAsync(CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_will_not_pass_fails_at_once()
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ => []);
        await using var home = await OpenAsync(Dialect.Sqlite, server);
        await UploadAsync(home, await home.OpenCallAsync(), [1, 2, 3, 4]);
        await NoteAsync(home);

        await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None);

        var job = (await ListAsync(home)).ShouldHaveSingleItem();
        (job.Status, job.Attempts).ShouldBe(("failed", 1));
        job.Problem.ShouldBeOneOf("recording-unreadable", "ffmpeg-missing");
        server.Talks.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_channel_for_both_is_refused_unless_somebody_says_whose_words_it_holds()
    {
        await using var server = await BothAsync();
        await using var home = await OpenAsync(Dialect.Sqlite, server);
        await UploadAsync(home, await home.OpenCallAsync(), PcmWav.Write(8_000, new short[8_000]));
        await NoteAsync(home);
        await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None);
        (await ListAsync(home)).ShouldHaveSingleItem().Problem.ShouldBe("one-channel");

        await using var other = await OpenAsync(Dialect.Sqlite, server, "\"oneChannel\": \"staff\"");
        var id = await other.OpenCallAsync();
        await UploadAsync(other, id, PcmWav.Write(8_000, new short[8_000]));
        await NoteAsync(other);
        await other.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None);
        (await other.ReadAsync(session => other.Get<Transcripts>().Of(session, Institution, id)))!.Utterances.ShouldAllBe(item => item.Role == "staff");
    }

    [Fact]
    public async Task Words_that_were_captured_live_stand()
    {
        await using var server = await BothAsync();
        await using var home = await OpenAsync(Dialect.Sqlite, server);
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "您好");
        await UploadAsync(home, id);
        await NoteAsync(home);

        await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None);

        (await home.ReadAsync(session => home.Get<Transcripts>().Of(session, Institution, id)))!.Utterances.ShouldHaveSingleItem().Text.ShouldBe("您好");
        (await ListAsync(home)).ShouldHaveSingleItem().Status.ShouldBe("not-needed");
    }

    [Fact]
    public async Task What_a_stopped_worker_left_is_taken_up_when_its_lease_has_run_out()
    {
        await using var server = await BothAsync();
        await using var home = await OpenAsync(Dialect.Sqlite, server);
        await UploadAsync(home, await home.OpenCallAsync());
        await NoteAsync(home);
        var id = (await ListAsync(home)).ShouldHaveSingleItem().Id;
        await home.Installation.WriteAsync(session => TranscriptionStore.Take(session, id, Platform.UtcMicros.From(home.Clock.Now + TranscribeRecordings.Lease)));

        (await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None)).ShouldBeFalse();
        home.Clock.Now += TranscribeRecordings.Lease + TimeSpan.FromSeconds(1);
        (await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None)).ShouldBeTrue();
        (await ListAsync(home)).ShouldHaveSingleItem().Status.ShouldBe("done");
    }

    [Fact]
    public async Task Without_a_recogniser_recordings_are_kept_and_wait()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        await UploadAsync(home, await home.OpenCallAsync());
        await NoteAsync(home);
        await NoteAsync(home);

        (await home.Get<TranscribeRecordings>().WorkAsync(CancellationToken.None)).ShouldBeFalse();
        (await ListAsync(home)).ShouldHaveSingleItem().Status.ShouldBe("waiting");
    }

    /// <summary>Staff on the first channel, which is heard first, and the customer on the second.</summary>
    internal static Task<SimulatedFunAsrServer> BothAsync() =>
        SimulatedFunAsrServer.StartAsync(talk => [new Playback("\"is_speaking\":false", talk % 2 == 0 ? StaffSays : CustomerSays)]);

    internal static Task<ConductHome> OpenAsync(Dialect dialect, SimulatedFunAsrServer server, string? more = null) => ConductHome.OpenAsync(
        dialect,
        transcription: $$"""{"recogniser": "funasr", "endpoint": "{{server.Endpoint}}"{{(more is null ? "" : ", " + more)}}}""");

    internal static async Task NoteAsync(ConductHome home)
    {
        var facts = await home.Installation.WriteAsync(session =>
            session.Query<string>("DELETE FROM outbox WHERE consumer = @consumer RETURNING body", new { consumer = NoteRecordings.Consumer })
                .ConvertAll(body => JsonSerializer.Deserialize<RecordingKept>(body)!));
        await home.Installation.WriteAsync(await home.Get<NoteRecordings>().ConsiderAsync(facts, CancellationToken.None));
    }

    internal static async Task<IReadOnlyList<TranscriptionView>> ListAsync(ConductHome home) =>
        (await home.Get<ReadTranscriptions>().ListAsync(home.Collector, null, null, null, CancellationToken.None)).Items;

    /// <summary>Two seconds of two channels of A-law unless said otherwise.</summary>
    internal static byte[] Call() => PcmWav.FrameG711(RandomNumberGenerator.GetBytes(32_000), isALaw: true, channels: 2);

    private static async Task UploadAsync(ConductHome home, string conversation, byte[]? recording = null)
    {
        var bytes = recording ?? Call();
        var useCase = home.Get<RecordingUploads>();
        var upload = (await useCase.BeginAsync(home.Collector, new BeginUploadRequest(conversation, "audio/wav"), CancellationToken.None)).Value.Id;
        (await home.Get<Uploads>().AppendAsync(home.Collector, upload, 0, SHA256.HashData(bytes), bytes, CancellationToken.None)).IsFailure.ShouldBeFalse();
        (await useCase.CompleteAsync(home.Collector, upload, new CompleteUploadRequest(Convert.ToHexStringLower(SHA256.HashData(bytes))), CancellationToken.None)).IsFailure.ShouldBeFalse();
    }
}
