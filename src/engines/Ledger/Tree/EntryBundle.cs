using System.Buffers.Binary;

namespace Daylight.Ledger;

/// <summary>Up to 256 entries in one file (C2SP tlog-tiles): each a big-endian 16-bit length and the bytes.</summary>
public static class EntryBundle
{
    /// <summary>The longest entry the length field allows.</summary>
    public const int EntryBytesMax = 65_535;

    /// <summary>Joins entries.</summary>
    public static byte[] Write(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var bytes = new byte[entries.Sum(entry => entry.Length + 2)];
        var at = 0;
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), checked((ushort)entry.Length));
            entry.CopyTo(bytes.AsMemory(at + 2));
            at += entry.Length + 2;
        }

        return bytes;
    }

    /// <summary>Splits a bundle; it must end with its last entry.</summary>
    /// <exception cref="LedgerFormatException">It is cut short or holds more than 256 entries.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        while (!bundle.IsEmpty)
        {
            if (bundle.Length < 2 || entries.Count == TilePath.FullWidth)
            {
                throw new LedgerFormatException("entry bundle", "trailing bytes");
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < 2 + length)
            {
                throw new LedgerFormatException("entry bundle", "cut short");
            }

            entries.Add(bundle.Slice(2, length));
            bundle = bundle[(2 + length)..];
        }

        return entries;
    }
}
