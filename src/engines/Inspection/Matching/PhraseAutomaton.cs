using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Daylight.Inspection;

/// <summary>
/// An Aho-Corasick automaton over all phrases of a rulebook: one pass reports every occurrence of every phrase,
/// overlaps included. Transitions lie in a double array (a state's base plus the character's code is the slot, whose owner must
/// be the state); a missing transition follows the failure link. Characters that occur in no phrase have no code.
/// At the root, pairs of characters with which no phrase begins are skipped without touching the array.
/// </summary>
internal sealed class PhraseAutomaton
{
    private const int PairBits = 16;

    private readonly ushort[] codes = new ushort[char.MaxValue + 1];
    private readonly ulong[] pairs = new ulong[(1 << PairBits) / 64];
    private readonly bool[] isSingle = new bool[char.MaxValue + 1];
    private readonly Slot[] slots;
    private readonly Ending[] endings;

    /// <summary>Builds the automaton; the phrases are distinct, not empty, and are reported by their index.</summary>
    internal PhraseAutomaton(IReadOnlyList<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            isSingle[phrase[0]] |= phrase.Length == 1;
            if (phrase.Length > 1)
            {
                var pair = Pair(phrase[0], phrase[1]);
                pairs[pair >> 6] |= 1UL << (int)(pair & 63);
            }
        }

        var trie = new PhraseTrie(phrases, codes);
        var (bases, owners) = trie.Lay(out var places);
        slots = new Slot[bases.Length];
        var found = new List<Ending>();
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = new Slot { Base = bases[i], Owner = owners[i], Ending = -1 };
        }

        Link(trie, places, phrases, found);
        endings = [.. found];
    }

    /// <summary>Adds every occurrence to the list, ordered by where it ends.</summary>
    internal void Scan(ReadOnlySpan<char> text, List<PhraseHit> hits)
    {
        ref var slot0 = ref MemoryMarshal.GetArrayDataReference(slots);
        ref var code0 = ref MemoryMarshal.GetArrayDataReference(codes);
        var state = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (state == 0)
            {
                i = NextStart(text, i);
                if (i == text.Length)
                {
                    return;
                }
            }

            var code = (int)Unsafe.Add(ref code0, (uint)text[i]);
            if (code == 0)
            {
                state = 0;
                continue;
            }

            // Every base plus every code lies inside the array (see PhraseTrie.Lay), so no bound is checked here.
            while (true)
            {
                ref var from = ref Unsafe.Add(ref slot0, state);
                var next = from.Base + code;
                ref var to = ref Unsafe.Add(ref slot0, next);
                if (to.Owner == state)
                {
                    state = next;
                    if (to.Ending >= 0)
                    {
                        Report(to.Ending, i + 1, hits);
                    }

                    break;
                }

                if (state == 0)
                {
                    break;
                }

                state = from.Failure;
            }
        }
    }

    private static uint Pair(char a, char b) => ((a * 0x9E3779B1u) ^ (b * 0x85EBCA6Bu)) >> (32 - PairBits);

    /// <summary>The next place where a phrase can begin.</summary>
    private int NextStart(ReadOnlySpan<char> text, int i)
    {
        ref var pair0 = ref MemoryMarshal.GetArrayDataReference(pairs);
        for (; i + 1 < text.Length; i++)
        {
            var pair = Pair(text[i], text[i + 1]);
            if (((Unsafe.Add(ref pair0, pair >> 6) >> (int)(pair & 63)) & 1) != 0 || isSingle[text[i]])
            {
                return i;
            }
        }

        return i < text.Length && isSingle[text[i]] ? i : text.Length;
    }

    private void Report(int ending, int end, List<PhraseHit> hits)
    {
        for (var e = ending; e >= 0; e = endings[e].Next)
        {
            hits.Add(new PhraseHit(endings[e].Phrase, end - endings[e].Length, end));
        }
    }

    private int Step(int state, int code)
    {
        while (true)
        {
            var next = slots[state].Base + code;
            if (slots[next].Owner == state)
            {
                return next;
            }

            if (state == 0)
            {
                return 0;
            }

            state = slots[state].Failure;
        }
    }

    /// <summary>Failure links and the chain of phrases that end at a state, breadth first.</summary>
    private void Link(PhraseTrie trie, int[] places, IReadOnlyList<string> phrases, List<Ending> found)
    {
        foreach (var node in trie.BreadthFirst)
        {
            var state = places[node];
            for (var child = trie.FirstChild(node); child >= 0; child = trie.NextSibling(child))
            {
                slots[places[child]].Failure = node == 0 ? 0 : Step(slots[state].Failure, trie.CodeOf(child));
            }

            var shorter = node == 0 ? -1 : slots[slots[state].Failure].Ending;
            if (trie.PhraseAt(node) is var phrase and >= 0)
            {
                found.Add(new Ending(phrase, phrases[phrase].Length, shorter));
                shorter = found.Count - 1;
            }

            slots[state].Ending = shorter;
        }
    }

    /// <summary>One state: where its children stand, whose child it is, where to go when none fits, what ends here (-1 nothing).</summary>
    private struct Slot
    {
        internal int Base;
        internal int Owner;
        internal int Failure;
        internal int Ending;
    }

    /// <summary>A phrase that ends at a state, and the next shorter one that ends there too.</summary>
    private readonly record struct Ending(int Phrase, int Length, int Next);
}

/// <summary>A phrase found in normalised text: from included, to excluded.</summary>
internal readonly record struct PhraseHit(int Phrase, int Start, int End);
