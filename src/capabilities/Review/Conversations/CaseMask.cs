using Daylight.Inspection;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Review;

/// <summary>Masks the words of a conversation before they leave: what can be recognised, and what is known of the people of its case.</summary>
internal sealed class CaseMask(CaseWords words)
{
    /// <summary>The mask of a case; null if it has more people than can be masked, so that nothing leaves half masked.</summary>
    public KnownWords? Of(Session session, string institutionId, string caseId) => words.Of(session, institutionId, caseId) is { } known
        ? new KnownWords([.. known.Select(word => new KnownWord(KindOf(word.Kind), word.Text))])
        : null;

    private static KnownWordKind KindOf(CaseWordKind kind) => kind switch
    {
        CaseWordKind.Name => KnownWordKind.Name,
        CaseWordKind.Address => KnownWordKind.Address,
        CaseWordKind.Number => KnownWordKind.Number,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };
}
