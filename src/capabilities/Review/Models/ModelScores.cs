using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>How the utterances of one conversation fell into the tenths of a model's probability.</summary>
/// <param name="Hash">The model.</param>
/// <param name="Day">The day on which the conversation began, counted from the Unix epoch in UTC.</param>
/// <param name="Tenths">How many utterances fell into each.</param>
internal sealed record ModelScore(string Hash, long Day, IReadOnlyList<int> Tenths);

/// <summary>
/// Counts how the champions score live traffic, whether a rule asks them or not: what staff said in a conversation, once, when it
/// ends. Only counts are kept.
/// </summary>
internal sealed class ModelScores(Transcripts transcripts, OwnModels models)
{
    /// <summary>A day in microseconds.</summary>
    public const long Day = 24L * 3_600_000_000;

    /// <summary>The champions of an institution; none for most.</summary>
    public IReadOnlyList<Detector> Champions(Session session, string institutionId) =>
        [.. models.Champions(session, institutionId).Values.Distinct(StringComparer.Ordinal).Select(hash => models.Find(session, institutionId, hash)).OfType<Detector>()];

    /// <summary>The scores of a conversation that has ended.</summary>
    public IReadOnlyList<ModelScore> Of(Session session, string institutionId, ConversationCard card, IReadOnlyList<Detector> champions)
    {
        if (champions.Count == 0)
        {
            return [];
        }

        var said = transcripts.Utterances(session, institutionId, card.Id, 0, long.MaxValue).Where(TrainingTexts.IsJudged).Select(utterance => utterance.Text).ToList();
        return said.Count == 0 ? [] : [.. champions.Select(champion => Of(champion, said, UtcMicros.From(card.StartedAt) / Day))];
    }

    private static ModelScore Of(Detector champion, List<string> said, long day)
    {
        DetectorTally tally = new(champion.Card.Threshold);
        said.ForEach(text => tally.Add(champion.Judge(text).Probability, false));
        return new ModelScore(champion.Hash, day, tally.Counts);
    }
}
