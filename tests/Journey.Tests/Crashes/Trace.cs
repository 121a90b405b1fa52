using System.Buffers.Binary;
using System.Text;

namespace Daylight.Journey.Crashes;

/// <summary>One thing a process did to its files, as <c>record.c</c> tells it.</summary>
/// <param name="Kind">O open, C close, W write, T set length, A lengthen, B and E begin and end of a flush, R rename, L link, U unlink, M and X make and remove a folder, P map for writing.</param>
/// <param name="Descriptor">The open file; −1 for names.</param>
/// <param name="At">When, on the machine's steady clock, in nanoseconds.</param>
/// <param name="First">Offset, length or the flush's number; for an opening whether it may make the file.</param>
/// <param name="Second">For an opening: whether it empties the file.</param>
/// <param name="Path">The file or folder.</param>
/// <param name="To">Its new name.</param>
/// <param name="Bytes">What was written.</param>
internal sealed record TraceRecord(char Kind, int Descriptor, long At, long First, long Second, string Path, string To, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads a recording.</summary>
internal static class Trace
{
    private const int Head = 37;

    public static List<TraceRecord> Read(byte[] bytes)
    {
        List<TraceRecord> records = [];
        for (var at = 0; at < bytes.Length;)
        {
            var head = bytes.AsSpan(at, Head);
            var end = at + 4 + BinaryPrimitives.ReadInt32LittleEndian(head);
            var (one, two) = (BinaryPrimitives.ReadUInt16LittleEndian(head[33..]), BinaryPrimitives.ReadUInt16LittleEndian(head[35..]));
            var names = at + Head;
            records.Add(new TraceRecord(
                (char)head[4],
                BinaryPrimitives.ReadInt32LittleEndian(head[5..]),
                BinaryPrimitives.ReadInt64LittleEndian(head[9..]),
                BinaryPrimitives.ReadInt64LittleEndian(head[17..]),
                BinaryPrimitives.ReadInt64LittleEndian(head[25..]),
                Encoding.UTF8.GetString(bytes, names, one),
                Encoding.UTF8.GetString(bytes, names + one, two),
                bytes.AsMemory(names + one + two, end - names - one - two)));
            at = end;
        }

        return records;
    }
}
