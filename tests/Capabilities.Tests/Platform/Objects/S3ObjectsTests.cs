using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Daylight.Platform.Objects.S3;
using Shouldly;
using Xunit;

namespace Daylight.Platform.Objects;

/// <summary>Against Ceph's radosgw (<c>eng/objects</c>), which shares no code with us.</summary>
public sealed class S3ObjectsTests
{
    [S3Fact]
    public void What_is_put_is_read_whole_and_in_parts_and_putting_it_again_changes_nothing()
    {
        var bucket = TestBucket.Make();
        using var store = S3Objects.Open(bucket.Settings);
        var (name, bytes) = Some(300_000);

        store.Put(name, new MemoryStream(bytes));
        store.Put(name, new MemoryStream(bytes));

        store.Length(name).ShouldBe(bytes.Length);
        Whole(store, name).ShouldBe(bytes);
        store.ReadRange(name, 250_000, 16_400).ShouldBe(bytes[250_000..266_400]);
        store.ReadRange(name, 299_990, 100).ShouldBe(bytes[299_990..]);
        store.ReadRange(name, 300_000, 10).ShouldBe([]);
    }

    [S3Fact]
    public void What_is_there_is_listed_page_by_page_and_nothing_of_another_prefix()
    {
        var bucket = TestBucket.Make();
        using var store = S3Objects.Open(bucket.Settings);
        using var other = S3Objects.Open(bucket.Settings with { Prefix = "exhibits-of-others/" });
        using S3Connection connection = new(bucket.Settings, S3Connection.Handler(), TimeProvider.System);
        var some = Enumerable.Range(0, 7).Select(i => Some(100 + i)).ToList();
        some.ForEach(one => store.Put(one.Name, new MemoryStream(one.Bytes)));
        var (foreign, bytes) = Some(10);
        other.Put(foreign, new MemoryStream(bytes));
        bucket.Overwrite("notes.txt", [1]);

        var listed = new S3Listing(bucket.Settings, connection, pageSize: 2).List().ToList();

        listed.Select(one => (one.Name, one.Bytes)).ShouldBe(some.Select(one => (one.Name, (long)one.Bytes.Length)), ignoreOrder: true);
        listed.ShouldAllBe(one => (TimeProvider.System.GetUtcNow() - one.StoredAt).Duration() < TimeSpan.FromHours(1));
        store.Remove(listed[0]).ShouldBe(ObjectRemoval.Removed);
        store.Remove(listed[0]).ShouldBe(ObjectRemoval.Gone);
        store.List().Select(one => one.Name).ShouldBe(listed.Skip(1).Select(one => one.Name), ignoreOrder: true);
    }

    [S3Fact]
    public void What_a_lock_keeps_is_not_removed_and_what_none_keeps_goes_with_its_bytes()
    {
        var bucket = TestBucket.Make(locks: true);
        using var locking = S3Objects.Open(bucket.Settings with { Retention = new S3Retention("GOVERNANCE", 1) });
        using var plain = S3Objects.Open(bucket.Settings);
        var ((held, heldBytes), (free, freeBytes)) = (Some(50), Some(60));
        locking.Put(held, new MemoryStream(heldBytes));
        plain.Put(free, new MemoryStream(freeBytes));
        var listed = plain.List().ToDictionary(one => one.Name);

        plain.Remove(listed[held]).ShouldBe(ObjectRemoval.Locked);
        plain.Remove(listed[free]).ShouldBe(ObjectRemoval.Removed);

        plain.List().Select(one => one.Name).ShouldBe([held]);
        Whole(plain, held).ShouldBe(heldBytes);
        using var versions = bucket.Ask(HttpMethod.Get, "", "versions");
        versions.Content.ReadAsStringAsync().GetAwaiter().GetResult().Contains(free, StringComparison.Ordinal).ShouldBeFalse("neither bytes nor a marker are left");
    }

    [S3Fact]
    public void What_was_never_put_is_not_there()
    {
        using var store = S3Objects.Open(TestBucket.Make().Settings);
        var (name, _) = Some(10);

        store.Read(name).ShouldBeNull();
        store.ReadRange(name, 0, 5).ShouldBeNull();
        store.Length(name).ShouldBeNull();
    }

    [S3Fact]
    public void Bytes_that_are_not_those_of_the_name_are_refused_on_arrival()
    {
        var bucket = TestBucket.Make();
        using var store = S3Objects.Open(bucket.Settings);
        var (name, bytes) = Some(100_000);
        bytes[50_000] ^= 1;

        Should.Throw<ObjectStoreException>(() => store.Put(name, new MemoryStream(bytes)));
        store.Length(name).ShouldBeNull();
    }

    [S3Fact]
    public void What_is_there_is_not_written_over()
    {
        var bucket = TestBucket.Make();
        using var store = S3Objects.Open(bucket.Settings);
        var (name, bytes) = Some(100);
        bucket.Overwrite(name, [1, 2, 3]);

        store.Put(name, new MemoryStream(bytes));

        Whole(store, name).ShouldBe([1, 2, 3]); // Whoever moves objects reads back and says so.
    }

