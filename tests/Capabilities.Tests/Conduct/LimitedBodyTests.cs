using System.Text;
using Daylight.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daylight.Conduct;

public sealed class LimitedBodyTests
{
    [Fact]
    public async Task A_body_over_the_limit_is_refused_whether_or_not_it_says_how_long_it_is()
    {
        var body = new byte[UtteranceLimits.BodyBytesMax + 1];

        (await ReadAsync(body, body.Length)).Failure!.Kind.ShouldBe(FailureKind.TooLarge);
        (await ReadAsync(body, null)).Failure!.Code.ShouldBe("body-too-large");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"utterances\":[{\"seq\":\"one\"}]}")]
    [InlineData("{\"utterances\":[")]
    public async Task A_body_that_is_not_the_expected_json_is_refused_with_the_place(string json)
    {
        var read = await ReadAsync(Encoding.UTF8.GetBytes(json), null);

        read.Failure!.Code.ShouldBe("malformed-request");
        read.Failure.Detail.ShouldContain("$");
    }

    [Fact]
    public async Task A_body_within_the_limit_is_read()
    {
        var read = await ReadAsync(Encoding.UTF8.GetBytes("""{"utterances":[{"seq":0,"role":"staff","text":"您好","start":0.5}]}"""), null);

        read.Value.Utterances.Single().Start.ShouldBe(0.5);
    }

    private static async Task<Result<AppendUtterancesRequest>> ReadAsync(byte[] body, long? length)
    {
        DefaultHttpContext http = new() { RequestServices = new ServiceCollection().AddOptions().BuildServiceProvider() };
        http.Request.Body = new MemoryStream(body);
        http.Request.ContentLength = length;
        return (await LimitedBody<AppendUtterancesRequest>.BindAsync(http)).Request;
    }
}
