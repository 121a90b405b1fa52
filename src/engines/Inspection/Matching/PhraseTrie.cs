namespace Daylight.Inspection;

/// <summary>The trie of all phrases while the automaton is built, and its layout into a double array.</summary>
internal sealed class PhraseTrie
{
    private const int TriesMax = 100;

    private readonly List<int> firstChild = [-1];
    private readonly List<int> nextSibling = [-1];
    private readonly List<int> code = [0];
    private readonly List<int> phrase = [-1];
    private readonly Dictionary<(int Node, int Code), int> edges = [];
    private readonly List<int> nextFree = [];
    private int codeCount;
    private int lastTaken;

    internal PhraseTrie(IReadOnlyList<string> phrases, ushort[] codes)
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
        foreach (var node in BreadthFirst)
        {
            if (firstChild[node] < 0)
            {
                continue;
            }

            var place = FindPlace(node, ref owner, ref offset);
            offset[slots[node]] = place;
            for (var child = firstChild[node]; child >= 0; child = nextSibling[child])
            {
                owner[place + code[child]] = slots[node];
                slots[child] = place + code[child];
                Take(slots[child]);
            }
        }

        // A scan adds a code to any base without asking: behind the last slot there is room for all codes.
        Grow(ref owner, ref offset, Math.Max(lastTaken, offset.Max()) + codeCount + 1);
        return (offset, owner);
    }

    private void Insert(string text, int index, ushort[] codes)
    {
        var node = 0;
        foreach (var c in text)
        {
            if (codes[c] == 0)
            {
                codes[c] = (ushort)++codeCount; // there are no more characters than that
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

    /// <summary>
    /// The first place where all children fit. Taken slots are jumped over; a node that fits nowhere among the gaps
    /// after some tries goes behind everything, which costs a little space instead of a lot of time.
    /// </summary>
    private int FindPlace(int node, ref int[] owner, ref int[] offset)
    {
        var first = code[firstChild[node]];
        var slot = FreeFrom(Math.Max(1, first + 1));
        for (var tries = 0; tries < TriesMax; tries++)
        {
            Grow(ref owner, ref offset, slot - first + codeCount + 1);
            if (Fits(node, slot - first, owner))
            {
                return slot - first;
            }

            slot = FreeFrom(slot + 1);
        }

        Grow(ref owner, ref offset, lastTaken + codeCount + 2);
        return lastTaken + 1;
    }

    private int FreeFrom(int slot)
    {
        var free = slot;
        while (free < nextFree.Count && nextFree[free] != free)
        {
            free = nextFree[free];
        }

        while (slot < nextFree.Count && nextFree[slot] < free)
        {
            (slot, nextFree[slot]) = (Math.Max(slot + 1, nextFree[slot]), free);
        }

        return free;
    }

    private void Take(int slot)
    {
        while (nextFree.Count <= slot)
        {
            nextFree.Add(nextFree.Count);
        }

        nextFree[slot] = slot + 1;
        lastTaken = Math.Max(lastTaken, slot);
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