    [S3Fact]
    public void The_bucket_may_stand_in_the_host_name()
    {
        var bucket = TestBucket.Make();
        var port = new Uri(TestBucket.Endpoint).Port;
        var settings = bucket.Settings with { Endpoint = new Uri($"http://s3.localhost:{port}"), Addressing = S3Addressing.VirtualHost };
        using S3Connection connection = new(settings, LoopbackOf(port), TimeProvider.System);
        using S3Objects byHost = new(settings, connection);
        using var byPath = S3Objects.Open(bucket.Settings);
        var (name, bytes) = Some(70_000);

        byHost.Put(name, new MemoryStream(bytes));

        Whole(byHost, name).ShouldBe(bytes);
        Whole(byPath, name).ShouldBe(bytes);
    }

    [S3Fact]
    public void Each_thing_that_is_set_up_wrongly_has_its_own_name()
    {
        var settings = TestBucket.Make().Settings;
        Fault(settings with { Credentials = new S3Credentials(TestBucket.AccessKey, "another", null) }).ShouldBe(ObjectStoreFault.WrongCredentials);
        Fault(settings with { Credentials = new S3Credentials("nobody", TestBucket.Secret, null) }).ShouldBe(ObjectStoreFault.WrongCredentials);
        Fault(settings with { Bucket = "no-such-bucket" }).ShouldBe(ObjectStoreFault.NoBucket);
        Fault(settings with { Endpoint = new Uri("http://127.0.0.1:9") }).ShouldBe(ObjectStoreFault.Unreachable);
        Fault(settings, new HandClock(TimeProvider.System.GetUtcNow().AddHours(-2))).ShouldBe(ObjectStoreFault.ClockSkewed);
    }

    [S3Fact]
    public void No_message_says_the_secret()
    {
        var settings = TestBucket.Make().Settings with { Credentials = new S3Credentials(TestBucket.AccessKey, "another-secret", null) };
        using var store = S3Objects.Open(settings);

        Should.Throw<ObjectStoreException>(() => store.Length(Some(1).Name)).ToString().ShouldNotContain("another-secret");
    }

    [S3Fact]
    public void The_check_tells_what_a_bucket_offers_and_leaves_nothing_behind()
    {
        var bucket = TestBucket.Make();
        using var store = S3Objects.Open(bucket.Settings);

        var checks = store.Check();

        checks.Where(check => check.Status == "failed").ShouldBeEmpty();
        checks.Where(check => check.Status == "passed").Select(check => check.Id).ShouldBe(["write-and-read", "range", "conditional-put", "hash-on-arrival", "list", "clock"]);
        checks[^1].ShouldSatisfyAllConditions(check => check.Id.ShouldBe("object-lock"), check => check.Status.ShouldBe("not-offered"));
        using var list = bucket.Ask(HttpMethod.Get, "", "list-type=2");
        list.Content.ReadAsStringAsync().Result.ShouldNotContain("<Key>");
    }

    [S3Fact]
    public void The_check_says_that_retention_was_asked_of_a_bucket_that_has_none()
    {
        using var store = S3Objects.Open(TestBucket.Make().Settings with { Retention = new S3Retention("GOVERNANCE", 30) });

        store.Check().Single(check => check.Id == "object-lock").Status.ShouldBe("failed");
    }

    [S3Fact]
    public void Where_the_bucket_offers_it_an_object_is_locked_and_cannot_be_removed()
    {
        var bucket = TestBucket.Make(locks: true);
        using var store = S3Objects.Open(bucket.Settings with { Retention = new S3Retention("COMPLIANCE", 30) });
        var (name, bytes) = Some(1000);

        store.Put(name, new MemoryStream(bytes));

        store.Check().Single(check => check.Id == "object-lock").Status.ShouldBe("passed");
        using var head = bucket.Ask(HttpMethod.Head, name);
        head.Headers.GetValues("x-amz-object-lock-mode").ShouldBe(["COMPLIANCE"]);
        var until = DateTimeOffset.Parse(head.Headers.GetValues("x-amz-object-lock-retain-until-date").Single(), System.Globalization.CultureInfo.InvariantCulture);
        (until - TimeProvider.System.GetUtcNow()).TotalDays.ShouldBeInRange(29.9, 30.1);
        var version = head.Headers.GetValues("x-amz-version-id").Single();
        using var removed = bucket.Ask(HttpMethod.Delete, name, $"versionId={Uri.EscapeDataString(version)}");
        removed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Whole(store, name).ShouldBe(bytes);
    }

    private static ObjectStoreFault Fault(S3Settings settings, TimeProvider? clock = null)
    {
        using S3Connection connection = new(settings, S3Connection.Handler(), clock ?? TimeProvider.System);
        using S3Objects store = new(settings, connection);
        var (name, bytes) = Some(10);
        var writing = Should.Throw<ObjectStoreException>(() => store.Put(name, new MemoryStream(bytes))).Fault;
        Should.Throw<ObjectStoreException>(() => store.Length(name)).Fault.ShouldBe(writing);
        store.Check().ShouldHaveSingleItem().Status.ShouldBe("failed");
        return writing;
    }

    // The name server knows nothing of buckets here: whatever the host is called, it is this machine.
    private static SocketsHttpHandler LoopbackOf(int port) => new()
    {
        ConnectCallback = async (_, cancellation) =>
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private static byte[] Whole(S3Objects store, string name)
    {
        using var stream = store.Read(name).ShouldNotBeNull();
        return ObjectFolder.Whole(stream);
    }

    private static (string Name, byte[] Bytes) Some(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        return (Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
    }
}
