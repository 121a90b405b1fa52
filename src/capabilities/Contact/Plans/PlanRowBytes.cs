using System.IO.Compression;
using System.Text;

namespace Daylight.Contact;

/// <summary>
/// Rows as bytes, about 150 each, so that a million of them fit while they are sorted; words that repeat are written once per
/// plan (<see cref="PlanWords"/>). Only this room reads them, and only while the plan is kept, so there is no other version to know.
/// </summary>
internal static class PlanRowBytes
{
    public static byte[] Write(PlanRow row, PlanWords words)
    {
        using MemoryStream stream = new(192);
        using (BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(row.CaseId);
            writer.Write(row.PersonId);
            writer.Write7BitEncodedInt(words.Index(row.Role));
            writer.Write7BitEncodedInt(words.Index(row.Zone ?? ""));
            writer.Write7BitEncodedInt(words.Index(row.Channel));
            writer.Write(row.PointId ?? "");
            writer.Write7BitEncodedInt(words.Index(row.Point ?? ""));
            writer.Write((byte)row.Status);
            List(writer, row.Windows, window =>
            {
                writer.Write7BitEncodedInt64(window.From);
                writer.Write7BitEncodedInt64(window.Until - window.From);
            });
            List(writer, row.Rules, rule => writer.Write7BitEncodedInt(words.Index(rule)));
            List(writer, row.Obligations, code => writer.Write7BitEncodedInt(words.Index(code)));
            List(writer, row.Left, left =>
            {
                writer.Write7BitEncodedInt(words.Index(left.Rule));
                writer.Write7BitEncodedInt(left.Left);
                writer.Write7BitEncodedInt(left.Limit);
            });
            writer.Write7BitEncodedInt64(row.Next ?? long.MinValue);
        }

        return stream.ToArray();
    }

    /// <summary>Packs rows into one page.</summary>
    public static byte[] Pack(IEnumerable<byte[]> rows)
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.Fastest))
        {
            foreach (var row in rows)
            {
                brotli.Write(row);
            }
        }

        return packed.ToArray();
    }

    /// <summary>The rows of a page.</summary>
    public static List<PlanRow> Unpack(byte[] page, int count, IReadOnlyList<string> words)
    {
        using MemoryStream packed = new(page);
        using BrotliStream brotli = new(packed, CompressionMode.Decompress);
        using BufferedStream buffered = new(brotli, 1 << 16);
        using BinaryReader reader = new(buffered, Encoding.UTF8);
        List<PlanRow> rows = new(count);
        for (var i = 0; i < count; i++)
        {
            rows.Add(Read(reader, words));
        }

        return rows;
    }

    private static PlanRow Read(BinaryReader reader, IReadOnlyList<string> words)
    {
        return new PlanRow
        {
            CaseId = reader.ReadString(),
            PersonId = reader.ReadString(),
            Role = Word(),
            Zone = Null(Word()),
            Channel = Word(),
            PointId = Null(reader.ReadString()),
            Point = Null(Word()),
            Status = (PlanStatus)reader.ReadByte(),
            Windows = List(reader, Window),
            Rules = List(reader, Word),
            Obligations = List(reader, Word),
            Left = List(reader, () => new PlanLeft(Word(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt())),
            Next = reader.Read7BitEncodedInt64() is var next && next == long.MinValue ? null : next,
        };

        string Word() => words[reader.Read7BitEncodedInt()];

        PlanWindow Window()
        {
            var from = reader.Read7BitEncodedInt64();
            return new PlanWindow(from, from + reader.Read7BitEncodedInt64());
        }
    }

    private static void List<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static List<T> List<T>(BinaryReader reader, Func<T> read)
    {
        var count = reader.Read7BitEncodedInt();
        List<T> items = new(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(read());
        }

        return items;
    }

    private static string? Null(string text) => text.Length == 0 ? null : text;
}

/// <summary>The words of a plan, each with a number. Safe from many threads.</summary>
internal sealed class PlanWords
{
    private readonly Lock _lock = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    public int Index(string word)
    {
        if (_numbers.TryGetValue(word, out var known))
        {
            return known;
        }

        lock (_lock)
        {
            return _numbers.GetOrAdd(word, _ =>
            {
                _words.Add(word);
                return _words.Count - 1;
            });
        }
    }

    /// <summary>All words by their numbers.</summary>
    public IReadOnlyList<string> All()
    {
        lock (_lock)
        {
            return [.. _words];
        }
    }
}
