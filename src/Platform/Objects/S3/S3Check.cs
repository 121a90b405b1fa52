using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace Daylight.Platform.Objects.S3;

/// <summary>Tries a bucket with a small object, which it removes again.</summary>
internal sealed class S3Check(S3Settings settings, S3Objects store, S3Connection connection)
{
    private const int SkewSecondsMax = 60;
    private static readonly byte[] Probe = "daylight objects check"u8.ToArray();
    private static readonly string Name = Convert.ToHexStringLower(SHA256.HashData(Probe));

    public IReadOnlyList<ObjectStoreCheck> Run()
    {
        List<ObjectStoreCheck> checks = [];
        try
        {
            checks.Add(WriteAndRead());
            checks.Add(Range());
            checks.Add(ConditionalPut());
            checks.Add(HashesOnArrival());
            checks.Add(Listing());
            checks.Add(Remove());
            checks.Add(ObjectLock());
        }
        catch (ObjectStoreException failure)
        {
            checks.Add(new ObjectStoreCheck("answers", "failed", new($"{failure.Words.Zh}（{failure.Message}）", $"{failure.Words.En} ({failure.Message})")));
        }

        return checks;
    }

    private ObjectStoreCheck WriteAndRead()
    {
        using var put = store.Put(Name, new MemoryStream(Probe), null, onlyIfAbsent: false);
        if (!put.IsSuccessStatusCode)
        {
            throw connection.Failure(put);
        }

        using var stream = store.Read(Name);
        return stream is not null && ObjectFolder.Whole(stream).AsSpan().SequenceEqual(Probe)
            ? Of("write-and-read", true, "写入的对象可原样读回", "an object that was written is read back unchanged")
            : Of("write-and-read", false, "写入的对象不能原样读回", "an object that was written is not read back unchanged");
    }

    private ObjectStoreCheck Range() => store.ReadRange(Name, 9, 7).AsSpan().SequenceEqual("objects"u8)
        ? Of("range", true, "可只读取一段（录音拖动播放用）", "a part can be read alone (for seeking in recordings)")
        : Of("range", false, "不能只读取一段", "a part cannot be read alone");

    private ObjectStoreCheck ConditionalPut()
    {
        using var again = store.Put(Name, new MemoryStream(Probe), null, onlyIfAbsent: true);
        return again.StatusCode == HttpStatusCode.PreconditionFailed
            ? Of("conditional-put", true, "已有的对象不会被覆盖（If-None-Match）", "what is there is not written over (If-None-Match)")
            : Without("conditional-put", "不支持条件写入；同名即同内容，可以不用", "no conditional puts; the same name is the same content, so it is not needed");
    }

    private ObjectStoreCheck HashesOnArrival()
    {
        using var wrong = store.Put(Name, new MemoryStream(Probe), null, onlyIfAbsent: false, statedMd5: new byte[16]);
        return wrong.StatusCode == HttpStatusCode.BadRequest
            ? Of("hash-on-arrival", true, "到达时核对哈希，传坏即拒收", "hashes are checked on arrival, what broke on the way is refused")
            : Without("hash-on-arrival", "到达时不核对哈希；每个对象都会读回核对", "hashes are not checked on arrival; every object is read back anyway");
    }

    private ObjectStoreCheck Listing()
    {
        try
        {
            return store.List().Any(one => one.Name == Name)
                ? Of("list", true, "可列出对象（查找无人引用的对象用）", "objects can be listed (for finding those that nothing refers to)")
                : Without("list", "列出的对象中没有刚写入的对象；不能用来查找无人引用的对象", "what was just written is not among the objects listed; those that nothing refers to cannot be found");
        }
        catch (ObjectStoreException failure) when (failure.Fault is ObjectStoreFault.Denied or ObjectStoreFault.Refused)
        {
            return Without("list", "不能列出对象；只有查找无人引用的对象时才需要", "objects cannot be listed; only finding those that nothing refers to needs it");
        }
    }

    private ObjectStoreCheck Remove()
    {
        using var removed = connection.Send(HttpMethod.Delete, Name, "");
        var ahead = connection.Ahead(removed) ?? TimeSpan.Zero;
        var seconds = ahead.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        return Math.Abs(ahead.TotalSeconds) <= SkewSecondsMax
            ? Of("clock", true, "对象存储的时钟与本机一致", "the store's clock agrees with ours")
            : Of("clock", false, $"对象存储的时钟比本机快 {seconds} 秒", $"the store's clock is {seconds} s ahead of ours");
    }

    private ObjectStoreCheck ObjectLock() => (store.Locks(), settings.Retention) switch
    {
        (true, { } retention) => Of(
            "object-lock", true,
            string.Create(CultureInfo.InvariantCulture, $"存储桶提供保留锁定：每个对象锁定 {retention.Days} 天（{retention.Mode}）"),
            string.Create(CultureInfo.InvariantCulture, $"the bucket offers Object Lock: each object is locked for {retention.Days} days ({retention.Mode})")),
        (true, null) => Without("object-lock", "存储桶提供保留锁定，但未设 retentionDays，不使用", "the bucket offers Object Lock, but retentionDays is not set: it is not used"),
        (false, { }) => Of("object-lock", false, "设了 retentionDays，但存储桶不提供保留锁定", "retentionDays is set, but the bucket offers no Object Lock"),
        (false, null) => Without("object-lock", "存储桶不提供保留锁定", "the bucket offers no Object Lock"),
    };

    private static ObjectStoreCheck Of(string id, bool passed, string zh, string en) => new(id, passed ? "passed" : "failed", new(zh, en));

    private static ObjectStoreCheck Without(string id, string zh, string en) => new(id, "not-offered", new(zh, en));
}
