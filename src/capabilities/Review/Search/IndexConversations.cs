using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform.Facts;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>Puts what is captured into the search index, moments after its commit.</summary>
internal sealed class IndexConversations(Database database, Transcripts transcripts, SearchIndex index) : IFactConsumer<ConversationCaptured>
{
    public const string Consumer = "review.search";

    public async Task<Action<Session>> ConsiderAsync(IReadOnlyList<ConversationCaptured> facts, CancellationToken cancellation)
    {
        var words = await database.ReadAsync(session => Look(session, facts), cancellation).ConfigureAwait(false);
        return session => index.Keep(session, words, IndexEnd.Newest);
    }

    private List<UnindexedWords> Look(Session session, IReadOnlyList<ConversationCaptured> facts) =>
    [
        .. facts.Select(fact => (fact.InstitutionId, fact.ConversationId)).Distinct()
            .Select(one => transcripts.Place(session, one.InstitutionId, one.ConversationId) is { } place ? index.Look(session, one.InstitutionId, place) : null)
            .OfType<UnindexedWords>(),
    ];
}

/// <summary>Lets nothing of an erased person be found; <see cref="SearchUpkeep"/> takes their tokens out.</summary>
internal sealed class ForgetSearched(SearchSignal signal) : IFactConsumer<SubjectErased>
{
    public const string Consumer = "review.search-erasure";

    public Task<Action<Session>> ConsiderAsync(IReadOnlyList<SubjectErased> facts, CancellationToken cancellation) => Task.FromResult<Action<Session>>(session =>
    {
        foreach (var fact in facts.OrderBy(fact => fact.SubjectId, StringComparer.Ordinal))
        {
            SearchIndex.Forget(session, fact.InstitutionId, fact.SubjectId);
        }

        session.AfterCommit(signal.Raise);
    });
}
