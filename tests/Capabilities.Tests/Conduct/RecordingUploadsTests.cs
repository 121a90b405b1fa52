using System.Security.Cryptography;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Conduct;

public sealed class RecordingUploadsTests
{
    private const string Institution = TestInstallation.Institution;

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Chunks_become_one_exhibit_with_a_receipt_and_the_chunks_go(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var conversation = await home.OpenCallAsync();
        var upload = await BeginAsync(home, conversation);
        var whole = RandomNumberGenerator.GetBytes(250_001);
        await SendAsync(home, upload, whole, 0, 100_000);
        await SendAsync(home, upload, whole, 100_000, 1);
        await SendAsync(home, upload, whole, 100_001, 150_000);

        var done = (await CompleteAsync(home, upload, whole)).Value;

        done.Offset.ShouldBe(whole.Length);
        (await OpenedAsync(home, done.ExhibitId!)).ShouldBe(whole);
        (await home.ActsAsync()).ShouldContain("conversation.recorded");
        (await CompleteAsync(home, upload, whole)).Value.ShouldBe(done, "asked again, it is the same");
        home.Get<ObjectFolder>().Names().Count().ShouldBe(1, "only the exhibit is left");
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await home.Get<LedgerVerification>().RunAsync(Institution, null, deep: true, null, CancellationToken.None)).Ok.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task After_the_server_was_stopped_the_upload_goes_on_at_the_last_acknowledged_byte(Dialect dialect)
    {
        var home = await ConductHome.OpenAsync(dialect);
        var upload = await BeginAsync(home, await home.OpenCallAsync());
        var whole = RandomNumberGenerator.GetBytes(200_000);
        await SendAsync(home, upload, whole, 0, 70_000);

        await using var again = await home.RestartAsync(dialect);
        var found = (await again.Get<Uploads>().FindAsync(again.Collector, upload, CancellationToken.None)).Value;
        found.Offset.ShouldBe(70_000);
        await SendAsync(again, upload, whole, (int)found.Offset, 130_000);

        var done = (await CompleteAsync(again, upload, whole)).Value;
        (await OpenedAsync(again, done.ExhibitId!)).ShouldBe(whole);
    }

    [Fact]
    public async Task A_chunk_whose_hash_is_another_is_refused_and_nothing_of_it_is_kept()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var upload = await BeginAsync(home, await home.OpenCallAsync());

        var refused = await home.Get<Uploads>().AppendAsync(home.Collector, upload, 0, SHA256.HashData([1, 2, 3]), [1, 2, 4], CancellationToken.None);

        refused.Failure!.Code.ShouldBe("chunk-hash");
        home.Get<ObjectFolder>().Names().ShouldBeEmpty();
        (await home.Get<Uploads>().FindAsync(home.Collector, upload, CancellationToken.None)).Value.Offset.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_chunk_in_the_wrong_place_is_told_the_right_one_and_of_two_at_once_one_stays(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var upload = await BeginAsync(home, await home.OpenCallAsync());
        var whole = RandomNumberGenerator.GetBytes(1000);

        var both = await Task.WhenAll(TrySendAsync(home, upload, whole, 0, 600), TrySendAsync(home, upload, whole, 0, 600));

        both.Count(answer => !answer.IsFailure).ShouldBe(1);
        var late = both.Single(answer => answer.IsFailure).Failure!;
        late.Code.ShouldBe("upload-offset");
        late.Facts!["offset"].ShouldBe("600");
        home.Get<ObjectFolder>().Names().Count().ShouldBe(1);
        (await TrySendAsync(home, upload, whole, 601, 399)).Failure!.Facts!["offset"].ShouldBe("600");
    }

    [Fact]
    public async Task A_whole_whose_hash_is_another_becomes_no_exhibit()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var upload = await BeginAsync(home, await home.OpenCallAsync());
        var whole = RandomNumberGenerator.GetBytes(1000);
        await SendAsync(home, upload, whole, 0, 999);

        (await CompleteAsync(home, upload, whole)).Failure!.Code.ShouldBe("upload-hash");
        (await home.ActsAsync()).ShouldNotContain("conversation.recorded");
        await SendAsync(home, upload, whole, 999, 1);
        (await CompleteAsync(home, upload, whole)).IsFailure.ShouldBeFalse();
        (await TrySendAsync(home, upload, whole, 1000, 0)).IsFailure.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_but_the_holder_records_a_conversation_or_touches_its_upload()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var conversation = await home.OpenCallAsync();
        var upload = await BeginAsync(home, conversation);

