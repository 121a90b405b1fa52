namespace Daylight.Inspection;

/// <summary>A repeatable stream of numbers (SplitMix64): the same seed gives the same training on every machine.</summary>
internal sealed class SeededOrder(ulong seed)
{
    private ulong state = seed;

    internal ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        return Mix(state);
    }

    /// <summary>From 0, included, to 1, excluded.</summary>
    internal float NextUnit() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>From 0, included, to the limit, excluded.</summary>
    internal int NextBelow(int limit) => (int)((Next() >> 33) % (ulong)limit);

    /// <summary>Close to normal, mean 0, deviation 1: twelve uniform numbers added up.</summary>
    internal float NextNormal()
    {
        var sum = -6f;
        for (var i = 0; i < 12; i++)
        {
            sum += NextUnit();
        }

        return sum;
    }

    internal void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = NextBelow(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    internal static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
