namespace Daylight.Inspection;

/// <summary>Finds the index of a key: open addressing over keys that stand in ascending order. Immutable, so any thread may ask.</summary>
internal sealed class KeyTable
{
    private readonly uint[] slots;
    private readonly int[] indexes;
    private readonly int mask;

    /// <param name="keys">Ascending, none twice, none 0.</param>
    internal KeyTable(uint[] keys)
    {
        var size = 16;
        while (size < keys.Length * 2L)
        {
            size *= 2;
        }

        (slots, indexes, mask, Keys) = (new uint[size], new int[size], size - 1, keys);
        for (var i = 0; i < keys.Length; i++)
        {
            var slot = Start(keys[i]);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            (slots[slot], indexes[slot]) = (keys[i], i);
        }
    }

    internal uint[] Keys { get; }

    /// <summary>The place of the key, or -1.</summary>
    internal int Find(uint key)
    {
        for (var slot = Start(key); slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (slots[slot] == key)
            {
                return indexes[slot];
            }
        }

        return -1;
    }

    private int Start(uint key) => (int)((key * 0x9E3779B1u) >> 7) & mask;
}
