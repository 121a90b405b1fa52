using Daylight.Platform.Objects.S3;
using Shouldly;
using Xunit;

namespace Daylight.Platform.Objects;

public sealed class S3SettingsTests : IDisposable
{
    private readonly SettingsFolder _folder = new("objects.json");

    [Theory]
    [InlineData("""{"store": "gcs"}""", "store: folder and s3 are known")]
    [InlineData("""{"store": "s3", "endpoint": "ftp://x", "bucket": "abc", "credentialsFile": "c"}""", "endpoint:")]
    [InlineData("""{"store": "s3", "endpoint": "https://s3.example/base", "bucket": "abc", "credentialsFile": "c"}""", "endpoint:")]
    [InlineData("""{"store": "s3", "endpoint": "https://s3.example", "bucket": "Up", "credentialsFile": "c"}""", "bucket:")]
    [InlineData("""{"store": "s3", "endpoint": "https://s3.example", "bucket": "abc", "prefix": "no-slash", "credentialsFile": "c"}""", "prefix:")]
    [InlineData("""{"store": "s3", "endpoint": "https://s3.example", "bucket": "abc", "addressing": "dns", "credentialsFile": "c"}""", "addressing:")]
    [InlineData("""{"store": "s3", "endpoint": "https://s3.example", "bucket": "abc", "credentialsFile": "gone"}""", "gone: there is no such file")]
    [InlineData("""{"store": "s3", "endpoint": "https://s3.example", "bucket": "abc", "credentialsFile": "one-line"}""", "one-line:")]
    [InlineData("""{"store": "s3", "endpoint": "https://s3.example", "bucket": "abc", "credentialsFile": "c", "retentionDays": 0}""", "retentionDays:")]
    [InlineData("""{"store": "s3", "endpoint": "https://s3.example", "bucket": "abc", "credentialsFile": "c", "retentionMode": "compliance"}""", "retentionDays:")]
    [InlineData("""{"store": "s3", "endpoint": "https://s3.example", "bucket": "abc", "secret": "x"}""", "secret")]
    public void A_field_that_cannot_be_meant_is_named(string settings, string told)
    {
        Write(settings);

        var message = Should.Throw<InvalidOperationException>(() => S3Settings.Read(_folder.Data)).Message;
        message.ShouldContain(told);
        message.ShouldNotContain("very-secret");
    }

    [Fact]
    public void Settings_are_read_and_never_print_the_secret()
    {
        Write("""{"store": "s3", "endpoint": "https://s3.example", "region": "cn-north-1", "bucket": "abc", "prefix": "a/b/", "addressing": "virtual-host", "credentialsFile": "c", "retentionDays": 1095, "retentionMode": "compliance"}""");

        var settings = S3Settings.Read(_folder.Data).ShouldNotBeNull();
        settings.Retention.ShouldBe(new S3Retention("COMPLIANCE", 1095));
        settings.Addressing.ShouldBe(S3Addressing.VirtualHost);
        settings.Credentials.SecretAccessKey.ShouldBe("very-secret");
        settings.ToString().ShouldNotContain("very-secret");
    }

    [Fact]
    public void Without_a_file_and_with_a_folder_there_is_no_store_outside()
    {
        S3Settings.Read(_folder.Data).ShouldBeNull();
        Write("""{"store": "folder"}""");
        S3Settings.Read(_folder.Data).ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string settings)
    {
        _folder.With(settings, "c", "id\nvery-secret\n");
        _folder.With(settings, "one-line");
    }
}
