namespace Daylight.Inspection;

/// <summary>
/// An Aho-Corasick automaton over all phrases of a rulebook: one pass reports every occurrence of every phrase,
/// overlaps included. Transitions lie in a double array (state + character code is the slot, the slot's owner must
/// be the state); a missing transition follows the failure link.
/// </summary>
internal sealed class PhraseAutomaton
{
    private readonly int[] codes = new int[char.MaxValue + 1];
    private int[] offset;
    private int[] owner;
    private int[] failure;
    private int[] phrase;
    private int[] nextEnding;
    private readonly int[] lengths;

    /// <summary>Builds the automaton; the phrases are distinct, not empty, and are reported by their index.</summary>
    internal PhraseAutomaton(IReadOnlyList<string> phrases)
    {
        lengths = phrases.Select(p => p.Length).ToArray();
        var trie = new PhraseTrie(phrases, codes);
        (offset, owner) = trie.Lay(out var slots);
        failure = new int[owner.Length];
        phrase = new int[owner.Length];
        nextEnding = new int[owner.Length];
        Array.Fill(phrase, -1);
        Array.Fill(nextEnding, -1);
        Link(trie, slots);
    }

    /// <summary>Adds every occurrence to the list, ordered by where it ends.</summary>
    internal void Scan(ReadOnlySpan<char> text, List<PhraseHit> hits)
    {
        var state = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var code = codes[text[i]];
            if (code == 0)
            {
                state = 0;
                continue;
            }

            state = Step(state, code);
            for (var s = phrase[state] >= 0 ? state : nextEnding[state]; s >= 0; s = nextEnding[s])
            {
                hits.Add(new PhraseHit(phrase[s], i + 1 - lengths[phrase[s]], i + 1));
            }
        }
    }

    private int Step(int state, int code)
    {
        while (true)
        {
            var slot = offset[state] + code;
            if (slot < owner.Length && owner[slot] == state)
            {
                return slot;
            }

            if (state == 0)
            {
                return 0;
            }

            state = failure[state];
        }
    }

    /// <summary>Failure links and the chain of phrases that end at a state, breadth first.</summary>
    private void Link(PhraseTrie trie, int[] slots)
    {
        foreach (var node in trie.BreadthFirst)
        {
            var state = slots[node];
            phrase[state] = trie.PhraseAt(node);
            for (var child = trie.FirstChild(node); child >= 0; child = trie.NextSibling(child))
            {
                var target = node == 0 ? 0 : Step(failure[state], trie.CodeOf(child));
                failure[slots[child]] = target;
            }

            if (node != 0)
            {
                nextEnding[state] = phrase[failure[state]] >= 0 ? failure[state] : nextEnding[failure[state]];
            }
        }
    }
}

/// <summary>A phrase found in normalised text: from included, to excluded.</summary>
internal readonly record struct PhraseHit(int Phrase, int Start, int End);
