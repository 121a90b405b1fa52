using Daylight.Conduct;
using Daylight.Inspection;

namespace Daylight.Review;

/// <summary>One utterance as a model is shown it.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="Role">staff, customer, thirdParty or system.</param>
/// <param name="Text">The words, masked.</param>
internal sealed record ExcerptLine(int Seq, string Role, string Text);

/// <summary>What a model is shown of a conversation: the turns around a finding, masked.</summary>
/// <param name="Lines">In order.</param>
/// <param name="Candidate">The utterance the finding stands in; null for a finding about absence.</param>
/// <param name="Quoted">The words of the finding, masked; empty where no words are the point.</param>
internal sealed record JudgeExcerpt(IReadOnlyList<ExcerptLine> Lines, int? Candidate, string Quoted)
{
    /// <summary>How many utterances are looked at on either side.</summary>
    public const int AroundMax = 120;

    private const int CharactersMax = 12_000;

    /// <summary>The turns around a finding; null if they are more than may be shown.</summary>
    /// <param name="around">The utterances from <see cref="AroundMax"/> before the finding to as many behind it, or the whole conversation for a finding about absence.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="turns">How many turns on either side.</param>
    /// <param name="mask">Masks what is known and what is recognised.</param>
    public static JudgeExcerpt? Of(IReadOnlyList<Utterance> around, FindingRecord finding, int turns, KnownWords mask)
    {
        var (from, to) = finding.UtteranceSeq < 0 ? (0, around.Count) : Turns(around, finding.UtteranceSeq, turns);
        var shown = around.Take(from..to).ToList();
        if (shown.Count == 0 || shown.Sum(utterance => (long)utterance.Text.Length) > CharactersMax)
        {
            return null;
        }

        var lines = shown.ConvertAll(utterance => new ExcerptLine(utterance.Seq, Words.Of(utterance.Role), mask.Mask(utterance.Text)));
        var candidate = lines.Find(line => line.Seq == finding.UtteranceSeq);
        var quoted = candidate is not null && finding.SpanFrom >= 0 && finding.SpanTo <= candidate.Text.Length ? candidate.Text[(int)finding.SpanFrom..(int)finding.SpanTo] : "";
        return new JudgeExcerpt(lines, candidate?.Seq, quoted);
    }

    /// <summary>How many turns began behind the finding; the last of them may go on.</summary>
    public static int TurnsBehind(IReadOnlyList<Utterance> around, long seq)
    {
        var turns = 0;
        for (var i = 1; i < around.Count; i++)
        {
            turns += around[i].Seq > seq && around[i].Role != around[i - 1].Role ? 1 : 0;
        }

        return turns;
    }

    private static (int From, int To) Turns(IReadOnlyList<Utterance> around, long seq, int turns)
    {
        var at = around.TakeWhile(utterance => utterance.Seq < seq).Count();
        var from = at;
        for (var left = turns; from > 0 && (around[from - 1].Role == around[from].Role || left-- > 0);)
        {
            from--;
        }

        var to = Math.Min(at + 1, around.Count);
        for (var left = turns; to > 0 && to < around.Count && (around[to].Role == around[to - 1].Role || left-- > 0);)
        {
            to++;
        }

        return (from, to);
    }
}
