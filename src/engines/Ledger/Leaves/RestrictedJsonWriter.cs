using System.Globalization;
using System.Text;

namespace Daylight.Ledger;

/// <summary>Writes the one form of a value.</summary>
internal sealed class RestrictedJsonWriter
{
    private readonly StringBuilder _text = new();

    public byte[] ToBytes() => StrictText.Encode(_text.ToString(), "json");

    public void Write(LeafValue value, int depth)
    {
        switch (value)
        {
            case LeafText text:
                WriteText(text.Value);
                break;
            case LeafNumber number:
                WriteNumber(number.Value);
                break;
            case LeafObject members:
                WriteObject(members, depth);
                break;
            default:
                throw new InvalidOperationException("LeafValue is closed.");
        }
    }

    private void WriteObject(LeafObject value, int depth)
    {
        if (depth > RestrictedJson.DepthMax)
        {
            throw new LedgerFormatException("json", $"nested deeper than {RestrictedJson.DepthMax}");
        }

        var sorted = value.Members
            .Select(member => (Bytes: StrictText.Encode(member.Key, "json"), member.Key, member.Value))
            .OrderBy(member => member.Bytes, ByteOrder.Instance);
        var separator = '{';
        foreach (var (_, key, member) in sorted)
        {
            _text.Append(separator);
            WriteText(key);
            _text.Append(':');
            Write(member, depth + 1);
            separator = ',';
        }

        _text.Append(separator == '{' ? "{}" : "}");
    }

    private void WriteNumber(long number)
    {
        if (number is > RestrictedJson.NumberMax or < -RestrictedJson.NumberMax)
        {
            throw new LedgerFormatException("json", "an integer lies beyond 2^53 - 1");
        }

        _text.Append(number.ToString(CultureInfo.InvariantCulture));
    }

    private void WriteText(string text)
    {
        _text.Append('"');
        foreach (var c in text)
        {
            _text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        _text.Append('"');
    }

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
