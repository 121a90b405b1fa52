using System.Text.Json;
using Daylight.Platform;
using Shouldly;
using Xunit;

namespace Daylight.Transcription;

/// <summary>The client of FunASR's dialects, against a simulated peer over a real socket.</summary>
public sealed class FunAsrRecogniserTests
{
    private const string End = "\"is_speaking\":false";

    private static readonly Speech Second = new("cv-1", 8_000, new short[8_000]);

    [Fact]
    public async Task Offline_the_first_frame_says_all_and_the_one_answer_is_taken_though_it_says_it_is_not_final()
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ => [new Playback(
            End,
            """{"mode":"offline","wav_name":"cv-1","text":"正是因为，你欠钱。","is_final":false,"timestamp":"[[430,670],[670,810],[810,900],[900,1130],[2000,2100],[2100,2200],[2200,2400]]","stamp_sents":[{"text_seg":"正 是 因 为","punc":"，","start":430,"end":1130,"ts_list":[[430,670]]},{"text_seg":"你 欠 钱","punc":"。","start":2000,"end":2400,"ts_list":[]}]}""")]);

        var heard = (await HearAsync(server, FunAsrDialect.Offline, hotwords: new Dictionary<string, int>(StringComparer.Ordinal) { ["逾期"] = 20 })).Value;

        heard.ShouldBe([new Heard("正是因为，", 0.43, 1.13), new Heard("你欠钱。", 2, 2.4)]);
        var talk = server.Talks.ShouldHaveSingleItem();
        talk.Protocols.ShouldBe(["binary"]);
        talk.Heard.Count.ShouldBe(3);
        var begin = JsonDocument.Parse(talk.Heard[0]).RootElement;
        begin.GetProperty("mode").GetString().ShouldBe("offline");
        begin.GetProperty("wav_format").GetString().ShouldBe("pcm");
        begin.GetProperty("audio_fs").GetInt32().ShouldBe(8_000);
        begin.GetProperty("is_speaking").GetBoolean().ShouldBeTrue();
        begin.GetProperty("hotwords").GetString().ShouldBe("{\"逾期\":20}", "a text that holds JSON");
        begin.TryGetProperty("chunk_size", out _).ShouldBeFalse();
        talk.Heard[1].ShouldBe("samples 8000");
        JsonDocument.Parse(talk.Heard[2]).RootElement.GetProperty("is_speaking").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("the old server: times as a text", """{"mode":"offline","text":"你好。再见。","timestamp":"[[0,100],[100,300],[900,1000],[1000,1200]]","stamp_sents":""}""")]
    [InlineData("the Python server: times as a list", """{"mode":"offline","text":"你好。再见。","timestamp":[[0,100],[100,300],[900,1000],[1000,1200]],"is_final":true}""")]
    [InlineData("the Python server: sentences", """{"mode":"offline","text":"你好。再见。","sentence_info":[{"text":"你好。","start":0,"end":300,"spk":0},{"text":"再见。","start":900,"end":1200,"spk":1}]}""")]
    [InlineData("with tags of SenseVoice", """{"mode":"offline","text":"<|zh|><|SAD|><|Speech|>你好。再见。","timestamp":[[0,100],[100,300],[900,1000],[1000,1200]]}""")]
    public async Task An_answer_is_read_by_the_type_of_its_fields(string of, string answer)
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ => [new Playback(End, answer)]);

        (await HearAsync(server, FunAsrDialect.Offline)).Value.ShouldBe([new Heard("你好。", 0, 0.3), new Heard("再见。", 0.9, 1.2)], of);
    }

    [Fact]
    public async Task An_answer_whose_times_do_not_fit_its_text_gives_sentences_without_times_and_never_guessed_ones()
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ => [new Playback(End, """{"mode":"offline","text":"欠1200元。还吗？","timestamp":1764144000000}""")]);

        (await HearAsync(server, FunAsrDialect.Offline)).Value.ShouldBe([new Heard("欠1200元。", null, null), new Heard("还吗？", null, null)]);
    }

    [Fact]
    public async Task In_two_passes_the_second_replaces_the_partial_words_and_the_last_message_may_say_nothing()
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ =>
        [
            new Playback(null, """{"mode":"2pass-online","text":"您好请","is_final":false}""", """{"mode":"2pass-offline","text":"您好，请问是张先生吗？","timestamp":"[[0,1],[1,2]]","stamp_sents":[{"text_seg":"您 好","punc":"，","start":100,"end":400},{"text_seg":"请 问 是 张 先 生 吗","punc":"？","start":400,"end":1500}]}"""),
            new Playback(End, """{"mode":"2pass-online","text":"再"}""", """{"mode":"2pass-offline","text":"再见。","slice_type":2,"index":1,"start_time":2000,"end_time":2600}""", """{"is_final":true,"text":""}"""),
        ]);

        var heard = (await HearAsync(server, FunAsrDialect.TwoPass)).Value;

        heard.ShouldBe([new Heard("您好，", 0.1, 0.4), new Heard("请问是张先生吗？", 0.4, 1.5), new Heard("再见。", 2, 2.6)]);
        var talk = server.Talks.ShouldHaveSingleItem();
        var begin = JsonDocument.Parse(talk.Heard[0]).RootElement;
        begin.GetProperty("mode").GetString().ShouldBe("2pass");
        begin.GetProperty("chunk_size").EnumerateArray().Select(part => part.GetInt32()).ShouldBe([5, 10, 5]);
        talk.LargestFrame.ShouldBe(960, "60 ms of 8 kHz");
    }

    [Fact]
    public async Task Online_there_are_words_and_no_times()
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ =>
            [new Playback(null, """{"mode":"online","text":"您好"}"""), new Playback(End, """{"mode":"online","text":"再见","is_final":true}""")]);

        (await HearAsync(server, FunAsrDialect.Online)).Value.ShouldBe([new Heard("您好再见", 0, 1)]);
    }

    [Fact]
    public async Task In_commands_and_events_the_last_list_of_sentences_is_the_whole_one()
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ =>
        [
            new Playback("START", """{"event":"started"}"""),
            new Playback(null, """{"sentences":[{"text":"您好。","start":0,"end":300}],"partial":"再","partial_start_ms":900,"is_final":false}"""),
            new Playback("STOP", """{"sentences":[{"text":"您好。","start":0,"end":300,"spk":"SPK0"},{"text":"再见。","start":900,"end":1200}],"partial":"","duration_ms":1500,"is_final":true}""", """{"event":"stopped"}"""),
        ]);

        var heard = (await HearAsync(server, FunAsrDialect.Events, new Speech("cv-1", 16_000, new short[16_000]))).Value;

        heard.ShouldBe([new Heard("您好。", 0, 0.3), new Heard("再见。", 0.9, 1.2)]);
        server.Talks.ShouldHaveSingleItem().Heard.ShouldBe(["START", "samples 16000", "STOP"]);
    }

    [Theory]
    [InlineData("ERROR. Real-time transcription service ONLY SUPPORT PCM stream.", "recogniser-refused")]
    [InlineData("{\"mode\":", "recogniser-unreadable")]
    public async Task A_refusal_and_an_answer_in_no_dialect_are_told_apart(string answer, string code)
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ => [new Playback(End, answer)]);

        (await HearAsync(server, FunAsrDialect.TwoPass)).Failure!.Code.ShouldBe(code);
    }

    [Fact]
    public async Task An_error_event_is_a_refusal()
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ => [new Playback("START", """{"event":"started"}"""), new Playback("STOP", """{"event":"error","error":"no model"}""")]);

        (await HearAsync(server, FunAsrDialect.Events, new Speech("cv-1", 16_000, new short[1_600]))).Failure!.Code.ShouldBe("recogniser-refused");
    }

    [Fact]
    public async Task A_server_that_closes_before_its_last_answer_loses_no_words_silently()
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ => [new Playback(null, """{"mode":"2pass-offline","text":"您好。"}""")], closes: true);

        (await HearAsync(server, FunAsrDialect.TwoPass)).Failure!.Code.ShouldBe("recogniser-away");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var server = await SimulatedFunAsrServer.StartAsync(_ => []);

        (await HearAsync(server, FunAsrDialect.Offline, timeout: TimeSpan.FromMilliseconds(500))).Failure!.Code.ShouldBe("recogniser-timeout");
    }

    [Fact]
    public async Task Where_nobody_listens_the_recogniser_is_away()
    {
        FunAsrRecogniser recogniser = new(new FunAsrSettings(new Uri("ws://127.0.0.1:9"), FunAsrDialect.Offline, TimeSpan.FromSeconds(10)));

        (await recogniser.HearAsync(Second, new Progress<double>(), CancellationToken.None)).Failure!.Code.ShouldBe("recogniser-away");
    }

    private static Task<Result<List<Heard>>> HearAsync(
        SimulatedFunAsrServer server, FunAsrDialect dialect, Speech? speech = null, IReadOnlyDictionary<string, int>? hotwords = null, TimeSpan? timeout = null) =>
        new FunAsrRecogniser(new FunAsrSettings(server.Endpoint, dialect, timeout ?? TimeSpan.FromSeconds(30)) { Hotwords = hotwords })
            .HearAsync(speech ?? Second, new Progress<double>(), CancellationToken.None);
}
