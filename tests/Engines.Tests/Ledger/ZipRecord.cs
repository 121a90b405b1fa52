using System.Text;
using Daylight.Ledger;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>One record of a bundle's container: a file with its header, a line of the directory, or the directory's end.</summary>
/// <param name="Name">Whose it is; empty for the end.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Header">How many bytes stand before the content.</param>
/// <param name="Content">How many bytes of content it has.</param>
/// <param name="IsFile">Whether it is a file with its header.</param>
internal sealed record ZipRecord(string Name, int At, int Header, int Content, bool IsFile)
{
    // Bytes of a file's header by which a reader finds its way: signature, method, sizes and name. The rest may be wrong without anybody losing it.
    private static readonly HashSet<int> Steering = [0, 1, 2, 3, 8, 9, .. Enumerable.Range(22, 6)];

    public int Length => Header + Content;

    /// <summary>Whether a reader loses its way if this byte of the record is wrong.</summary>
    public bool Steers(int offset) => IsFile && (Steering.Contains(offset) || (offset >= LocalSize && offset < Header));

    public const int LocalSize = 30;
    private const int DirectorySize = 46;

    public static IReadOnlyList<ZipRecord> Of(byte[] zip)
    {
        List<ZipRecord> records = [];
        var at = 0;
        for (; zip[at + 2] == 3; at += records[^1].Length)
        {
            var name = BitConverter.ToUInt16(zip, at + 26);
            records.Add(new ZipRecord(Encoding.ASCII.GetString(zip, at + LocalSize, name), at, LocalSize + name, BitConverter.ToInt32(zip, at + 22), true));
        }

        for (; zip[at + 2] == 1; at += records[^1].Length)
        {
            var name = BitConverter.ToUInt16(zip, at + 28);
            records.Add(new ZipRecord(Encoding.ASCII.GetString(zip, at + DirectorySize, name), at, DirectorySize + name, 0, false));
        }

        return [.. records, new ZipRecord("", at, zip.Length - at, 0, false)];
    }
}

/// <summary>Mutants of a container.</summary>
internal static class ZipRecords
{
    private const int LocalCrc = 14;
    private const int DirectoryCrc = 16;

    /// <summary>One byte of a file's content changed as anybody can: the container is right in every byte.</summary>
    public static Mutant Mended(this IReadOnlyList<ZipRecord> records, byte[] zip, string name, int offset)
    {
        var file = records.Single(record => record.IsFile && record.Name == name);
        var line = records.Single(record => !record.IsFile && record.Name == name);
        var content = Mutations.Flip(zip[(file.At + file.Header)..(file.At + file.Length)], offset, offset);
        var over = BitConverter.GetBytes(Crc32.Of(content) ^ BitConverter.ToUInt32(zip, file.At + LocalCrc));
        return new Mutant(
            $"{name}, byte {offset}",
            zip.Length,
            [
                (file.At + file.Header + offset, (byte)(1 << (offset % 8))),
                .. over.Select((one, i) => (file.At + LocalCrc + i, one)),
                .. over.Select((one, i) => (line.At + DirectoryCrc + i, one)),
            ]);
    }

    /// <summary>One bit of one byte of a record.</summary>
    public static (int At, byte Over) Flip(this ZipRecord record, int offset) => (record.At + offset, (byte)(1 << ((record.At + offset) % 8)));
}
