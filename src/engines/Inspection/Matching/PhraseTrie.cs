namespace Daylight.Inspection;

/// <summary>The trie of all phrases while the automaton is built, and its layout into a double array.</summary>
internal sealed class PhraseTrie
{
    private readonly List<int> firstChild = [-1];
    private readonly List<int> nextSibling = [-1];
    private readonly List<int> code = [0];
    private readonly List<int> phrase = [-1];
    private readonly Dictionary<(int Node, int Code), int> edges = [];
    private int codeCount;

    internal PhraseTrie(IReadOnlyList<string> phrases, int[] codes)
    {
        for (var i = 0; i < phrases.Count; i++)
        {
            Insert(phrases[i], i, codes);
        }

        BreadthFirst = Order();
    }

    /// <summary>All nodes, parents before children, the root (0) first.</summary>
    internal IReadOnlyList<int> BreadthFirst { get; }

    internal int PhraseAt(int node) => phrase[node];

    internal int FirstChild(int node) => firstChild[node];

    internal int NextSibling(int node) => nextSibling[node];

    internal int CodeOf(int node) => code[node];

    /// <summary>Places every node into a slot such that a node's children stand at its offset plus their code.</summary>
    internal (int[] Offset, int[] Owner) Lay(out int[] slots)
    {
        var offset = new int[firstChild.Count + codeCount + 2];
        var owner = new int[offset.Length];
        Array.Fill(owner, -1);
        owner[0] = int.MaxValue; // the root's own slot belongs to nobody
        slots = new int[firstChild.Count];
        var searchFrom = 1;
        foreach (var node in BreadthFirst)
        {
            if (firstChild[node] < 0)
            {
                continue;
            }

            var place = FindPlace(node, ref owner, ref offset, ref searchFrom);
            offset[slots[node]] = place;
            for (var child = firstChild[node]; child >= 0; child = nextSibling[child])
            {
                owner[place + code[child]] = slots[node];
                slots[child] = place + code[child];
            }
        }

        return (offset, owner);
    }

    private void Insert(string text, int index, int[] codes)
    {
        var node = 0;
        foreach (var c in text)
        {
            if (codes[c] == 0)
            {
                codes[c] = ++codeCount;
            }

            node = Child(node, codes[c]);
        }

        phrase[node] = index;
    }

    private int Child(int node, int c)
    {
        if (edges.TryGetValue((node, c), out var child))
        {
            return child;
        }

        child = firstChild.Count;
        firstChild.Add(-1);
        nextSibling.Add(firstChild[node]);
        code.Add(c);
        phrase.Add(-1);
        firstChild[node] = child;
        edges.Add((node, c), child);
        return child;
    }

    private List<int> Order()
    {
        var order = new List<int>(firstChild.Count) { 0 };
        for (var i = 0; i < order.Count; i++)
        {
            for (var child = firstChild[order[i]]; child >= 0; child = nextSibling[child])
            {
                order.Add(child);
            }
        }

        return order;
    }

    private int FindPlace(int node, ref int[] owner, ref int[] offset, ref int searchFrom)
    {
        var first = code[firstChild[node]];
        for (var slot = searchFrom; ; slot++)
        {
            var place = slot - first;
            if (place < 1 && slot <= first)
            {
                slot = first;
                continue;
            }

            Grow(ref owner, ref offset, place + codeCount + 1);
            if (owner[slot] >= 0)
            {
                // Slots before this one are taken: the next search need not look at them again.
                searchFrom = slot == searchFrom ? slot + 1 : searchFrom;
                continue;
            }

            if (Fits(node, place, owner))
            {
                return place;
            }
        }
    }

    private bool Fits(int node, int place, int[] owner)
    {
        for (var child = firstChild[node]; child >= 0; child = nextSibling[child])
        {
            if (owner[place + code[child]] >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void Grow(ref int[] owner, ref int[] offset, int needed)
    {
        if (needed < owner.Length)
        {
            return;
        }

        var old = owner.Length;
        var size = Math.Max(needed + 1, old * 2);
        Array.Resize(ref owner, size);
        Array.Resize(ref offset, size);
        Array.Fill(owner, -1, old, size - old);
    }
}
