using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform.Facts;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>
/// Inspects conversations as they are captured. A fact only says that there is more of a conversation: what is inspected is
/// what is stored, so that a fact that comes late, twice or after a crash changes nothing.
/// </summary>
internal sealed class InspectConversations(
    Database database, PublishedRulebooks rulebooks, Transcripts transcripts, OpenInspections inspections, KeepFindings keeping, ModelScores scores, LiveFeed feed) : IFactConsumer<ConversationCaptured>
{
    public const string Consumer = "review.inspect";

    public async Task<Action<Session>> ConsiderAsync(IReadOnlyList<ConversationCaptured> facts, CancellationToken cancellation)
    {
        foreach (var institution in facts.Select(fact => fact.InstitutionId).Distinct(StringComparer.Ordinal))
        {
            await feed.LoadAsync(institution, cancellation).ConfigureAwait(false);
        }

        var progress = await database.ReadAsync(session => Inspect(session, facts), cancellation).ConfigureAwait(false);
        return session => progress.ForEach(step => keeping.Keep(session, step));
    }

    private List<InspectionStep> Inspect(Session session, IReadOnlyList<ConversationCaptured> facts)
    {
        List<InspectionStep> steps = [];
        Dictionary<string, Inspector> inForce = new(StringComparer.Ordinal);
        Dictionary<string, IReadOnlyList<Detector>> champions = new(StringComparer.Ordinal);
        foreach (var about in facts.GroupBy(fact => fact.ConversationId, StringComparer.Ordinal))
        {
            var fact = about.First();
            var transcribed = about.Any(item => item.Step == Captured.Transcribed);
            var known = InspectionStore.FindAll(session, fact.InstitutionId, [fact.ConversationId]).FirstOrDefault();
            if ((known is { Closed: 1 } && !transcribed) || transcripts.Card(session, fact.InstitutionId, fact.ConversationId) is not { } card)
            {
                inspections.Forget(fact.ConversationId);
                continue;
            }

            if (transcribed)
            {
                // It ended without words and was inspected so: now there are words, from the first on.
                inspections.Forget(fact.ConversationId);
            }

            if (!inForce.TryGetValue(fact.InstitutionId, out var inspector))
            {
                inForce[fact.InstitutionId] = inspector = rulebooks.InForce(session, fact.InstitutionId);
            }

            var inspection = inspections.Advance(session, fact.InstitutionId, card, inspector);
            steps.Add(new InspectionStep(fact.InstitutionId, card, inspection, [.. inspection.Unsaved], inspection.Ended)
            {
                Reopened = transcribed,
                Scores = inspection.Ended ? scores.Of(session, fact.InstitutionId, card, Champions(session, fact.InstitutionId, champions)) : [],
            });
        }

        return steps;
    }

    /// <summary>Asked once for each institution of a round.</summary>
    private IReadOnlyList<Detector> Champions(Session session, string institutionId, Dictionary<string, IReadOnlyList<Detector>> known)
    {
        if (!known.TryGetValue(institutionId, out var champions))
        {
            known[institutionId] = champions = scores.Champions(session, institutionId);
        }

        return champions;
    }
}
