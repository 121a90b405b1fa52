using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>At which end of the index a conversation comes in.</summary>
internal enum IndexEnd
{
    /// <summary>It was captured just now.</summary>
    Newest,

    /// <summary>It comes from the archive, which is gone through backwards.</summary>
    Oldest,
}

/// <summary>What of a conversation is not in the index, or stands there with other words.</summary>
internal sealed record UnindexedWords(string InstitutionId, ConversationPlace Place, IReadOnlyList<SaidUtterance> Said);

/// <summary>
/// Keeps the index as the conversations are. What is to be done is found by comparing, so that a fact that comes late or twice,
/// a crash, or the archive being gone through again does no harm; of corrected words the latest are in the index.
/// </summary>
internal sealed class SearchIndex(Transcripts transcripts, SearchTokens tokens, SubjectStates states)
{
    /// <summary>What is taken for a pair; a new number has everything indexed anew when the archive is gone through.</summary>
    private const int Form = 1;

    private const int RevisionsMax = 1000;

    /// <summary>What of a conversation has to come into the index; null if nothing, or if its person was erased.</summary>
    public UnindexedWords? Look(Session session, string institutionId, ConversationPlace place)
    {
        if (states.Of(session, institutionId, place.PersonId) == SubjectState.Erased)
        {
            return null;
        }

        var known = SearchStore.Find(session, institutionId, place.Id);
        var indexed = known is null ? [] : SearchStore.Versions(session, known.Number);
        var fresh = transcripts.Versions(session, institutionId, place.Id)
            .Where(item => known is null || !indexed.TryGetValue(SearchPlaces.Doc(known.Number, item.Seq), out var version) || version != Version(item.Revision))
            .Select(item => (long)item.Seq).ToArray();
        return fresh.Length == 0 ? null : new UnindexedWords(institutionId, place, transcripts.Said(session, institutionId, place.Id, fresh));
    }

    /// <summary>Puts words into the index, in the transaction of what tells of them.</summary>
    /// <returns>How many conversations were not in it before.</returns>
    public int Keep(Session session, IReadOnlyList<UnindexedWords> words, IndexEnd end)
    {
        // Who is being erased is erased before or after, and numbers are given by one at a time.
        session.Lock([.. words.Select(one => LockOf(one.InstitutionId, one.Place.PersonId)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), "search-numbers"]);
        var added = 0;
        foreach (var one in words)
        {
            if (states.Of(session, one.InstitutionId, one.Place.PersonId) != SubjectState.Erased)
            {
                added += Keep(session, one, end);
            }
        }

        return added;
    }

    /// <summary>From now on nothing of a person is found.</summary>
    public static void Forget(Session session, string institutionId, string personId)
    {
        session.Lock(LockOf(institutionId, personId));
        SearchStore.MarkErased(session, institutionId, personId);
    }

    private int Keep(Session session, UnindexedWords words, IndexEnd end)
    {
        var known = SearchStore.Find(session, words.InstitutionId, words.Place.Id);
        var number = known?.Number ?? Number(session, words, end);
        var indexed = known is null ? [] : SearchStore.Versions(session, number);
        var slice = tokens.Of(session, words.InstitutionId, SearchPlaces.SliceOf(number));
        List<SearchDocument> documents = [];
        foreach (var said in words.Said)
        {
            var doc = SearchPlaces.Doc(number, said.Seq);
            if (!indexed.TryGetValue(doc, out var version) || version < Version(said.Revision))
            {
                var pairs = SearchText.Pairs(SearchText.Folded(SearchText.Shown(said.Utterance.Text)));
                documents.Add(new SearchDocument(doc, Version(said.Revision), slice.Of(said.Utterance.Role, pairs)));
            }
        }

        SearchStore.Remove(session, [.. documents.Select(one => one.Doc).Where(indexed.ContainsKey)]);
        SearchStore.Add(session, documents);
        return known is null ? 1 : 0;
    }

    private static long Number(Session session, UnindexedWords words, IndexEnd end)
    {
        var number = end switch
        {
            IndexEnd.Newest => SearchStore.Newest(session) + 1 ?? SearchPlaces.First,
            IndexEnd.Oldest => SearchStore.Oldest(session) - 1 ?? SearchPlaces.First,
            _ => throw new ArgumentOutOfRangeException(nameof(end)),
        };
        SearchStore.Insert(session, [new SearchedConversation
        {
            Number = number,
            InstitutionId = words.InstitutionId,
            ConversationId = words.Place.Id,
            CaseId = words.Place.CaseId,
            PersonId = words.Place.PersonId,
            StaffId = words.Place.StaffId,
            TeamId = words.Place.TeamId,
            Kind = words.Place.Kind,
            StartedAt = words.Place.StartedAt,
        }]);
        return number;
    }

    private static long Version(int revision) => (Form * RevisionsMax) + revision;

    private static string LockOf(string institutionId, string personId) => $"search-person:{institutionId}:{personId}";
}
