using System.Buffers.Binary;
using System.Text;

namespace Daylight.Ledger.Verification;

/// <summary>
/// Reads the one zip form a bundle may have, byte by byte from the front: every header must be exactly the one that
/// its file demands, so no byte of the container is left unaccounted for.
/// </summary>
internal sealed class BundleArchive
{
    private const int LocalSize = 30;
    private const int DirectorySize = 46;
    private const int EndSize = 22;
    private const int NameMax = 200;
    private const int FilesMax = 65_534;

    private readonly ReadOnlyMemory<byte> _zip;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _files = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Offset)> _order = [];
    private readonly List<Problem> _problems = [];

    private BundleArchive(ReadOnlyMemory<byte> zip) => _zip = zip;

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files => _files;

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Whether all files could be cut out, so that they can be looked at in spite of problems.</summary>
    public bool Readable { get; private set; }

    public static BundleArchive Read(ReadOnlyMemory<byte> zip)
    {
        var archive = new BundleArchive(zip);
        if (zip.Length < EndSize || !StartsWith(zip.Span, 3, 4))
        {
            archive._problems.Add(Problem.Malformed("不是 zip 文件，或开头已损坏（偏移 0）", "not a zip file, or its beginning is damaged (offset 0)"));
            return archive;
        }

        archive.Readable = archive.ReadAll();
        return archive;
    }

    private bool ReadAll()
    {
        var at = 0;
        while (StartsWith(_zip.Span[at..], 3, 4))
        {
            if (!ReadFile(ref at))
            {
                return false;
            }
        }

        var start = at;
        foreach (var (name, offset) in _order)
        {
            Expect(ref at, DirectoryRecord(name, offset), $"目录项 {name}", $"directory record of {name}");
        }

        Expect(ref at, EndRecord(start, at - start), "目录结尾", "end of the directory");
        if (at < _zip.Length)
        {
            Tampered(at, "结尾之后多出字节", "bytes behind the end");
        }

        return true;
    }

    private bool ReadFile(ref int at)
    {
        var header = _zip.Span[at..];
        if (header.Length < LocalSize)
        {
            return Broken(at, "文件头被截断", "a file header is cut short");
        }

        if (_files.Count == FilesMax)
        {
            return Broken(at, $"文件多于 {FilesMax} 个", $"more than {FilesMax} files");
        }

        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(header[22..]);
        if (nameLength is 0 or > NameMax || LocalSize + nameLength + (long)size > header.Length)
        {
            return Broken(at, "文件头中的长度不对", "a length in a file header is wrong");
        }

        var name = Encoding.Latin1.GetString(header.Slice(LocalSize, nameLength));
        if (!IsPlain(name))
        {
            return Broken(at, $"文件名不合规：{Printable(name)}", $"a file name is not allowed: {Printable(name)}");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != 0)
        {
            return Broken(at, $"{name} 被压缩；证据包内文件一律不压缩", $"{name} is compressed; files of a bundle are stored");
        }

        if (_order.Count > 0 && string.CompareOrdinal(_order[^1].Name, name) >= 0)
        {
            return Broken(at, $"{name} 重复或未按序", $"{name} stands twice or out of order");
        }

        var content = _zip.Slice(at + LocalSize + nameLength, (int)size);
        _files.Add(name, content);
        _order.Add((name, at));
        Expect(ref at, LocalHeader(name, content.Span), $"{name} 的文件头或内容", $"header or content of {name}");
        at += content.Length;
        return true;
    }

    /// <summary>Compares the next bytes with what they must be, and says where they first differ.</summary>
    private void Expect(ref int at, byte[] expected, string zh, string en)
    {
        var actual = _zip.Span[at..Math.Min(_zip.Length, at + expected.Length)];
        var same = actual.CommonPrefixLength(expected);
        if (same < expected.Length)
        {
            Tampered(at + same, zh + "不符", $"{en} differs");
        }

        at = Math.Min(_zip.Length, at + expected.Length);
    }

    private static byte[] LocalHeader(string name, ReadOnlySpan<byte> content)
    {
        var header = new byte[LocalSize + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        WriteShared(header.AsSpan(4), name, Crc32.Of(content), content.Length);
        Encoding.ASCII.GetBytes(name, header.AsSpan(LocalSize));
        return header;
    }

    private byte[] DirectoryRecord(string name, int offset)
    {
        var content = _files[name].Span;
        var record = new byte[DirectorySize + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x02014b50);
        record[4] = 20;
        WriteShared(record.AsSpan(6), name, Crc32.Of(content), content.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(42), offset);
        Encoding.ASCII.GetBytes(name, record.AsSpan(DirectorySize));
        return record;
    }

    private static void WriteShared(Span<byte> fields, string name, uint crc, int size)
    {
        fields[0] = 20;
        fields[3] = 0x08;
        fields[8] = 0x21;
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], crc);
        BinaryPrimitives.WriteInt32LittleEndian(fields[14..], size);
        BinaryPrimitives.WriteInt32LittleEndian(fields[18..], size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)name.Length);
    }

    private byte[] EndRecord(int start, int length)
    {
        var record = new byte[EndSize];
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(8), (ushort)_order.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(10), (ushort)_order.Count);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(16), start);
        return record;
    }

    private bool Broken(int at, string zh, string en)
    {
        Tampered(at, zh, en);
        return false;
    }

    private void Tampered(int at, string zh, string en) =>
        _problems.Add(Problem.Tampered($"{zh}（偏移 {at}）", $"{en} (offset {at})"));

    private static bool StartsWith(ReadOnlySpan<byte> bytes, byte third, byte fourth) =>
        bytes.Length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == third && bytes[3] == fourth;

    /// <summary>Relative, no step upwards, letters, digits, dot, dash and underscore only: safe to unpack anywhere.</summary>
    internal static bool IsPlain(string name) => name.Length is > 0 and <= NameMax
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.'
            && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));

    private static string Printable(string name) => new([.. name.Select(c => c is >= ' ' and < '\x7f' ? c : '?')]);
}
