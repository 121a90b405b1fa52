using System.Text.Json;
using System.Text.Json.Serialization;
using Daylight.Conduct;
using Daylight.Platform;

namespace Daylight.Transcription;

/// <summary>Who is heard on a channel.</summary>
/// <param name="N">The channel, from 1.</param>
/// <param name="Party"><c>staff</c>, <c>customer</c>, <c>thirdParty</c> or <c>system</c>; recorders' words for them are taken too.</param>
internal sealed record SidecarChannel(int N, string Party);

/// <summary>What a recorder writes beside a recording (<c>spec/recording-sidecar.md</c>).</summary>
internal sealed record Sidecar
{
    private const int ChannelsMax = 16;
    private const int AttributeLengthMax = 200;

    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    private static readonly Dictionary<string, string> Parties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["staff"] = "staff", ["agent"] = "staff", ["employee"] = "staff", ["seat"] = "staff",
        ["customer"] = "customer", ["user"] = "customer", ["client"] = "customer", ["debtor"] = "customer",
        ["thirdParty"] = "thirdParty", ["third-party"] = "thirdParty", ["system"] = "system", ["ivr"] = "system",
    };

    public string? CallId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Direction { get; init; }

    public string? Caller { get; init; }

    public string? Callee { get; init; }

    public string? EmployeeId { get; init; }

    public string? DeviceId { get; init; }

    public string? CaseId { get; init; }

    public IReadOnlyList<SidecarChannel>? Channels { get; init; }

    /// <summary>Of raw samples: <c>pcma</c> or <c>pcmu</c>; any other word is what the file tells by itself.</summary>
    public string? Codec { get; init; }

    public string? Sha256 { get; init; }

    public string? Source { get; init; }

    public string? Outcome { get; init; }

    /// <summary>Whose words a vendor's speaker labels are, for a transcript that tells no channels.</summary>
    public IReadOnlyDictionary<string, string>? Speakers { get; init; }

    /// <summary>Reads and checks a sidecar; what is wrong is named by its field.</summary>
    public static Result<Sidecar> Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Sidecar>(json, Lenient) is { } sidecar ? Check(sidecar) : Failure.Invalid("sidecar", "The sidecar is a JSON object.");
        }
        catch (JsonException wrong)
        {
            return Failure.Invalid("sidecar", $"The sidecar is not the JSON of spec/recording-sidecar.md: {wrong.Path ?? "$"}, line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine}.");
        }
    }

    /// <summary>The role of each channel in their order; null if the sidecar does not tell.</summary>
    public IReadOnlyList<string>? Roles => Channels is { Count: > 0 } channels ? [.. channels.OrderBy(channel => channel.N).Select(channel => Parties[channel.Party])] : null;

    /// <summary>The role of a speaker label; null if the sidecar does not tell.</summary>
    public string? RoleOf(string speaker) => Speakers?.TryGetValue(speaker, out var party) == true ? Parties[party] : null;

    /// <summary><c>pcma</c> or <c>pcmu</c> for raw G.711, else null.</summary>
    public string? RawCodec => Codec?.ToUpperInvariant() switch
    {
        "PCMA" or "G711A" or "ALAW" => "pcma",
        "PCMU" or "G711U" or "ULAW" or "MULAW" => "pcmu",
        _ => null,
    };

    /// <summary>As Conduct takes it.</summary>
    /// <param name="hash">The content's hash: what a recording is known by.</param>
    public RecordedCall Call(string hash) => new()
    {
        ExternalId = "recording:" + hash,
        Direction = Direction!, // Checked.
        StartedAt = StartedAt!.Value, // Checked.
        EndedAt = EndedAt,
        Staff = EmployeeId!, // Checked.
        Case = CaseId,
        Number = Direction == "inbound" ? Caller : Callee,
        Outcome = Outcome,
        Attributes = Attributes(),
    };

    private Dictionary<string, string> Attributes()
    {
        Dictionary<string, string> attributes = new(StringComparer.Ordinal);
        foreach (var (name, value) in new[] { ("callId", CallId), ("deviceId", DeviceId), ("source", Source) })
        {
            if (value is { Length: > 0 and <= AttributeLengthMax })
            {
                attributes[name] = value;
            }
        }

        return attributes;
    }

    private static Result<Sidecar> Check(Sidecar sidecar) =>
        sidecar.StartedAt is null ? Failure.Invalid("startedAt", "Give when the call began, with its offset: 2026-03-02T10:00:00+08:00.")
        : sidecar.EndedAt < sidecar.StartedAt ? Failure.Invalid("endedAt", "The call ended before it began.")
        : sidecar.Direction is not ("inbound" or "outbound") ? Failure.Invalid("direction", "The direction is outbound or inbound.")
        : string.IsNullOrWhiteSpace(sidecar.EmployeeId) ? Failure.Invalid("employeeId", "Give the sign-in name of who held the call.")
        : sidecar.Outcome is { } outcome && !Words.Outcomes.Contains(outcome, StringComparer.Ordinal) ? Failure.Invalid("outcome", $"The outcome is one of {string.Join(", ", Words.Outcomes)}.")
        : sidecar.Channels is { Count: > ChannelsMax } ? Failure.Invalid("channels", $"At most {ChannelsMax} channels.")
        : sidecar.Channels?.Any(channel => channel?.Party is null || !Parties.ContainsKey(channel.Party)) == true ? Failure.Invalid("channels", "Each channel has n, from 1, and party: staff, customer, thirdParty or system.")
        : sidecar.Channels is { } channels && !channels.Select(channel => channel.N).Order().SequenceEqual(Enumerable.Range(1, channels.Count)) ? Failure.Invalid("channels", "The channels are numbered from 1 without gaps.")
        : sidecar.Speakers?.Values.Any(party => party is null || !Parties.ContainsKey(party)) == true ? Failure.Invalid("speakers", "Each speaker is staff, customer, thirdParty or system.")
        : sidecar;
}
