using Daylight.Conduct;
using Daylight.Inspection;

namespace Daylight.Review;

/// <summary>One utterance as a test said it.</summary>
internal sealed record SpokenLine(string Conversation, int Seq, string Role, string Text);

/// <summary>
/// The search by reading everything: as slow and as plain as can be, so that it is right by looking at it. It shares with the
/// product only what is masked and how characters are folded.
/// </summary>
internal static class NaiveSearch
{
    public static HashSet<(string Conversation, int Seq)> Find(IEnumerable<SpokenLine> lines, SearchRequest request) =>
        [.. lines.GroupBy(line => line.Conversation).SelectMany(conversation => InOne([.. conversation.Where(line => request.Role is null || line.Role == request.Role)], request))];

    private static IEnumerable<(string, int)> InOne(List<SpokenLine> lines, SearchRequest request)
    {
        var words = request.Words!.Select(word => PlainCharacters.Of(word.Trim())).ToArray();
        var texts = lines.ConvertAll(line => PlainCharacters.Of(EntityMask.Mask(line.Text)));
        for (var i = 0; i < lines.Count; i++)
        {
            var hit = request switch
            {
                { WithinTurns: { } turns } => IsInTurns(lines, texts, i, words, turns),
                { WithinCharacters: { } characters } => Enumerable.Range(0, texts[i].Length)
                    .Any(from => words.All(word => texts[i].Substring(from, Math.Min(characters, texts[i].Length - from)).Contains(word, StringComparison.Ordinal))),
                { Mode: "all" } => words.All(word => texts[i].Contains(word, StringComparison.Ordinal)),
                _ => words.Any(word => texts[i].Contains(word, StringComparison.Ordinal)),
            };
            if (hit)
            {
                yield return (lines[i].Conversation, lines[i].Seq);
            }
        }
    }

    private static bool IsInTurns(List<SpokenLine> lines, List<string> texts, int at, string[] words, int turns)
    {
        if (!words.Any(word => texts[at].Contains(word, StringComparison.Ordinal)))
        {
            return false;
        }

        for (var first = lines[at].Seq - turns; first <= lines[at].Seq; first++)
        {
            var run = Enumerable.Range(0, lines.Count).Where(i => lines[i].Seq >= first && lines[i].Seq <= first + turns).ToList();
            if (words.All(word => run.Any(i => texts[i].Contains(word, StringComparison.Ordinal))))
            {
                return true;
            }
        }

        return false;
    }
}
