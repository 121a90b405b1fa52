using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class JudgeSettingsTests : IDisposable
{
    private readonly SettingsFolder _folder = new("judge.json");

    [Theory]
    [InlineData("""{"judge": "oracle"}""", "judge: none and openai are known")]
    [InlineData("""{"judge": "openai", "model": "m"}""", "endpoint: is not an address")]
    [InlineData("""{"judge": "openai", "endpoint": "ftp://m", "model": "m"}""", "endpoint:")]
    [InlineData("""{"judge": "openai", "endpoint": "http://m"}""", "model: is missing")]
    [InlineData("""{"judge": "openai", "endpoint": "http://m", "model": "m", "keyFile": "gone"}""", "gone: there is no such file")]
    [InlineData("""{"judge": "openai", "endpoint": "http://m", "model": "m", "answerFormat": "xml"}""", "answerFormat:")]
    [InlineData("""{"judge": "openai", "endpoint": "http://m", "model": "m", "perDay": 0}""", "perDay:")]
    [InlineData("""{"judge": "openai", "endpoint": "http://m", "model": "m", "timeoutSeconds": 601}""", "timeoutSeconds: 1 to 600")]
    [InlineData("""{"judge": "openai", "endpoint": "http://m", "model": "m", "pricePerMillionIn": 2, "costPerDay": 5}""", "currency:")]
    [InlineData("""{"judge": "openai", "endpoint": "http://m", "model": "m", "pricePerMillionIn": 2, "currency": "CNY"}""", "costPerDay:")]
    [InlineData("""{"judge": "openai", "endpoint": "http://m", "model": "m", "pricePerMillionOut": -1}""", "pricePerMillionOut")]
    [InlineData("""{"judge": "openai", "endpoint": "http://m", "model": "m", "key": "x"}""", "key")]
    public void A_field_that_cannot_be_meant_is_named(string settings, string told) =>
        Should.Throw<InvalidOperationException>(() => Read(settings)).Message.ShouldContain(told);

    [Fact]
    public void Settings_are_read_and_a_price_is_counted_in_millionths()
    {
        var read = Read("""{"judge": "openai", "endpoint": "https://m.example", "model": "m", "keyFile": "key", "timeoutSeconds": 20, "currency": "CNY", "pricePerMillionIn": 0.8, "pricePerMillionOut": 2, "costPerDay": 12.5, "perMinute": 5}""");

        (read.IsOn, read.Model, read.Address!.Key, read.Address.Timeout, read.PerMinute).ShouldBe((true, "m", "very-secret", TimeSpan.FromSeconds(20), 5));
        read.Price.DayMaxMicros.ShouldBe(12_500_000);
        read.Price.Micros(1_000_000, 0).ShouldBe(800_000);
        read.Price.Micros(3, 1).ShouldBe(5, "2.4 and 2, rounded up");
        read.ToString().ShouldNotContain("very-secret");
    }

    [Fact]
    public void Without_a_file_nobody_is_asked()
    {
        JudgeSettings.Read(_folder.Data).IsOn.ShouldBeFalse();
        Read("""{"judge": "none"}""").IsOn.ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private JudgeSettings Read(string settings) => JudgeSettings.Read(_folder.With(settings));
}
