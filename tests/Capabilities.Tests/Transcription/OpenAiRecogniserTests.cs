using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.OpenAi;
using Daylight.Sound;
using Shouldly;
using Xunit;

namespace Daylight.Transcription;

/// <summary>The client of <c>POST /v1/audio/transcriptions</c>, against a simulated peer over a real socket.</summary>
public sealed class OpenAiRecogniserTests
{
    private static readonly Speech Second = new("cv-1", 8_000, [.. Enumerable.Range(0, 8_000).Select(i => (short)i)]);

    [Fact]
    public async Task The_recording_goes_as_a_wav_file_and_the_segments_come_back()
    {
        await using var server = await SimulatedOpenAiServer.StartAsync((200,
            """{"task":"transcribe","language":"chinese","duration":3.2,"text":"您好。再见。","segments":[{"id":1,"start":0.9,"end":1.2,"text":" 再见。","avg_logprob":-0.2,"speaker":1},{"id":0,"start":0.0,"end":0.3,"text":"<|zh|>您好。"},{"id":2,"start":2,"end":3,"text":"  "}]}"""));

        var heard = (await HearAsync(server, key: "very-secret", language: "zh")).Value;

        heard.ShouldBe([new Heard("您好。", 0, 0.3), new Heard("再见。", 0.9, 1.2)]);
        var request = server.Received.ShouldHaveSingleItem();
        request.Path.ShouldBe("/v1/audio/transcriptions");
        request.Authorization.ShouldBe("Bearer very-secret");
        request.FileName.ShouldBe("cv-1.wav");
        request.Fields["model"].ShouldBe("whisper-1");
        request.Fields["response_format"].ShouldBe("verbose_json");
        request.Fields["timestamp_granularities[]"].ShouldBe("segment");
        request.Fields["language"].ShouldBe("zh");
        var wav = WavFile.Read(request.File);
        (wav.Rate, wav.Channels, wav.Length).ShouldBe((8_000, 1, 8_000));
        RecordingAudio.Channel(wav, 0).ShouldBe(Second.Samples);
    }

    [Fact]
    public async Task A_server_without_segments_gives_the_whole_text()
    {
        await using var server = await SimulatedOpenAiServer.StartAsync((200, """{"text":"您好再见"}"""));

        (await HearAsync(server)).Value.ShouldBe([new Heard("您好再见", 0, 1)]);
    }

    [Theory]
    [InlineData(429, "recogniser-busy")]
    [InlineData(503, "recogniser-busy")]
    [InlineData(400, "recogniser-refused")]
    [InlineData(401, "recogniser-refused")]
    public async Task A_refusal_that_may_pass_is_told_apart_from_one_that_will_not(int status, string code)
    {
        await using var server = await SimulatedOpenAiServer.StartAsync((status, """{"error":{"message":"no"}}"""));

        var failure = (await HearAsync(server)).Failure!;
        failure.Code.ShouldBe(code);
        TranscriptionErrors.MayPass(failure).ShouldBe(code == "recogniser-busy");
    }

    [Theory]
    [InlineData("\"您好\"")]
    [InlineData("您好")]
    [InlineData("{}")]
    public async Task An_answer_in_another_format_is_not_guessed_at(string body)
    {
        await using var server = await SimulatedOpenAiServer.StartAsync((200, body));

        (await HearAsync(server)).Failure!.Code.ShouldBe("recogniser-unreadable");
    }

    [Fact]
    public void The_settings_never_print_the_key() =>
        new OpenAiSettings(new OpenAiAddress(new Uri("http://asr.example"), TimeSpan.FromSeconds(1)) { Key = "very-secret" }, "m").ToString().ShouldNotContain("very-secret");

    private static async Task<Result<List<Heard>>> HearAsync(SimulatedOpenAiServer server, string? key = null, string? language = null)
    {
        using RecogniserOf recognisers = new(new OpenAiSettings(new OpenAiAddress(server.Endpoint, TimeSpan.FromSeconds(30)) { Key = key }, "whisper-1") { Language = language });
        return await recognisers.Recogniser!.HearAsync(Second, new Progress<double>(), CancellationToken.None);
    }
}
