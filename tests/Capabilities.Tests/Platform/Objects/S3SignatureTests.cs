using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Daylight.Platform.Objects.S3;
using Shouldly;
using Xunit;

namespace Daylight.Platform.Objects;

/// <summary>The four examples of AWS's documentation, "Signature Calculations for the Authorization Header: Transferring Payload in a Single Chunk".</summary>
public sealed class S3SignatureTests
{
    private static readonly DateTimeOffset Moment = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly S3Signature Signature = new(new S3Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null), "us-east-1");

    [Fact]
    public void The_published_get_of_a_range_is_signed_as_published()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "https://examplebucket.s3.amazonaws.com/test.txt");
        request.Headers.Range = new RangeHeaderValue(0, 9);

        Signed(request, S3Signature.EmptyBody).ShouldBe(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
            + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    [Fact]
    public void The_published_put_of_an_object_is_signed_as_published()
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "https://examplebucket.s3.amazonaws.com/test%24file.text");
        request.Headers.Date = Moment;
        request.Headers.Add("x-amz-storage-class", "REDUCED_REDUNDANCY");

        Signed(request, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("Welcome to Amazon S3.")))).ShouldEndWith(
            "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    [Theory]
    [InlineData("?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("?max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    [InlineData("?prefix=J&max-keys=2", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void The_published_questions_to_a_bucket_are_signed_as_published(string query, string signature)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"https://examplebucket.s3.amazonaws.com/{query}");

        Signed(request, S3Signature.EmptyBody).ShouldEndWith($"SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}");
    }

    private static string Signed(HttpRequestMessage request, string bodyHash)
    {
        Signature.Sign(request, bodyHash, Moment);
        return request.Headers.GetValues("Authorization").Single();
    }
}
