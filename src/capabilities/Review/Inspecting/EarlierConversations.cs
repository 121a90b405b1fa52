using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>
/// Gathers the earlier conversations of a person for rules that count over days: what is stored of them and what was found in
/// them, at most <see cref="Max"/>, the newest ones. Findings that were overturned or superseded do not count. A rulebook that
/// asks for none costs nothing.
/// </summary>
internal sealed class EarlierConversations(Transcripts transcripts)
{
    public const int Max = 500;

    /// <summary>The head of a conversation with its earlier ones, as far back as the rulebook asks.</summary>
    public ConversationHead Head(Session session, string institutionId, ConversationCard card, Rulebook rulebook)
    {
        if (rulebook.EarlierDays == 0)
        {
            return card.Head;
        }

        var earlier = transcripts.Earlier(session, institutionId, card, TimeSpan.FromDays(rulebook.EarlierDays), Max);
        var found = FindingStore.RulesOf(session, institutionId, [.. earlier.Select(one => one.Id)])
            .ToLookup(one => one.ConversationId, StringComparer.Ordinal);
        return card.Head with
        {
            Earlier =
            [
                .. earlier.Select(one => new EarlierConversation
                {
                    At = one.At,
                    Kind = one.Kind,
                    Direction = one.Direction,
                    Staff = one.StaffId,
                    Rules = [.. found[one.Id].Select(finding => finding.Rule)],
                    Categories = [.. found[one.Id].Select(finding => finding.Category).Distinct(StringComparer.Ordinal)],
                }),
            ],
        };
    }
}
