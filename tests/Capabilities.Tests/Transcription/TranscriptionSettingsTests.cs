using Shouldly;
using Xunit;

namespace Daylight.Transcription;

public sealed class TranscriptionSettingsTests : IDisposable
{
    private readonly SettingsFolder _folder = new("transcription.json");

    [Theory]
    [InlineData("""{"recogniser": "whisper"}""", "recogniser: none, funasr and openai are known")]
    [InlineData("""{"recogniser": "funasr", "endpoint": "http://asr"}""", "endpoint: is not an address with ws or wss")]
    [InlineData("""{"recogniser": "openai", "endpoint": "ws://asr", "model": "m"}""", "endpoint:")]
    [InlineData("""{"recogniser": "openai", "endpoint": "http://asr"}""", "model: is missing")]
    [InlineData("""{"recogniser": "openai", "endpoint": "http://asr", "model": "m", "keyFile": "gone"}""", "gone: there is no such file")]
    [InlineData("""{"recogniser": "funasr", "endpoint": "ws://asr", "dialect": "3pass"}""", "dialect:")]
    [InlineData("""{"recogniser": "funasr", "endpoint": "ws://asr", "channels": ["boss"]}""", "channels:")]
    [InlineData("""{"recogniser": "funasr", "endpoint": "ws://asr", "oneChannel": "both"}""", "oneChannel:")]
    [InlineData("""{"recogniser": "funasr", "endpoint": "ws://asr", "attempts": 0}""", "attempts: 1 to 20")]
    [InlineData("""{"recogniser": "funasr", "endpoint": "ws://asr", "parallel": 99}""", "parallel:")]
    [InlineData("""{"recogniser": "funasr", "endpoint": "ws://asr", "timeoutSeconds": 1}""", "timeoutSeconds:")]
    [InlineData("""{"recogniser": "funasr", "endpoint": "ws://asr", "key": "x"}""", "key")]
    public void A_field_that_cannot_be_meant_is_named(string settings, string told) =>
        Should.Throw<InvalidOperationException>(() => Read(settings)).Message.ShouldContain(told);

    [Fact]
    public void Settings_are_read()
    {
        var read = Read("""{"recogniser": "openai", "endpoint": "https://asr.example", "model": "m", "keyFile": "key", "language": "zh", "channels": ["customer", "staff"], "oneChannel": "staff", "attempts": 3, "timeoutSeconds": 60, "parallel": 1}""");

        var openAi = read.Recogniser.ShouldBeOfType<OpenAiSettings>();
        (openAi.Model, openAi.Address.Key, openAi.Language, openAi.Timeout).ShouldBe(("m", "very-secret", "zh", TimeSpan.FromMinutes(1)));
        read.Channels.ShouldBe(["customer", "staff"]);
        (read.OneChannel, read.Attempts, read.Parallel).ShouldBe(("staff", 3, 1));
        read.ToString().ShouldNotContain("very-secret");
    }

    [Fact]
    public void Without_a_file_there_is_no_recogniser()
    {
        TranscriptionSettings.Read(_folder.Data).Recogniser.ShouldBeNull();
        Read("""{"recogniser": "none"}""").Recogniser.ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private TranscriptionSettings Read(string settings) => TranscriptionSettings.Read(_folder.With(settings));
}
