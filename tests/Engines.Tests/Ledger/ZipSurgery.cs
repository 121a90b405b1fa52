using System.Buffers.Binary;
using System.Text;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>A genuine zip cut into its records, to be joined again with something wrong.</summary>
internal sealed class ZipSurgery
{
    private ZipSurgery(List<byte[]> files, List<byte[]> directory, byte[] end) => (Files, Directory, End) = (files, directory, end);

    /// <summary>Local header, name and content of each file.</summary>
    public List<byte[]> Files { get; }

    /// <summary>The directory's records.</summary>
    public List<byte[]> Directory { get; }

    /// <summary>The end of the directory.</summary>
    public byte[] End { get; private set; }

    public static ZipSurgery Open(byte[] zip)
    {
        List<byte[]> files = [], directory = [];
        var at = 0;
        for (int length; Signature(zip, at) == 0x04034b50; at += length)
        {
            length = 30 + Number(zip, at + 26, 2) + Number(zip, at + 22, 4);
            files.Add(zip[at..(at + length)]);
        }

        for (int length; Signature(zip, at) == 0x02014b50; at += length)
        {
            length = 46 + Number(zip, at + 28, 2);
            directory.Add(zip[at..(at + length)]);
        }

        return new ZipSurgery(files, directory, zip[at..]);
    }

    /// <summary>Writes a number into a record.</summary>
    public static byte[] Put(byte[] record, int at, int bytes, uint value)
    {
        var changed = record.ToArray();
        for (var i = 0; i < bytes; i++)
        {
            changed[at + i] = (byte)(value >> (8 * i));
        }

        return changed;
    }

    /// <summary>All records in order, offsets and counts mended so that an ordinary zip program is content.</summary>
    public byte[] Joined(byte[]? before = null, byte[]? between = null, byte[]? behind = null)
    {
        List<byte> zip = [.. before ?? []];
        Dictionary<string, int> offsets = new(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            offsets.TryAdd(Encoding.ASCII.GetString(file, 30, Number(file, 26, 2)), zip.Count);
            zip.AddRange(file);
        }

        zip.AddRange(between ?? []);
        var start = zip.Count;
        Directory.ForEach(record => zip.AddRange(
            offsets.TryGetValue(Encoding.ASCII.GetString(record, 46, Number(record, 28, 2)), out var offset) ? Put(record, 42, 4, (uint)offset) : record));
        var end = Put(Put(Put(Put(End, 8, 2, (uint)Directory.Count), 10, 2, (uint)Directory.Count), 12, 4, (uint)(zip.Count - start)), 16, 4, (uint)start);
        return [.. zip, .. end, .. behind ?? []];
    }

    /// <summary>As <see cref="Joined"/>, with one record replaced first.</summary>
    public byte[] WithFile(int index, byte[] record)
    {
        Files[index] = record;
        return Joined();
    }

    /// <summary>As <see cref="Joined"/>, with one directory record replaced first.</summary>
    public byte[] WithDirectory(int index, byte[] record)
    {
        Directory[index] = record;
        return Joined();
    }

    /// <summary>As <see cref="Joined"/>, with the last record replaced first.</summary>
    public byte[] WithEnd(byte[] end)
    {
        End = end;
        return Joined();
    }

    private static uint Signature(byte[] zip, int at) => BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at));

    private static int Number(byte[] zip, int at, int bytes) =>
        bytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at)) : BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(at));
}