        (await home.Get<RecordingUploads>().BeginAsync(home.Colleague, new BeginUploadRequest(conversation, "audio/ogg"), CancellationToken.None)).Failure!.Kind.ShouldBe(FailureKind.NotFound);
        (await home.Get<Uploads>().FindAsync(home.Colleague, upload, CancellationToken.None)).Failure!.Kind.ShouldBe(FailureKind.NotFound);
        (await home.Get<Uploads>().AppendAsync(home.Colleague, upload, 0, SHA256.HashData([1]), [1], CancellationToken.None)).Failure!.Kind.ShouldBe(FailureKind.NotFound);
        (await home.Get<RecordingUploads>().CompleteAsync(home.Colleague, upload, new CompleteUploadRequest(new string('0', 64)), CancellationToken.None)).Failure!.Kind.ShouldBe(FailureKind.NotFound);
    }

    [Fact]
    public async Task What_is_no_recording_or_too_much_is_refused()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var conversation = await home.OpenCallAsync();
        (await home.Get<RecordingUploads>().BeginAsync(home.Collector, new BeginUploadRequest(conversation, "text/html"), CancellationToken.None)).Failure!.Field.ShouldBe("mediaType");
        var upload = await BeginAsync(home, conversation);

        var large = new byte[Uploads.ChunkBytesMax + 1];
        (await home.Get<Uploads>().AppendAsync(home.Collector, upload, 0, SHA256.HashData(large), large, CancellationToken.None)).Failure!.Code.ShouldBe("chunk-size");
        for (var i = 1; i < Uploads.OpenMax; i++)
        {
            await BeginAsync(home, conversation);
        }

        (await home.Get<RecordingUploads>().BeginAsync(home.Collector, new BeginUploadRequest(conversation, "audio/ogg"), CancellationToken.None)).Failure!.Code.ShouldBe("too-many-uploads");
    }

    [Fact]
    public async Task While_it_comes_in_the_recording_is_nowhere_in_the_clear()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var upload = await BeginAsync(home, await home.OpenCallAsync());
        var whole = RandomNumberGenerator.GetBytes(100_000);
        await SendAsync(home, upload, whole, 0, 50_000);
        await SendAsync(home, upload, whole, 50_000, 50_000);

        FilesHolding(home.Installation.Folder, whole.AsSpan(1000, 64).ToArray()).ShouldBeEmpty();
        await CompleteAsync(home, upload, whole);
        FilesHolding(home.Installation.Folder, whole.AsSpan(60_000, 64).ToArray()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_nobody_goes_on_with_is_given_up_after_a_week()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var upload = await BeginAsync(home, await home.OpenCallAsync());
        await SendAsync(home, upload, new byte[10], 0, 10);

        home.Clock.Now += Uploads.KeptFor - TimeSpan.FromMinutes(1);
        (await home.Get<Uploads>().SweepAsync(CancellationToken.None)).ShouldBe(0);
        home.Clock.Now += TimeSpan.FromMinutes(2);
        (await home.Get<Uploads>().SweepAsync(CancellationToken.None)).ShouldBe(1);

        home.Get<ObjectFolder>().Names().ShouldBeEmpty();
        (await home.Get<Uploads>().FindAsync(home.Collector, upload, CancellationToken.None)).IsFailure.ShouldBeTrue();
    }

    private static async Task<string> BeginAsync(ConductHome home, string conversation) =>
        (await home.Get<RecordingUploads>().BeginAsync(home.Collector, new BeginUploadRequest(conversation, "audio/ogg"), CancellationToken.None)).Value.Id;

    private static Task<Result<UploadView>> TrySendAsync(ConductHome home, string upload, byte[] whole, int from, int length)
    {
        var chunk = whole[from..(from + length)];
        return home.Get<Uploads>().AppendAsync(home.Collector, upload, from, SHA256.HashData(chunk), chunk, CancellationToken.None);
    }

    private static async Task SendAsync(ConductHome home, string upload, byte[] whole, int from, int length) =>
        (await TrySendAsync(home, upload, whole, from, length)).Value.Offset.ShouldBe(from + length);

    private static Task<Result<UploadView>> CompleteAsync(ConductHome home, string upload, byte[] whole) => home.Get<RecordingUploads>().CompleteAsync(
        home.Collector, upload, new CompleteUploadRequest(Convert.ToHexStringLower(SHA256.HashData(whole))), CancellationToken.None);

    private static Task<byte[]> OpenedAsync(ConductHome home, string exhibit) =>
        home.ReadAsync(session => home.Get<Exhibits>().OpenForInspection(session, Institution, exhibit));

    private static List<string> FilesHolding(string folder, byte[] needle) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("daylight.lock", StringComparison.Ordinal)).Where(path =>
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(needle) >= 0;
        })];
}
