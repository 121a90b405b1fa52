using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>A text that a model may learn from, or by which it is judged; only ever in memory.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="PersonId">Whose it is.</param>
/// <param name="StartedAt">When the conversation began, in microseconds.</param>
/// <param name="Words">What staff said.</param>
/// <param name="Positive">Whether a finding of it was upheld.</param>
/// <param name="HasFinding">Whether something of the category was found in the conversation, whatever people said of it.</param>
internal sealed record TrainingText(string ConversationId, string PersonId, long StartedAt, string Words, bool Positive, bool HasFinding);

/// <summary>
/// Opens the utterances of reviewed findings, and a sample of all others beside them. Of people who were erased or whose data is
/// restricted nothing is opened. Who calls has left the entry before.
/// </summary>
internal sealed class TrainingTexts(Transcripts transcripts, SubjectStates states)
{
    /// <summary>Shorter utterances are none that a rule asks a detector about.</summary>
    public const int LengthMin = 4;

    private const int OfConversationMax = 3;

    /// <summary>What staff said in utterances about which a finding was decided.</summary>
    public List<TrainingText> Reviewed(Session session, string institutionId, IEnumerable<ReviewedUtterance> utterances)
    {
        List<TrainingText> texts = [];
        foreach (var conversation in utterances.GroupBy(one => one.ConversationId, StringComparer.Ordinal))
        {
            var first = conversation.First();
            if (states.Of(session, institutionId, first.PersonId) != SubjectState.Active)
            {
                continue;
            }

            var upheld = conversation.ToDictionary(one => (int)one.Seq, one => one.Upheld == 1);
            texts.AddRange(Staff(session, institutionId, conversation.Key, upheld.Keys.Min(), upheld.Keys.Max() + 1L)
                .Where(utterance => upheld.ContainsKey(utterance.Seq))
                .Select(utterance => new TrainingText(conversation.Key, first.PersonId, first.StartedAt, utterance.Text, upheld[utterance.Seq], true)));
        }

        return texts;
    }

    /// <summary>A few utterances of staff of each conversation, as traffic brings them.</summary>
    public List<TrainingText> Traffic(Session session, string institutionId, IEnumerable<ArchivedConversation> conversations, string category)
    {
        List<TrainingText> texts = [];
        foreach (var archived in conversations)
        {
            if (transcripts.Card(session, institutionId, archived.Id) is not { } card
                || states.Of(session, institutionId, card.PersonId) != SubjectState.Active)
            {
                continue;
            }

            var hasFinding = FindingStore.OfConversation(session, institutionId, archived.Id).Exists(finding => finding.Category == category);
            var said = Staff(session, institutionId, archived.Id, 0, long.MaxValue);
            var most = Math.Min(OfConversationMax, said.Count);
            texts.AddRange(Enumerable.Range(0, most).Select(i => new TrainingText(
                archived.Id, card.PersonId, archived.StartedAt, said[((2 * i) + 1) * said.Count / (2 * most)].Text, false, hasFinding)));
        }

        return texts;
    }

    /// <summary>What staff said in a conversation, long enough for a detector.</summary>
    private List<Utterance> Staff(Session session, string institutionId, string conversationId, long from, long to) =>
        [.. transcripts.Utterances(session, institutionId, conversationId, from, to).Where(IsJudged)];

    /// <summary>Whether a detector is asked about an utterance at all.</summary>
    public static bool IsJudged(Utterance utterance) => utterance.Role == UtteranceRole.Staff && utterance.Text.AsSpan().Trim().Length >= LengthMin;
}
