using System.Globalization;
using Daylight.Ledger;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>Names logs and holds their signing keys: one log per institution and year.</summary>
internal sealed class LogKeys(KeyRing keys, EvidenceOptions options)
{
    public string Origin(string institutionId, long year) =>
        $"{options.OriginHost}/{institutionId}/{year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The log's key; the institution's 32 secret bytes are its seed, the origin its name.</summary>
    public NoteSigner Signer(Session session, string institutionId, string origin) =>
        new(origin, keys.Institution(session, institutionId, "log"));
}

/// <summary>Settings of the room.</summary>
public sealed record EvidenceOptions
{
    /// <summary>The first part of every log's origin: a host name of the operator, without scheme, blank or plus sign.</summary>
    public string OriginHost { get; init; } = "daylight.local";
}
