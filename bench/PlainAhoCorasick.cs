namespace Daylight.Bench;

/// <summary>Aho-Corasick as a textbook has it: a dictionary of children per node, failure links, output links.</summary>
internal sealed class PlainAhoCorasick
{
    private readonly List<Dictionary<char, int>> children = [[]];
    private readonly List<int> failure = [0];
    private readonly List<int> ends = [0];

    public PlainAhoCorasick(IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            var node = 0;
            foreach (var c in phrase)
            {
                if (!children[node].TryGetValue(c, out var next))
                {
                    next = children.Count;
                    children[node].Add(c, next);
                    children.Add([]);
                    failure.Add(0);
                    ends.Add(0);
                }

                node = next;
            }

            ends[node]++;
        }

        Link();
    }

    /// <summary>All occurrences, overlaps included.</summary>
    public int Count(string text)
    {
        var (node, count) = (0, 0);
        foreach (var c in text)
        {
            node = Step(node, c);
            count += ends[node];
        }

        return count;
    }

    private void Link()
    {
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var (c, child) in children[node])
            {
                failure[child] = node == 0 ? 0 : Step(failure[node], c);
                ends[child] += ends[failure[child]];
                queue.Enqueue(child);
            }
        }
    }

    private int Step(int node, char c)
    {
        while (true)
        {
            if (children[node].TryGetValue(c, out var next))
            {
                return next;
            }

            if (node == 0)
            {
                return 0;
            }

            node = failure[node];
        }
    }
}
