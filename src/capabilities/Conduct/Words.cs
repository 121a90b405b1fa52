using Daylight.Inspection;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>The words of the API and of files for the values of the inspection engine.</summary>
public static class Words
{
    /// <summary>The outcomes a conversation may end with.</summary>
    public static readonly IReadOnlyList<string> Outcomes =
    [
        "busy", "not-in-service", "no-answer", "dropped", "voicemail", "limited-content-voicemail", "conversation",
        "effective-talk", "delivered", "bounced", "replied", "refused",
    ];

    private static readonly Dictionary<string, ConversationKind> Kinds = new(StringComparer.Ordinal)
    {
        ["call"] = ConversationKind.Call,
        ["chat"] = ConversationKind.Chat,
        ["sms"] = ConversationKind.Sms,
        ["email"] = ConversationKind.Email,
        ["visit"] = ConversationKind.Visit,
    };

    private static readonly Dictionary<string, UtteranceRole> Roles = new(StringComparer.Ordinal)
    {
        ["staff"] = UtteranceRole.Staff,
        ["customer"] = UtteranceRole.Customer,
        ["thirdParty"] = UtteranceRole.ThirdParty,
        ["system"] = UtteranceRole.System,
    };

    /// <summary>The word of a severity.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Major => "major",
        Severity.Minor => "minor",
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };

    internal static Result<ConversationKind> Kind(string? word) => word is not null && Kinds.TryGetValue(word, out var kind)
        ? kind
        : Failure.Invalid("kind", "The kind is one of call, chat, sms, email, visit.");

    internal static Result<UtteranceRole> Role(string? word, string field) => word is not null && Roles.TryGetValue(word, out var role)
        ? role
        : Failure.Invalid(field, "The role is one of staff, customer, thirdParty, system.");

    /// <summary>The word of a role.</summary>
    public static string Of(UtteranceRole role) => Roles.First(pair => pair.Value == role).Key;

    /// <summary>The word of a kind.</summary>
    internal static string Of(ConversationKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    internal static ConversationKind KnownKind(string word) => Kinds[word];

    /// <summary>The role of a word that is known to be one.</summary>
    public static UtteranceRole KnownRole(string word) => Roles[word];

    /// <summary>True for the kinds whose words are written, and therefore screened before they are sent.</summary>
    internal static bool IsWritten(string kind) => kind is "chat" or "sms" or "email";

    /// <summary>True for words that come from the institution's side: its staff, and its programs that write by themselves.</summary>
    internal static bool IsOurs(UtteranceRole role) => role is UtteranceRole.Staff or UtteranceRole.System;

    /// <summary>The kind of conversation a written message belongs to, or null where the channel carries none.</summary>
    internal static string? WrittenKind(string channel) => channel switch
    {
        "sms" => "sms",
        "im" => "chat",
        "email" => "email",
        _ => null,
    };
}
