using System.Security.Cryptography;
using Daylight.Platform.Objects;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Evidence;

/// <summary>Exhibits that wander between the local folder and Ceph's radosgw.</summary>
public sealed class ObjectMoveTests
{
    private const string Institution = TestInstallation.Institution;

    [S3Fact]
    public async Task Exhibits_move_out_of_the_folder_and_the_ledger_still_verifies_to_the_last_byte()
    {
        var bucket = TestBucket.Make();
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        bucket.Configure(folder);
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite, folder: folder);
        var content = await AppendAsync(home, 5);
        var orphan = home.Get<ObjectFolder>().Put(RandomNumberGenerator.GetBytes(100));

        var report = await home.Get<ObjectMove>().ToOutsideAsync(null, CancellationToken.None);

        report.Moved.ShouldBe(5);
        home.Get<ObjectFolder>().Names().ShouldBe([orphan], "what no exhibit refers to stays");
        foreach (var (exhibit, plain) in content)
        {
            (await home.ReadAsync(session => home.Get<Exhibits>().OpenForInspection(session, Institution, exhibit))).ShouldBe(plain);
        }

        (await VerifyAsync(home)).Ok.ShouldBeTrue();
        (await home.Get<ObjectMove>().ToOutsideAsync(null, CancellationToken.None)).Moved.ShouldBe(0);
    }

    [S3Fact]
    public async Task A_move_that_was_stopped_goes_on_where_it_stood()
    {
        var bucket = TestBucket.Make();
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        bucket.Configure(folder);
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite, folder: folder);
        await AppendAsync(home, 6);
        using CancellationTokenSource stop = new();

        await Should.ThrowAsync<OperationCanceledException>(() => home.Get<ObjectMove>().ToOutsideAsync(new Stopping(stop, after: 2), stop.Token));

        home.Get<ObjectFolder>().Names().Count().ShouldBe(4);
        (await VerifyAsync(home)).Ok.ShouldBeTrue("half here, half there");
        (await home.Get<ObjectMove>().ToOutsideAsync(null, CancellationToken.None)).Moved.ShouldBe(4);
        (await VerifyAsync(home)).Ok.ShouldBeTrue();
    }

    [S3Fact]
    public async Task Other_bytes_under_the_name_outside_keep_the_local_copy_and_say_so()
    {
        var bucket = TestBucket.Make();
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        bucket.Configure(folder);
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite, folder: folder);
        await AppendAsync(home, 1);
        var name = home.Get<ObjectFolder>().Names().Single();
        bucket.Overwrite(name, new byte[70_000]);

        var failure = await Should.ThrowAsync<ObjectStoreException>(() => home.Get<ObjectMove>().ToOutsideAsync(null, CancellationToken.None));

        failure.Fault.ShouldBe(ObjectStoreFault.Changed);
        home.Get<ObjectFolder>().Names().ShouldBe([name]);
    }

    [S3Fact]
    public async Task A_deep_verification_finds_what_was_changed_or_removed_outside()
    {
        var bucket = TestBucket.Make();
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        bucket.Configure(folder);
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite, folder: folder);
        await AppendAsync(home, 2);
        var names = home.Get<ObjectFolder>().Names().ToList();
        await home.Get<ObjectMove>().ToOutsideAsync(null, CancellationToken.None);

        bucket.Overwrite(names[0], new byte[70_000]);
        using (bucket.Ask(HttpMethod.Delete, names[1]))
        {
        }

        var exhibits = (await VerifyAsync(home)).Checks.Single(check => check.Id == "exhibits");
        exhibits.Status.ShouldBe("failed");
        exhibits.Text.En.ShouldContain("the sealed bytes were changed");
        exhibits.Text.En.ShouldContain("missing");
    }

    [S3Fact]
    public async Task Exhibits_come_back_into_the_folder_and_what_is_nowhere_is_told()
    {
        var bucket = TestBucket.Make();
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        bucket.Configure(folder);
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite, folder: folder);
        await AppendAsync(home, 4);
        var gone = home.Get<ObjectFolder>().Names().First();
        await home.Get<ObjectMove>().ToOutsideAsync(null, CancellationToken.None);
        using (bucket.Ask(HttpMethod.Delete, gone))
        {
        }

        var report = await home.Get<ObjectMove>().ToFolderAsync(null, CancellationToken.None);

        report.Moved.ShouldBe(3);
        report.Missing.ShouldBe([gone]);
        home.Get<ObjectFolder>().Names().Count().ShouldBe(3);
    }

    [S3Fact]
    public async Task The_server_moves_new_exhibits_by_itself()
    {
        var bucket = TestBucket.Make();
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        bucket.Configure(folder);
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite, folder: folder);
        await AppendAsync(home, 2);
        await home.StartAsync();

        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while ((await StatusAsync(home)).Waiting > 0)
        {
            await Task.Delay(50, limit.Token);
        }

        (await StatusAsync(home)).ShouldBe(new ObjectStoreStatus("s3", 0, null, null, null));
        (await VerifyAsync(home)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task While_the_store_is_away_exhibits_wait_in_the_folder_are_read_from_there_and_the_page_says_why()
    {
        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        var config = Directory.CreateDirectory(Path.Combine(folder, "config")).FullName;
        await File.WriteAllTextAsync(Path.Combine(config, "c"), "id\nsecret\n");
        await File.WriteAllTextAsync(Path.Combine(config, "objects.json"), """{"store": "s3", "endpoint": "http://127.0.0.1:9", "bucket": "abc", "credentialsFile": "c"}""");
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite, folder: folder);
        await home.StartAsync();
        var content = await AppendAsync(home, 1);

        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while ((await StatusAsync(home)).Problem is null)
        {
            await Task.Delay(50, limit.Token);
        }

        var status = await StatusAsync(home);
        status.Waiting.ShouldBe(1);
        status.Problem!.En.ShouldBe("the object store does not answer");
        (await home.ReadAsync(session => home.Get<Exhibits>().OpenForInspection(session, Institution, content[0].Exhibit))).ShouldBe(content[0].Plain);
        (await VerifyAsync(home)).Ok.ShouldBeTrue();
    }

    private static async Task<List<(string Exhibit, byte[] Plain)>> AppendAsync(TestInstallation home, int count)
    {
        List<(string, byte[])> content = [];
        for (var i = 0; i < count; i++)
        {
            var plain = RandomNumberGenerator.GetBytes(70_000 + i);
            var receipt = await home.WriteAsync(session => home.Get<EvidenceLog>().Append(session, new EntryDraft(Institution, "recording.kept")
            {
                SubjectId = "pe1",
                Content = new EvidenceContent(plain, "audio/ogg"),
            }));
            content.Add((receipt.ExhibitId!, plain));
        }

        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        return content;
    }

    private static Task<VerificationView> VerifyAsync(TestInstallation home) =>
        home.Get<LedgerVerification>().RunAsync(Institution, null, deep: true, null, CancellationToken.None);

    private static async Task<ObjectStoreStatus> StatusAsync(TestInstallation home) =>
        (await home.WriteAsync(session => home.Get<LogStatus>().Read(session, Institution))).Objects;

    private sealed class Stopping(CancellationTokenSource stop, long after) : IProgress<ObjectMoveProgress>
    {
        public void Report(ObjectMoveProgress value)
        {
            if (value.Done == after)
            {
                stop.Cancel();
            }
        }
    }
}
