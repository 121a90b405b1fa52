using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Daylight.Ledger;

/// <summary>
/// Writes the one form of a value, as bytes at once. Whoever writes members itself must give their keys sorted by their bytes.
/// </summary>
internal sealed class RestrictedJsonWriter
{
    private const int UsualLength = 1024;
    private const int NumberLengthMax = 20;

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);

    private byte[] _bytes = new byte[UsualLength];
    private int _length;
    private bool _first = true;

    public byte[] ToBytes() => _bytes[.._length];

    public void Open()
    {
        Put((byte)'{');
        _first = true;
    }

    public void Close()
    {
        Put((byte)'}');
        _first = false;
    }

    /// <summary>Begins a member; its value must follow.</summary>
    public void Key(string key)
    {
        if (!_first)
        {
            Put((byte)',');
        }

        _first = false;
        Text(key);
        Put((byte)':');
    }

    public void Text(string text)
    {
        Put((byte)'"');
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            PutPlain(rest[..at]);
            PutPlain(Escape(rest[at]));
            rest = rest[(at + 1)..];
        }

        PutPlain(rest);
        Put((byte)'"');
    }

    public void Hash(Hash32 hash)
    {
        Span<byte> digest = stackalloc byte[Hash32.Size];
        hash.CopyTo(digest);
        Put((byte)'"');
        Base64.EncodeToUtf8(digest, Room(Base64.GetMaxEncodedToUtf8Length(Hash32.Size)), out _, out var written);
        _length += written;
        Put((byte)'"');
    }

    public void Number(long number)
    {
        if (number is > RestrictedJson.NumberMax or < -RestrictedJson.NumberMax)
        {
            throw new LedgerFormatException("json", "an integer lies beyond 2^53 - 1");
        }

        number.TryFormat(Room(NumberLengthMax), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    public void Write(LeafValue value, int depth)
    {
        switch (value)
        {
            case LeafText text:
                Text(text.Value);
                break;
            case LeafNumber number:
                Number(number.Value);
                break;
            case LeafObject members:
                Members(members.Members, depth);
                break;
            default:
                throw new InvalidOperationException("LeafValue is closed.");
        }
    }

    /// <summary>Writes an object; its keys may come in any order.</summary>
    public void Members(IReadOnlyDictionary<string, LeafValue> members, int depth)
    {
        if (depth > RestrictedJson.DepthMax)
        {
            throw new LedgerFormatException("json", $"nested deeper than {RestrictedJson.DepthMax}");
        }

        var sorted = members.ToArray();
        Array.Sort(sorted, static (x, y) => CompareBytes(x.Key, y.Key));
        Open();
        foreach (var (key, value) in sorted)
        {
            Key(key);
            Write(value, depth + 1);
        }

        Close();
    }

    /// <summary>
    /// The order of the UTF-8 bytes, which is that of the code points. It differs from that of the characters only where one
    /// text has a surrogate and the other a character above them.
    /// </summary>
    internal static int CompareBytes(string x, string y)
    {
        var same = x.AsSpan().CommonPrefixLength(y);
        return same == x.Length || same == y.Length ? x.Length.CompareTo(y.Length) : Place(x[same]).CompareTo(Place(y[same]));
    }

    private static int Place(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
    };

    private void PutPlain(ReadOnlySpan<char> text) => _length += StrictText.Encode(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)), "json");

    private void Put(byte one)
    {
        Room(1)[0] = one;
        _length++;
    }

    /// <summary>Free space for at least so many bytes.</summary>
    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        }

        return _bytes.AsSpan(_length);
    }
}
