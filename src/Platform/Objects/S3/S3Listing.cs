using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;

namespace Daylight.Platform.Objects.S3;

/// <summary>
/// Lists the versions of a bucket's objects and removes one of them. By version: in a bucket with Object Lock a removal without one
/// only lays a marker over the bytes, which stay.
/// </summary>
internal sealed class S3Listing(S3Settings settings, S3Connection connection, int pageSize = 1_000)
{
    private const int PagesMax = 100_000;

    public IEnumerable<KeptObject> List()
    {
        var from = "";
        for (var page = 0; page < PagesMax; page++)
        {
            var answer = Page(from);
            foreach (var one in answer.Elements().Where(one => one.Name.LocalName == "Version").Select(Kept).OfType<KeptObject>())
            {
                yield return one;
            }

            if (Text(answer, "IsTruncated") != "true" || Text(answer, "NextKeyMarker") is not { Length: > 0 } next)
            {
                yield break;
            }

            from = $"&key-marker={Uri.EscapeDataString(next)}" + (Text(answer, "NextVersionIdMarker") is { Length: > 0 } version ? $"&version-id-marker={Uri.EscapeDataString(version)}" : "");
        }
    }

    public ObjectRemoval Remove(KeptObject kept)
    {
        var version = kept.Version is null ? "" : $"versionId={Uri.EscapeDataString(kept.Version)}";
        using (var head = connection.Send(HttpMethod.Head, kept.Name, version))
        {
            if (head.StatusCode == HttpStatusCode.NotFound)
            {
                return ObjectRemoval.Gone;
            }

            if (IsLocked(head))
            {
                return ObjectRemoval.Locked;
            }
        }

        using var removed = connection.Send(HttpMethod.Delete, kept.Name, version);
        if (removed.IsSuccessStatusCode)
        {
            return ObjectRemoval.Removed;
        }

        // A lock that the key may not see is refused as any removal that is not allowed: the store decides, and the object stays.
        return S3Connection.Code(removed) is "InvalidRequest" or "ObjectLocked" ? ObjectRemoval.Locked : throw connection.Failure(removed);
    }

    private bool IsLocked(HttpResponseMessage head) =>
        (Header(head, "x-amz-object-lock-legal-hold") is "ON")
        || (DateTimeOffset.TryParse(Header(head, "x-amz-object-lock-retain-until-date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) && until > connection.Now);

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private XElement Page(string from)
    {
        using var answer = connection.Send(HttpMethod.Get, "", $"versions&max-keys={pageSize}&prefix={Uri.EscapeDataString(settings.Prefix)}{from}");
        if (!answer.IsSuccessStatusCode)
        {
            throw connection.Failure(answer);
        }

        try
        {
            using var stream = answer.Content.ReadAsStream();
            return XElement.Load(stream);
        }
        catch (Exception failure) when (failure is XmlException or IOException)
        {
            throw new ObjectStoreException(ObjectStoreFault.Refused, $"{settings.Endpoint.Host}: the list of objects cannot be read.", failure);
        }
    }

    private KeptObject? Kept(XElement version)
    {
        var name = Text(version, "Key") is { } key && key.StartsWith(settings.Prefix, StringComparison.Ordinal) ? key[settings.Prefix.Length..] : "";
        return ObjectFolder.IsName(name)
            && long.TryParse(Text(version, "Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && DateTimeOffset.TryParse(Text(version, "LastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? new KeptObject(name, bytes, at, Text(version, "VersionId"))
                : null;
    }

    private static string? Text(XElement parent, string name) => parent.Elements().FirstOrDefault(one => one.Name.LocalName == name)?.Value;
}
