using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Ledger;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>What one page of a search is asked for.</summary>
/// <param name="Question">What is looked for.</param>
/// <param name="Bounds">In which conversations.</param>
/// <param name="Key">The institution's key of the index.</param>
/// <param name="Before">Only places before this one.</param>
/// <param name="Most">How many hits at most.</param>
internal sealed record SearchPage(SearchQuestion Question, SearchBounds Bounds, byte[] Key, long Before, int Most);

/// <summary>A hit and its conversation.</summary>
internal sealed record SearchedPlace(string ConversationId, SearchHitPlace Hit);

/// <summary>What a page brought.</summary>
/// <param name="Places">The hits, latest captured first.</param>
/// <param name="Next">Where the next page goes on; null if everything was looked at.</param>
/// <param name="Full">True if the page was filled; false if its work was bounded, or everything was looked at.</param>
/// <param name="Candidates">Utterances within the bounds that the index named.</param>
/// <param name="Verified">Those that were opened and read.</param>
/// <param name="Unread">Those that could not be opened.</param>
internal sealed record SearchFound(IReadOnlyList<SearchedPlace> Places, long? Next, bool Full, long Candidates, long Verified, long Unread);

/// <summary>
/// Walks the index from the latest slice to the earliest, conversation by conversation: asks it for candidates, drops what the
/// caller may not read, opens the rest and lets the question decide. A page does a bounded amount of work and says where it stopped.
/// </summary>
internal sealed class SearchWalk(Transcripts transcripts, SearchTokens tokens, SubjectStates states)
{
    /// <summary>Candidates asked for at first; each further time in a slice four times as many.</summary>
    private const int ChunkFirst = 256;

    /// <summary>More than one conversation can have utterances, so that a whole one always fits.</summary>
    private const int ChunkMax = 32_768;

    /// <summary>So few candidates of a word that the next is sought in their conversations only.</summary>
    private const int FewEnough = 512;

    /// <summary>Candidates of a page, whether the caller may read them or not.</summary>
    private const int NamedMax = 60_000;

    /// <summary>Conversations that a page opens.</summary>
    private const int OpenedMax = 300;

    /// <summary>Slices that a page looks into: some hundred million utterances.</summary>
    private const int SlicesMax = 500;

    public SearchFound Find(Session session, SearchPage page)
    {
        SearchStore.PlanByIndex(session);
        Walking walking = new(this, session, page);
        if (SearchStore.Span(session, page.Bounds) is not var (low, high))
        {
            return walking.End(null, full: false);
        }

        var slice = SearchPlaces.SliceOf(Math.Min(high, SearchPlaces.NumberOf(page.Before - 1)));
        for (var slices = 0; slice >= SearchPlaces.SliceOf(low); slice--, slices++)
        {
            if (slices == SlicesMax)
            {
                return walking.End(SearchPlaces.FirstDocOf(SearchPlaces.FirstNumberOf(slice + 1)), full: false);
            }

            if (walking.Slice(slice, low) is { } stopped)
            {
                return stopped;
            }
        }

        return walking.End(null, full: false);
    }

    private SearchClause Clause(SearchPage page, long slice, IEnumerable<string> words)
    {
        HashSet<uint> pairs = [.. words.SelectMany(word => SearchText.Pairs(word))];
        var made = tokens.Of(page.Key, page.Bounds.InstitutionId, slice);
        return new SearchClause([.. Enum.GetValues<UtteranceRole>().Order()
            .Select(role => page.Question.Role is { } asked && asked != role ? (IReadOnlyList<int>)[] : made.Of(role, pairs))]);
    }

    /// <summary>One page under way.</summary>
    private sealed class Walking(SearchWalk walk, Session session, SearchPage page)
    {
        private readonly List<SearchedPlace> _places = [];
        private long _named;
        private long _candidates;
        private long _verified;
        private long _unread;
        private int _opened;

        public SearchFound End(long? next, bool full) => new(_places, next, full, _candidates, _verified, _unread);

        /// <summary>Looks into a slice; null if the walk goes on into the next.</summary>
        public SearchFound? Slice(long slice, long low)
        {
            var floor = SearchPlaces.FirstDocOf(Math.Max(low, SearchPlaces.FirstNumberOf(slice)));
            // A conversation in which the page before stopped is looked at whole again: near ones may lie on both sides.
            var top = Math.Min(SearchPlaces.LastDocOf(SearchPlaces.LastNumberOf(slice)), SearchPlaces.LastDocOf(SearchPlaces.NumberOf(page.Before - 1)));
            var numbers = page.Bounds.Narrow
                ? SearchStore.Numbers(session, page.Bounds, SearchPlaces.NumberOf(floor), SearchPlaces.NumberOf(top))
                : null;
            if (numbers is [])
            {
                return null;
            }

            var clauses = Clauses(slice);
            for (var chunk = ChunkFirst; top >= floor; chunk = Math.Min(ChunkMax, chunk * 4))
            {
                chunk = page.Question.Mode == SearchMode.NearTurns ? ChunkMax : chunk;
                if (Candidates(clauses, new SearchStretch(floor, top, numbers), chunk) is not { } lists)
                {
                    return null;
                }

                var covered = lists.Where(list => list.Count == chunk).Select(list => SearchPlaces.FirstDocOf(SearchPlaces.NumberOf(list[^1]) + 1)).DefaultIfEmpty(floor).Max();
                if (covered <= top && Read(lists, covered) is { } stopped)
                {
                    return stopped;
                }

                top = Math.Min(top, covered - 1);
            }

            return null;
        }

