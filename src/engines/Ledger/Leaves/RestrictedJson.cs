namespace Daylight.Ledger;

/// <summary>
/// JSON in which every value has exactly one byte form: UTF-8, keys sorted by their bytes, no blanks, no floats,
/// no arrays, no duplicate keys, the shortest escapes. Reading accepts that form and nothing else, so what is
/// hashed can be read and written again without changing a byte.
/// </summary>
public static class RestrictedJson
{
    /// <summary>The largest magnitude of an integer, 2^53 − 1.</summary>
    public const long NumberMax = (1L << 53) - 1;

    /// <summary>How deep objects may nest.</summary>
    public const int DepthMax = 4;

    /// <summary>Writes an object.</summary>
    /// <exception cref="LedgerFormatException">It is longer than allowed, too deep, or holds a number or text that has no form.</exception>
    public static byte[] Write(LeafObject value, int bytesMax = EntryBundle.EntryBytesMax)
    {
        var writer = new RestrictedJsonWriter();
        writer.Write(value, depth: 1);
        return Short(writer.ToBytes(), bytesMax);
    }

    /// <summary>Reads an object in its one form.</summary>
    /// <exception cref="LedgerFormatException">Any other form.</exception>
    public static LeafObject Parse(ReadOnlySpan<byte> bytes, int bytesMax = EntryBundle.EntryBytesMax)
    {
        if (bytes.Length > bytesMax)
        {
            throw new LedgerFormatException("json", $"longer than {bytesMax} bytes");
        }

        var value = new RestrictedJsonReader(StrictText.Decode(bytes, "json")).ReadWhole();

        // Escapes and key order have many wrong spellings and one right one: the one that writing gives.
        return Write(value, bytesMax).AsSpan().SequenceEqual(bytes)
            ? value
            : throw new LedgerFormatException("json", "keys are unsorted or a text is escaped otherwise than shortest");
    }

    internal static byte[] Short(byte[] bytes, int bytesMax) =>
        bytes.Length <= bytesMax ? bytes : throw new LedgerFormatException("json", $"longer than {bytesMax} bytes");
}
