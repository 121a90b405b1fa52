using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Daylight.Platform.Objects.S3;

/// <summary>
/// Sealed objects in a bucket of a store that speaks S3. A put is conditional, carries the hashes of what it sends, and asks
/// for retention where the bucket offers Object Lock.
/// </summary>
internal sealed class S3Objects(S3Settings settings, S3Connection connection) : IObjectStore, IDisposable
{
    private const int CopyBytes = 128 * 1024;
    private bool? _locks;

    /// <inheritdoc />
    public string Kind => "s3";

    /// <summary>Opens what <c>config/objects.json</c> names; null if it names none.</summary>
    public static S3Objects? Open(DataDirectory data) => S3Settings.Read(data) is { } settings ? Open(settings) : null;

    /// <summary>The signature holds only in real time, whatever time the product lives in.</summary>
    public static S3Objects Open(S3Settings settings) => new(settings, new S3Connection(settings, S3Connection.Handler(), TimeProvider.System));

    /// <inheritdoc />
    public void Put(string name, Stream sealedBytes)
    {
        var retention = settings.Retention is not null && Locks() ? settings.Retention : null;
        using var conditional = Put(name, sealedBytes, retention, onlyIfAbsent: true);
        if (conditional.IsSuccessStatusCode || conditional.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return;
        }

        if (conditional.StatusCode is not (HttpStatusCode.NotImplemented or HttpStatusCode.Conflict))
        {
            throw connection.Failure(conditional);
        }

        // A store without conditional puts, or another server that puts the same bytes at this moment: the same name is the
        // same content, so writing it over loses nothing.
        using var plain = Put(name, sealedBytes, retention, onlyIfAbsent: false);
        if (!plain.IsSuccessStatusCode)
        {
            throw connection.Failure(plain);
        }
    }

    /// <inheritdoc />
    public Stream? Read(string name)
    {
        var answer = connection.Send(HttpMethod.Get, name, "");
        if (answer.IsSuccessStatusCode)
        {
            return new AnswerStream(answer, settings.Endpoint.Host);
        }

        using (answer)
        {
            return Missing(answer) ? null : throw connection.Failure(answer);
        }
    }

    /// <inheritdoc />
    public byte[]? ReadRange(string name, long offset, int length)
    {
        using var answer = connection.Send(HttpMethod.Get, name, "", request => request.Headers.Range = new RangeHeaderValue(offset, offset + length - 1));
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return [];
        }

        if (answer.StatusCode == HttpStatusCode.PartialContent)
        {
            using AnswerStream stream = new(answer, settings.Endpoint.Host);
            return ObjectFolder.Whole(stream);
        }

        return answer.IsSuccessStatusCode
            ? throw new ObjectStoreException(ObjectStoreFault.Refused, $"{settings.Endpoint.Host}: the store does not give ranges.")
            : Missing(answer) ? null : throw connection.Failure(answer);
    }

    /// <inheritdoc />
    public long? Length(string name)
    {
        using var answer = connection.Send(HttpMethod.Head, name, "");
        if (answer.IsSuccessStatusCode)
        {
            return answer.Content.Headers.ContentLength;
        }

        // An answer to HEAD has no body: what is wrong is told by a reading.
        using var stream = Read(name);
        return stream?.Length;
    }

    /// <inheritdoc />
    public IEnumerable<KeptObject> List() => new S3Listing(settings, connection).List();

    /// <inheritdoc />
    public ObjectRemoval Remove(KeptObject kept) => new S3Listing(settings, connection).Remove(kept);

    /// <inheritdoc />
    public IReadOnlyList<ObjectStoreCheck> Check() => new S3Check(settings, this, connection).Run();

    public void Dispose() => connection.Dispose();

    /// <summary>True if the bucket offers Object Lock; asked once.</summary>
    internal bool Locks()
    {
        if (_locks is not { } known)
        {
            using var answer = connection.Send(HttpMethod.Get, "", "object-lock");
            _locks = known = answer.IsSuccessStatusCode
                ? answer.Content.ReadAsStringAsync().GetAwaiter().GetResult().Contains("<ObjectLockEnabled>Enabled<", StringComparison.Ordinal)
                : S3Connection.Code(answer) is "ObjectLockConfigurationNotFoundError" or "NotImplemented" or "MethodNotAllowed"
                    ? false
                    : throw connection.Failure(answer);
        }

        return known;
    }

    internal HttpResponseMessage Put(string name, Stream sealedBytes, S3Retention? retention, bool onlyIfAbsent, byte[]? statedMd5 = null)
    {
        sealedBytes.Position = 0;
#pragma warning disable CA5351 // Content-MD5 is what S3 checks on arrival; the SHA-256 beside it is what anything relies on.
        var md5 = statedMd5 ?? MD5.HashData(sealedBytes);
#pragma warning restore CA5351
        sealedBytes.Position = 0;
        using LentContent content = new(sealedBytes);
        content.Headers.ContentMD5 = md5;
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return connection.Put(name, content, name, request =>
        {
            request.Headers.Add("x-amz-checksum-sha256", Convert.ToBase64String(Convert.FromHexString(name)));
            if (onlyIfAbsent)
            {
                request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
            }

            if (retention is not null)
            {
                request.Headers.Add("x-amz-object-lock-mode", retention.Mode);
                request.Headers.Add("x-amz-object-lock-retain-until-date", connection.Now.AddDays(retention.Days).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            }
        });
    }

    private static bool Missing(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.NotFound && S3Connection.Code(answer) is "NoSuchKey" or "";

    /// <summary>Sends a stream that its owner keeps: it may be sent a second time.</summary>
    private sealed class LentContent(Stream stream) : HttpContent
    {
        protected override void SerializeToStream(Stream target, TransportContext? context, CancellationToken cancellationToken) => stream.CopyTo(target, CopyBytes);

        protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) => stream.CopyToAsync(target, CopyBytes);

        protected override bool TryComputeLength(out long length)
        {
            length = stream.Length;
            return true;
        }
    }
}
