using System.Globalization;
using Daylight.Conduct;
using Daylight.Inspection;

namespace Daylight.Review;

/// <summary>How several words belong together.</summary>
internal enum SearchMode
{
    /// <summary>One of them in an utterance.</summary>
    Any,

    /// <summary>All of them in one utterance.</summary>
    All,

    /// <summary>All of them within so many characters of one utterance.</summary>
    NearCharacters,

    /// <summary>All of them in utterances that lie at most so many turns apart.</summary>
    NearTurns,
}

/// <summary>
/// What is looked for. It decides what a hit is, from the words alone; the index only saves reading what cannot be one.
/// </summary>
internal sealed record SearchQuestion
{
    /// <summary>The words as they are compared, each once.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    public required SearchMode Mode { get; init; }

    /// <summary>Characters or turns, by the mode.</summary>
    public int Distance { get; init; }

    /// <summary>Who said it; null for anybody.</summary>
    public UtteranceRole? Role { get; init; }

    /// <summary>The question in one text that is the same for the same question.</summary>
    public string Text => string.Join('\n', Words.Order(StringComparer.Ordinal)) + string.Create(CultureInfo.InvariantCulture, $"\n{Mode}\n{Distance}\n{Role}");

    /// <summary>The hits among utterances of one conversation, in their order.</summary>
    public IReadOnlyList<SearchHitPlace> Hits(IEnumerable<SaidUtterance> said)
    {
        var heard = said.Where(item => Role is null || item.Utterance.Role == Role).Select(Heard).Where(item => item.Places.Any(places => places.Count > 0)).ToList();
        return Mode switch
        {
            SearchMode.Any => heard.ConvertAll(Place),
            SearchMode.All => heard.Where(HasAll).Select(Place).ToList(),
            SearchMode.NearCharacters => heard.Where(item => HasAll(item) && IsNear(item)).Select(Place).ToList(),
            SearchMode.NearTurns => InTurns(heard),
            _ => throw new ArgumentOutOfRangeException(nameof(said)),
        };
    }

    /// <summary>
    /// The seqs that lie, with those of every other word, within a run of turns: of each word the seqs it stands at, ascending.
    /// </summary>
    public static HashSet<int> InTurns(IReadOnlyList<IReadOnlyList<int>> seqsOfWords, int distance)
    {
        HashSet<int> near = [];
        var all = seqsOfWords.SelectMany(seqs => seqs).Distinct().Order().ToArray();
        foreach (var first in all)
        {
            // A run that begins between two seqs may as well begin at the later one.
            if (seqsOfWords.All(seqs => FirstFrom(seqs, first) is { } seq && seq - first <= distance))
            {
                for (var at = Array.BinarySearch(all, first); at < all.Length && all[at] - first <= distance; at++)
                {
                    near.Add(all[at]);
                }
            }
        }

        return near;
    }

    private List<SearchHitPlace> InTurns(List<HeardWords> heard)
    {
        IReadOnlyList<int>[] seqs = [.. Words.Select((_, word) => heard.Where(item => item.Places[word].Count > 0).Select(item => item.Said.Seq).ToArray())];
        var near = InTurns(seqs, Distance);
        return heard.Where(item => near.Contains(item.Said.Seq)).Select(Place).ToList();
    }

    private HeardWords Heard(SaidUtterance said)
    {
        var shown = SearchText.Shown(said.Utterance.Text);
        var folded = SearchText.Folded(shown);
        return new HeardWords(said, shown, [.. Words.Select(word => Places(folded, word))]);
    }

    private static List<int> Places(string folded, string word)
    {
        List<int> places = [];
        for (var at = folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            places.Add(at);
        }

        return places;
    }

    private static bool HasAll(HeardWords heard) => heard.Places.All(places => places.Count > 0);

    /// <summary>True if some stretch of at most the distance holds every word whole.</summary>
    private bool IsNear(HeardWords heard) => heard.Places.SelectMany(places => places).Distinct().Any(from =>
        Enumerable.Range(0, Words.Count).All(word => FirstFrom(heard.Places[word], from) is { } at && at + Words[word].Length - from <= Distance));

    private static int? FirstFrom(IReadOnlyList<int> ascending, int from)
    {
        var (low, high) = (0, ascending.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ascending[middle] < from ? (middle + 1, high) : (low, middle);
        }

        return low < ascending.Count ? ascending[low] : null;
    }

    private SearchHitPlace Place(HeardWords heard)
    {
        List<TextSpan> marks = [];
        foreach (var (from, to) in Words.SelectMany((word, i) => heard.Places[i].Select(at => (From: at, To: at + word.Length))).Order())
        {
            if (marks.Count > 0 && marks[^1].To >= from)
            {
                marks[^1] = marks[^1] with { To = Math.Max(marks[^1].To, to) };
            }
            else
            {
                marks.Add(new TextSpan(from, to));
            }
        }

        return new SearchHitPlace(heard.Said.Seq, heard.Said.Utterance, heard.Shown, marks);
    }

    /// <summary>An utterance and where in it each word begins.</summary>
    private sealed record HeardWords(SaidUtterance Said, string Shown, IReadOnlyList<int>[] Places);
}

/// <summary>A hit within its conversation.</summary>
/// <param name="Seq">The utterance.</param>
/// <param name="Utterance">As it counts now.</param>
/// <param name="Shown">Its words, masked.</param>
/// <param name="Marks">Where the words stand in them, ascending and apart.</param>
internal sealed record SearchHitPlace(int Seq, Utterance Utterance, string Shown, IReadOnlyList<TextSpan> Marks);
