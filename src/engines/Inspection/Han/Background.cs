using System.IO.Compression;

namespace Daylight.Inspection;

/// <summary>
/// How often two characters stand side by side in ordinary text. What is rare there and sounds like a listed word is
/// probably that word in disguise; what is common is itself. Immutable.
/// </summary>
public sealed class Background
{
    private static readonly Lazy<Background> ShippedOnce = new(ReadShipped);

    private readonly int[] firsts;
    private readonly char[] followers;
    private readonly int[] counts;
    private readonly int[] totals = new int[char.MaxValue + 1];

    private Background(int[] firsts, char[] followers, int[] counts)
    {
        this.firsts = firsts;
        this.followers = followers;
        this.counts = counts;
        for (var c = 0; c <= char.MaxValue; c++)
        {
            for (var i = firsts[c]; i < firsts[c + 1]; i++)
            {
                totals[c] += counts[i];
            }
        }

        Pairs = totals.Sum(t => (long)t);
    }

    /// <summary>The table that comes with the engine: public comments and clean sample conversations.</summary>
    public static Background Shipped => ShippedOnce.Value;

    /// <summary>All pairs counted.</summary>
    public long Pairs { get; }

    /// <summary>This background and more text, such as an institution's own archive.</summary>
    public Background With(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var all = new Dictionary<(char, char), int>();
        for (var c = 0; c <= char.MaxValue; c++)
        {
            for (var i = firsts[c]; i < firsts[c + 1]; i++)
            {
                all[((char)c, followers[i])] = counts[i];
            }
        }

        var normalised = new NormalisedText();
        foreach (var text in texts)
        {
            normalised.Set(text, MatchOptions.Loosest);
            CountPairs(normalised.Characters, all);
        }

        return Of(all);
    }

    /// <summary>How often the second character stood right behind the first.</summary>
    public int Count(char first, char second)
    {
        var index = Array.BinarySearch(followers, firsts[first], firsts[first + 1] - firsts[first], second);
        return index < 0 ? 0 : counts[index];
    }

    /// <summary>How often a character stood anywhere but at the end.</summary>
    internal int Count(char c) => totals[c];

    /// <summary>The count of the rarest pair in some words: they cannot have occurred more often.</summary>
    internal int Rarest(ReadOnlySpan<char> words)
    {
        var rarest = int.MaxValue;
        for (var i = 1; i < words.Length && rarest > 0; i++)
        {
            rarest = Math.Min(rarest, Count(words[i - 1], words[i]));
        }

        return rarest;
    }

    private static void CountPairs(ReadOnlySpan<char> text, Dictionary<(char, char), int> all)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i]))
            {
                var pair = (text[i - 1], text[i]);
                all[pair] = Math.Min(all.GetValueOrDefault(pair) + 1, int.MaxValue - 1);
            }
        }
    }

    private static Background Of(Dictionary<(char First, char Second), int> all)
    {
        var sorted = all.OrderBy(p => p.Key.First).ThenBy(p => p.Key.Second).ToArray();
        var firsts = new int[char.MaxValue + 2];
        foreach (var (pair, _) in sorted)
        {
            firsts[pair.First + 1]++;
        }

        for (var c = 1; c < firsts.Length; c++)
        {
            firsts[c] += firsts[c - 1];
        }

        return new Background(firsts, sorted.Select(p => p.Key.Second).ToArray(), sorted.Select(p => p.Value).ToArray());
    }

    /// <summary>The layout is described where it is written: eng/make-han-tables.py.</summary>
    private static Background ReadShipped()
    {
        using var stream = new ZLibStream(HanTable.Open("background.bin"), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        var data = plain.ToArray();
        var all = new Dictionary<(char, char), int>();
        var at = 0;
        for (var first = 0; at < data.Length;)
        {
            first += Number(data, ref at);
            var follower = 0;
            for (var left = Number(data, ref at); left > 0; left--)
            {
                follower += Number(data, ref at);
                all[((char)first, (char)follower)] = data[at++];
            }
        }

        return Of(all);
    }

    private static int Number(byte[] data, ref int at)
    {
        var value = 0;
        var shift = 0;
        while (data[at] >= 128)
        {
            value |= (data[at++] & 127) << shift;
            shift += 7;
        }

        return value | (data[at++] << shift);
    }
}
