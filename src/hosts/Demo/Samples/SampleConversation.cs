using System.Text.Json;

namespace Daylight.Demo.Samples;

/// <summary>A written conversation of <c>samples/conversations</c>.</summary>
internal sealed record SampleConversation(
    string Id,
    string Title,
    string Kind,
    string Direction,
    string Zone,
    string PersonRole,
    IReadOnlyDictionary<string, JsonElement> Attributes,
    string Outcome,
    SamplePromise? Promise,
    IReadOnlyList<SampleFact> Facts,
    IReadOnlyList<string> Expect,
    IReadOnlyList<SampleUtterance> Utterances,
    long MinBalance = 0)
{
    public bool Good => Expect.Count == 0;

    public string Employer => Attribute("employer") ?? "lender";

    public string Queue => Attribute("queue") ?? "M2";

    public string? Product => Attribute("product");

    public string? Salutation => Attribute("salutation");

    /// <summary>Cannot begin at any hour or out of nothing: it depends on a forbidden hour or on an earlier conversation.</summary>
    public bool NeedsItsMoment => Expect.Contains("off-hours", StringComparer.Ordinal) || Attribute("continuing") is not null;

    /// <summary>Somebody else picks up the person's telephone.</summary>
    public bool SomebodyElseAnswers => Utterances.Any(utterance => utterance.Role == "thirdParty");

    /// <summary>Seconds from the first word to the last.</summary>
    public double Seconds => Utterances.Count == 0 ? 0 : Utterances[^1].End;

    /// <summary>The attributes as the API takes them: texts.</summary>
    public IReadOnlyDictionary<string, string> AttributeTexts => Attributes.ToDictionary(
        item => item.Key, item => item.Value.ValueKind == JsonValueKind.String ? item.Value.GetString() ?? "" : item.Value.GetRawText(), StringComparer.Ordinal);

    private string? Attribute(string name) => Attributes.TryGetValue(name, out var value) ? value.ToString() : null;
}

/// <summary>A turn; seconds from the beginning.</summary>
internal sealed record SampleUtterance(string Role, double Start, double End, string Text);

/// <summary>A promise as a share of the balance and days from today.</summary>
internal sealed record SamplePromise(decimal Share, int InDays);

/// <summary>A fact the staff member should record, in the API's words.</summary>
internal sealed record SampleFact(string Kind, string? Form, string? From, string? To, string? Scope, string? Channel, string? Place, string? Note);

/// <summary>A written message of <c>samples/messages.jsonl</c>.</summary>
internal sealed record SampleMessage(
    string Id, string Channel, string Employer, string PersonRole, string Moment, string Verdict, IReadOnlyList<string> Expect, string Text, string? Rewrite);
