using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>
/// Which scopes, forms and purposes a kind of fact may name. A test walks the shipped packs and holds this table to what their
/// rules read: a scope that no rule hears would look like a restriction and be none.
/// </summary>
internal static class FactVocabulary
{
    private static readonly string[] Agreed =
        ["hours", "frequency", "text", "email", "place", "call-back", "third-party", "payment", "direct-contact", "unanswered-attempts"];

    private static readonly string[] Inconvenient = ["hours", "time", "event", "place", "home", "workplace", "office"];

    private static readonly string[] Events = ["bereavement", "disaster", "wedding", "festival"];

    /// <summary>The scopes a kind may name; none where what it is about is plain.</summary>
    public static IReadOnlyList<string> ScopesOf(FactKind kind) => kind switch
    {
        FactKind.Consent or FactKind.Agreement => Agreed,
        FactKind.Inconvenient => Inconvenient,
        FactKind.SensitiveEvent => Events,
        _ => [],
    };

    /// <summary>
    /// Whether a kind may be of a form. A rule that asks for oral or written requests passes over one of another form, so only
    /// what an employer can rule, where people are not to be contacted, may be its policy.
    /// </summary>
    public static bool MayBe(FactKind kind, FactForm form) => form != FactForm.EmployerPolicy || kind == FactKind.Inconvenient;

    /// <summary>Whether a kind may be limited to a purpose of contact: what a person allows or forbids may, what is the case may not.</summary>
    public static bool MayNamePurpose(FactKind kind) => kind is
        FactKind.Consent or FactKind.Agreement or FactKind.Inconvenient or FactKind.MediumStop or FactKind.Cease or FactKind.Refusal
        or FactKind.VisitNotice;

    /// <summary>Whether the scope of a kind is the code of a place.</summary>
    public static bool NamesPlace(FactKind kind) => kind == FactKind.Residence;

    /// <summary>The kinds of contact points a kind is about; null where it may be about any or none.</summary>
    public static IReadOnlyList<PointKind>? PointsOf(FactKind kind) => kind switch
    {
        FactKind.EmailNotice => [PointKind.Email, PointKind.WorkEmail],
        FactKind.ReassignmentCheck => [PointKind.Mobile, PointKind.Home, PointKind.Work],
        _ => null,
    };
}
