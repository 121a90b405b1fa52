using System.Buffers.Binary;
using System.Text;

namespace Daylight.Ledger.Bundles;

/// <summary>
/// Writes a zip that holds nothing but its files: stored, sorted by name, every date 1980-01-01, no comments and
/// no extra fields. The same files always give the same bytes.
/// </summary>
internal static class StoredZip
{
    // Zip without its 64-bit extension.
    private const int FilesMax = 65_534;
    private const long BytesMax = int.MaxValue - 64;

    public static byte[] Write(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var length = files.Sum(file => 30L + 46 + (2 * file.Key.Length) + file.Value.Length) + 22;
        if (files.Count > FilesMax || length > BytesMax)
        {
            throw new LedgerFormatException("bundle", "more than 65,534 files or two gigabytes");
        }

        var zip = new byte[length];
        var directory = new List<byte[]>();
        var at = 0;
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var common = Common(name, content.Span);
            var path = Encoding.ASCII.GetBytes(name);
            directory.Add(DirectoryRecord(common, path, at));
            Append(zip, ref at, [0x50, 0x4b, 3, 4, .. common, .. path]);
            Append(zip, ref at, content.Span);
        }

        var start = at;
        directory.ForEach(record => Append(zip, ref at, record));
        Append(zip, ref at, EndRecord(directory.Count, start, at - start));
        return zip;
    }

    // Version 2.0, UTF-8 names, stored, midnight, 1980-01-01, checksum, both sizes, name length, no extra field.
    private static byte[] Common(string name, ReadOnlySpan<byte> content)
    {
        var common = new byte[26];
        BinaryPrimitives.WriteUInt16LittleEndian(common, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(2), 0x0800);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(8), 0x0021);
        BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(10), Crc32.Of(content));
        BinaryPrimitives.WriteInt32LittleEndian(common.AsSpan(14), content.Length);
        BinaryPrimitives.WriteInt32LittleEndian(common.AsSpan(18), content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(22), (ushort)name.Length);
        return common;
    }

    private static byte[] DirectoryRecord(byte[] common, byte[] path, int offset)
    {
        var tail = new byte[14];
        BinaryPrimitives.WriteInt32LittleEndian(tail.AsSpan(10), offset);
        return [0x50, 0x4b, 1, 2, 20, 0, .. common, .. tail, .. path];
    }

    private static byte[] EndRecord(int files, int start, int length)
    {
        var record = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(8), (ushort)files);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(10), (ushort)files);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(16), start);
        return record;
    }

    private static void Append(byte[] zip, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(zip.AsSpan(at));
        at += bytes.Length;
    }
}
