using Daylight.Conduct;
using Daylight.Contact;
using Daylight.Inspection;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>
/// The conversations under inspection, at most <see cref="Max"/> in memory; the others are rebuilt from what is stored when
/// they speak again. A conversation that is under way when another rulebook comes into force is inspected by that one from its
/// beginning: what was found before stands, what the new one finds beside it is found once. Used by one consumer, one call at a time.
/// </summary>
internal sealed class OpenInspections(Transcripts transcripts, EarlierConversations earlier, ContentLaws law)
{
    /// <summary>How many are kept; one takes some kilobytes.</summary>
    public const int Max = 5_000;

    private readonly Dictionary<string, OpenInspection> _open = new(StringComparer.Ordinal);
    private long _uses;

    /// <summary>Feeds a conversation whatever has come in and may be inspected in order, by the rulebook in force.</summary>
    public OpenInspection Advance(Session session, string institutionId, ConversationCard card, Inspector inspector)
    {
        var inspection = Find(session, institutionId, card, inspector);
        var whole = false;
        try
        {
            FeedAndEnd(session, institutionId, card, inspection);
            whole = true;
        }
        finally
        {
            // Fed by half it would go on by half: it is built anew from what is stored.
            if (!whole)
            {
                Forget(card.Id);
            }
        }

        return inspection;
    }

    /// <summary>Feeds a conversation whatever may be inspected in order, and its end if it has ended.</summary>
    public void FeedAndEnd(Session session, string institutionId, ConversationCard card, OpenInspection inspection)
    {
        // Before the end only what has no gap before it is inspected, so that rules see the words in the order they were said.
        var to = card.ClosedAt is null ? card.NextSeq : long.MaxValue;
        if (inspection.NextSeq < to && !inspection.Ended)
        {
            inspection.Feed(transcripts.Utterances(session, institutionId, card.Id, inspection.NextSeq, to));
        }

        if (card.ClosedAt is not null && !inspection.Ended)
        {
            inspection.End(Closing(card));
        }
    }

    /// <summary>What is known of the end of a conversation.</summary>
    public static ClosingFacts Closing(ConversationCard card) => new()
    {
        Outcome = card.Outcome,
        EndedAt = card.EndedAt is { } ended ? NodaTime.Instant.FromDateTimeOffset(ended) : null,
    };

    public void Forget(string conversationId) => _open.Remove(conversationId);

    private OpenInspection Find(Session session, string institutionId, ConversationCard card, Inspector inspector)
    {
        // It heard words that do not count any more, or was inspected by another rulebook or another model: from the first word on, then.
        if (!_open.TryGetValue(card.Id, out var inspection) || !IsSame(inspection.Rulebook, inspector.Rulebook) || inspection.Corrections != card.CorrectionCount)
        {
            MakeRoom();
            inspection = Begin(session, institutionId, card, inspector);
            _open[card.Id] = inspection;
        }

        inspection.Used = ++_uses;
        return inspection;
    }

    /// <summary>The same text, leaning on the same models.</summary>
    private static bool IsSame(Rulebook one, Rulebook other) => ReferenceEquals(one, other)
        || (one.Hash == other.Hash && one.Models.Count == other.Models.Count && one.Models.All(model => other.Models.GetValueOrDefault(model.Key) == model.Value));

    /// <summary>A conversation from its beginning, by any rulebook; the caller feeds it.</summary>
    public OpenInspection Begin(Session session, string institutionId, ConversationCard card, Inspector inspector) =>
        new(inspector, earlier.Head(session, institutionId, card, inspector.Rulebook), transcripts.Rows(session, institutionId, [card.Id])[0], BasisOf(session, institutionId, card), card.CorrectionCount);

    /// <summary>The law of the contact as it was kept with its permit, so that an inspection that is built anew rests on the same.</summary>
    private LegalBasis BasisOf(Session session, string institutionId, ConversationCard card) =>
        card.PermitId is { } permit ? new LegalBasis(law.OfPermit(session, institutionId, permit)) : LegalBasis.None;

    private void MakeRoom()
    {
        if (_open.Count < Max)
        {
            return;
        }

        foreach (var oldest in _open.OrderBy(pair => pair.Value.Used).Take(Max / 10).Select(pair => pair.Key).ToList())
        {
            _open.Remove(oldest);
        }
    }
}
