namespace Daylight.Platform.Objects;

/// <summary>Why an object store does not do what it was asked.</summary>
public enum ObjectStoreFault
{
    /// <summary>Nobody answers at the address, or the answer broke off.</summary>
    Unreachable,

    /// <summary>It does not know the access key, or the secret is another one.</summary>
    WrongCredentials,

    /// <summary>It knows who asks, who may not do this.</summary>
    Denied,

    /// <summary>There is no bucket of that name.</summary>
    NoBucket,

    /// <summary>Its clock and ours are too far apart for a signature to hold.</summary>
    ClockSkewed,

    /// <summary>What it holds under a name has not the hash that the name says.</summary>
    Changed,

    /// <summary>It refuses for another reason, which the detail tells.</summary>
    Refused,
}

/// <summary>An object store failed. Nothing in it says a secret.</summary>
/// <param name="fault">Why.</param>
/// <param name="detail">What the store or the network said, and what to look at.</param>
/// <param name="inner">What broke underneath.</param>
public sealed class ObjectStoreException(ObjectStoreFault fault, string detail, Exception? inner = null) : IOException(detail, inner)
{
    /// <summary>Why.</summary>
    public ObjectStoreFault Fault { get; } = fault;

    /// <summary>Why, in a sentence for the screen.</summary>
    public Bilingual Words => Fault switch
    {
        ObjectStoreFault.Unreachable => new("对象存储没有应答", "the object store does not answer"),
        ObjectStoreFault.WrongCredentials => new("对象存储不认可访问密钥", "the object store does not accept the access key or its secret"),
        ObjectStoreFault.Denied => new("访问密钥没有所需权限", "the access key may not do this"),
        ObjectStoreFault.NoBucket => new("没有这个存储桶", "there is no such bucket"),
        ObjectStoreFault.ClockSkewed => new("本机时钟与对象存储的时钟相差过大", "the clocks of this server and of the object store are too far apart"),
        ObjectStoreFault.Changed => new("对象存储交回的内容与其哈希不符", "the object store gave back other bytes than were stored"),
        ObjectStoreFault.Refused => new("对象存储拒绝了请求", "the object store refused the request"),
        _ => throw new InvalidOperationException("Unknown fault."),
    };
}
