using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>How a conversation begins, checked; who may be contacted in it comes from the permit or the inbound contact.</summary>
internal sealed record ConversationStart
{
    private const int AttributesMax = 50;
    private const int NameLengthMax = 64;
    private const int ValueLengthMax = 1000;
    private const int ExternalIdLengthMax = 200;

    public required string Kind { get; init; }

    /// <summary>As the sender says; null means now.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, of a call that was recorded elsewhere.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string? Zone { get; init; }

    public string? ExternalId { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool Imported { get; init; }

    /// <summary>Checks lengths and words.</summary>
    public static Result<ConversationStart> Check(ConversationStart start)
    {
        var kind = Words.Kind(start.Kind);
        if (kind.Failure is { } unknown)
        {
            return unknown;
        }

        if (start.ExternalId is { Length: 0 or > ExternalIdLengthMax })
        {
            return Failure.Invalid("externalId", $"externalId has 1 to {ExternalIdLengthMax} characters.");
        }

        if (start.Zone is not null && NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(start.Zone) is null)
        {
            return Failure.Invalid("zone", "The zone is an IANA name such as Asia/Shanghai.");
        }

        return start.Attributes.Count > AttributesMax
            || start.Attributes.Any(item => item.Value is null || item.Key.Length > NameLengthMax || item.Value.Length > ValueLengthMax)
            ? Failure.Invalid("attributes", $"At most {AttributesMax} attributes, names up to {NameLengthMax} and texts up to {ValueLengthMax} characters.")
            : start;
    }
}