        /// <summary>Longer words, which are rarer, come first.</summary>
        private List<SearchClause> Clauses(long slice) => page.Question.Mode is SearchMode.Any or SearchMode.NearTurns
            ? [.. page.Question.Words.OrderByDescending(word => word.Length).Select(word => walk.Clause(page, slice, [word]))]
            : [walk.Clause(page, slice, page.Question.Words)];

        /// <summary>The candidates of each clause; null if there can be no hit, because a word that must be there is nowhere.</summary>
        private List<List<long>>? Candidates(List<SearchClause> clauses, SearchStretch stretch, int chunk)
        {
            List<List<long>> lists = [];
            foreach (var clause in clauses)
            {
                var list = SearchStore.Candidates(session, clause, stretch, chunk);
                lists.Add(list);
                if (page.Question.Mode != SearchMode.NearTurns)
                {
                    continue;
                }

                if (list.Count == 0)
                {
                    return null;
                }

                if (list.Count < FewEnough)
                {
                    stretch = stretch with { Numbers = [.. list.Select(SearchPlaces.NumberOf).Distinct()] };
                }
            }

            return lists;
        }

        /// <summary>Reads the conversations of some candidates that lie at a place or behind it, where nothing is missing.</summary>
        private SearchFound? Read(List<List<long>> lists, long covered)
        {
            var named = lists.ConvertAll(list => list.TakeWhile(doc => doc >= covered).ToList());
            var byConversation = named.SelectMany(list => list).Distinct().GroupBy(SearchPlaces.NumberOf)
                .Select(group => (Number: group.Key, Seqs: Likely(named, group))).Where(one => one.Seqs.Length > 0)
                .OrderByDescending(one => one.Number).ToList();
            _named += byConversation.Sum(one => one.Seqs.Length);
            var readable = SearchStore.Readable(session, page.Bounds, byConversation.ConvertAll(one => one.Number)).ToDictionary(row => row.Number);
            var restricted = walk.RestrictedOf(session, page, readable.Values);
            foreach (var (number, seqs) in byConversation)
            {
                if (!readable.TryGetValue(number, out var conversation) || restricted.Contains(conversation.PersonId))
                {
                    continue;
                }

                if (_opened == OpenedMax)
                {
                    return End(SearchPlaces.FirstDocOf(number + 1), full: false);
                }

                if (Verify(conversation, seqs) is { } full)
                {
                    return full;
                }
            }

            return _named > NamedMax ? End(covered, full: false) : null;
        }

        /// <summary>The candidates of a conversation, latest first; where words stand in several utterances, those that may be near each other.</summary>
        private long[] Likely(List<List<long>> named, IGrouping<long, long> group)
        {
            if (page.Question.Mode != SearchMode.NearTurns)
            {
                return [.. group.Select(doc => (long)SearchPlaces.SeqOf(doc)).OrderDescending()];
            }

            var (from, to) = (SearchPlaces.FirstDocOf(group.Key), SearchPlaces.LastDocOf(group.Key));
            IReadOnlyList<int>[] seqs = [.. named.Select(list => list.Where(doc => doc >= from && doc <= to).Select(SearchPlaces.SeqOf).Order().ToArray())];
            return [.. SearchQuestion.InTurns(seqs, page.Question.Distance).Select(seq => (long)seq).OrderDescending()];
        }

        /// <summary>Opens the candidates of a conversation; the end of the page, if they filled it.</summary>
        private SearchFound? Verify(SearchedConversation conversation, long[] seqs)
        {
            _opened++;
            _candidates += seqs.Length;
            IReadOnlyList<SearchHitPlace> hits;
            try
            {
                hits = page.Question.Hits(walk.Said(session, page, conversation, seqs));
                _verified += seqs.Length;
            }
            catch (LedgerFormatException)
            {
                _unread += seqs.Length; // Damage, which verification of the ledger names; the search goes on and says so.
                return null;
            }
            catch (SubjectErasedException)
            {
                return null; // Erased at this moment.
            }

            foreach (var hit in hits.Reverse().Where(hit => SearchPlaces.Doc(conversation.Number, hit.Seq) < page.Before))
            {
                _places.Add(new SearchedPlace(conversation.ConversationId, hit));
                if (_places.Count == page.Most)
                {
                    return End(SearchPlaces.Doc(conversation.Number, hit.Seq), full: true);
                }
            }

            return null;
        }
    }

    private IReadOnlyList<SaidUtterance> Said(Session session, SearchPage page, SearchedConversation conversation, long[] seqs) =>
        transcripts.Said(session, page.Bounds.InstitutionId, conversation.ConversationId, seqs);

    private IReadOnlySet<string> RestrictedOf(Session session, SearchPage page, IEnumerable<SearchedConversation> conversations) =>
        states.Restricted(session, page.Bounds.InstitutionId, conversations.Select(row => row.PersonId));
}
