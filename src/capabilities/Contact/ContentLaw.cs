using System.Text.Json;
using Daylight.Gate;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>A rule of a pack about the content of a contact, as it held when the contact's permit was used.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Pack">The pack it stands in.</param>
/// <param name="PackVersion">The pack's version.</param>
/// <param name="PackHash">The hash of the pack's text.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Article">The article.</param>
/// <param name="Text">What it says.</param>
/// <param name="Strength">How binding it is.</param>
/// <param name="Confirmed">Whether its source is confirmed.</param>
/// <param name="Severity">How severe a finding of its categories is at least: <c>minor</c>, <c>major</c>, <c>critical</c>.</param>
/// <param name="Categories">The finding categories that the content must not raise.</param>
public sealed record ContentLaw(
    string Rule,
    string Pack,
    string PackVersion,
    string PackHash,
    string Instrument,
    string Article,
    Platform.Bilingual Text,
    string Strength,
    bool Confirmed,
    string Severity,
    IReadOnlyList<string> Categories)
{
    /// <summary>The content rules that a permitted decision obliges to, in the order in which they spoke.</summary>
    internal static IReadOnlyList<ContentLaw> Of(GatePolicy policy, Decision decision) =>
    [
        .. from finding in decision.Rules
           where finding.Effect == RuleEffect.Oblige
           from pack in policy.Packs
           where pack.Ref.Name == finding.Pack
           from rule in pack.Rules.OfType<ContentRule>()
           where rule.Id == finding.Id
           select new ContentLaw(
               rule.Id,
               pack.Ref.Name,
               pack.Ref.Version,
               pack.Ref.Hash,
               rule.Instrument,
               rule.Article,
               DecisionViews.Text(rule.Text),
               Words.Of(rule.Strength),
               rule.Confirmed,
               Words.Of(rule.LeastSeverity),
               rule.Categories),
    ];
}

/// <summary>The content rules that contacts were made under, for the rooms that inspect them.</summary>
public sealed class ContentLaws
{
    internal ContentLaws()
    {
    }

    /// <summary>
    /// What held for the content when a permit was used: written then, and the same ever after. Empty for a permit that was
    /// not used, or was before this was kept.
    /// </summary>
    public IReadOnlyList<ContentLaw> OfPermit(Session session, string institutionId, string permitId) =>
        PermitStore.ContentLaw(session, institutionId, permitId) is { } stored ? JsonSerializer.Deserialize<List<ContentLaw>>(stored, JsonSerializerOptions.Web)! : []; // Written as a list.

    internal static string Write(IReadOnlyList<ContentLaw> law) => JsonSerializer.Serialize(law, JsonSerializerOptions.Web);
}
