using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using NodaTime.Extensions;

namespace Daylight.Conduct;

/// <summary>What the screening says of a message.</summary>
/// <param name="Verdict"><c>allowed</c>, <c>warned</c> or <c>blocked</c>.</param>
/// <param name="Findings">Every rule that spoke.</param>
/// <param name="Rules">Their ids, once each.</param>
/// <param name="Rulebook">The hash of the rulebook it was screened by.</param>
internal sealed record Screened(string Verdict, IReadOnlyList<FindingView> Findings, IReadOnlyList<string> Rules, string Rulebook);

/// <summary>Inspects a message before it is sent, and keeps the record of one that was not.</summary>
internal sealed class MessageScreening(PublishedRulebooks rulebooks, CaseFile cases, EvidenceLog log, TimeProvider clock)
{
    private static readonly Dictionary<string, string> Consented = new(StringComparer.Ordinal) { ["consent"] = "true" };

    public Screened Screen(Session session, Caller caller, PermitTermsView terms, string text, IReadOnlyList<string> acknowledged)
    {
        var now = clock.GetUtcNow();
        var inspector = rulebooks.InForce(session, caller.InstitutionId);
        var findings = inspector.InspectMessage(text, new ConversationHead
        {
            Id = "",
            Kind = Words.KnownKind(Words.WrittenKind(terms.Channel)!), // The caller has asked whether the channel carries text.
            StartedAt = now.ToInstant(),
            Zone = terms.Zone,
            Staff = caller.StaffId,
            Case = terms.CaseId,
            Person = terms.PersonId,
            PersonRole = terms.PersonRole,
            Attributes = cases.LiveAttributes(session, caller.InstitutionId, terms.ConsentedHours ? Consented : null),
        });
        LegalBasis basis = new(terms.ContentLaw);
        return new Screened(
            Verdict(findings, acknowledged),
            [.. findings.Select(finding => View(finding, inspector.Rulebook, basis, terms.CaseId, now))],
            [.. findings.Select(finding => finding.Rule).Distinct(StringComparer.Ordinal)],
            inspector.Rulebook.Hash);
    }

    /// <summary>Leaves <c>message.screened</c>: what somebody wanted to send, and why it was not sent.</summary>
    public Receipt Refuse(Session session, Caller caller, PermitTermsView terms, string text, Screened screened) => log.Append(
        session,
        new EntryDraft(caller.InstitutionId, "message.screened")
        {
            CaseId = terms.CaseId,
            SubjectId = terms.PersonId,
            StaffId = caller.StaffId,
            RuleHash = screened.Rulebook,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["channel"] = terms.Channel,
                ["permit"] = terms.PermitId,
                ["verdict"] = screened.Verdict,
                ["rules"] = string.Join(' ', screened.Rules),
            },
            Content = new EvidenceContent(System.Text.Encoding.UTF8.GetBytes(text), "text/plain"),
        });

    private static string Verdict(IReadOnlyList<Finding> findings, IReadOnlyList<string> acknowledged) =>
        findings.Any(finding => finding.Action == MessageAction.Block) ? "blocked"
        : findings.Any(finding => finding.Action == MessageAction.Warn && !acknowledged.Contains(finding.Rule, StringComparer.Ordinal)) ? "warned"
        : "allowed";

    private static FindingView View(Finding finding, Rulebook rulebook, LegalBasis basis, string caseId, DateTimeOffset now) => new(
        "",
        "",
        caseId,
        finding.Rule,
        finding.RuleVersion,
        finding.Category,
        Words.Of(basis.Judge(finding).Severity),
        new Bilingual(finding.Title.Zh, finding.Title.En),
        finding.Basis,
        finding.Utterance,
        finding.Span is { } span ? [span.From, span.To] : null,
        finding.Matched,
        finding.Normalised,
        finding.Start,
        finding.End,
        finding.Why,
        finding.Confidence,
        now,
        "open",
        basis.Forbidding(finding.Category),
        basis.Judge(finding).Severity == finding.Severity ? null : Words.Of(finding.Severity),
        PublishedRulebooks.LabelOf(rulebook),
        null,
        null);
}
