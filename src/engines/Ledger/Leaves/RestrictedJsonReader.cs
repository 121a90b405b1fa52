using System.Globalization;
using System.Text;

namespace Daylight.Ledger;

/// <summary>Reads JSON without blanks, floats, arrays, literals or duplicate keys. Order and escapes are checked by writing again.</summary>
internal sealed class RestrictedJsonReader(string text)
{
    private int _at;

    public LeafObject ReadWhole()
    {
        var value = ReadObject(depth: 1);
        Require(_at == text.Length, "bytes behind the object");
        return value;
    }

    private LeafObject ReadObject(int depth)
    {
        Require(depth <= RestrictedJson.DepthMax, "nested too deep");
        Take('{');
        var members = new Dictionary<string, LeafValue>(StringComparer.Ordinal);
        if (Peek() == '}')
        {
            _at++;
            return new LeafObject(members);
        }

        while (true)
        {
            var key = ReadText();
            Take(':');
            Require(members.TryAdd(key, ReadValue(depth)), "a key stands twice");
            if (Peek() == '}')
            {
                _at++;
                return new LeafObject(members);
            }

            Take(',');
        }
    }

    private LeafValue ReadValue(int depth) => Peek() switch
    {
        '"' => new LeafText(ReadText()),
        '{' => ReadObject(depth + 1),
        _ => new LeafNumber(ReadNumber()),
    };

    private long ReadNumber()
    {
        var start = _at;
        while (Peek() is '-' or (>= '0' and <= '9'))
        {
            _at++;
        }

        var digits = text[start.._at];
        var read = long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        var canonical = read && number.ToString(CultureInfo.InvariantCulture) == digits;
        Require(canonical && Math.Abs(number) <= RestrictedJson.NumberMax, "neither text, object nor integer of at most 2^53 - 1");
        return number;
    }

    private string ReadText()
    {
        Take('"');
        var value = new StringBuilder();
        while (true)
        {
            var c = Peek();
            Require(c >= ' ', "a text is not closed or holds a bare control character");
            _at++;
            if (c == '"')
            {
                return value.ToString();
            }

            value.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    private char ReadEscape()
    {
        var c = Peek();
        _at++;
        switch (c)
        {
            case '"' or '\\':
                return c;
            case 'b':
                return '\b';
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
        }

        var code = 0;
        Require(
            c == 'u' && _at + 4 <= text.Length
            && int.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code),
            "an unknown escape");
        _at += 4;
        return (char)code;
    }

    private char Peek() => _at < text.Length ? text[_at] : '\0';

    private void Take(char expected)
    {
        Require(Peek() == expected, $"'{expected}' expected at character {_at}");
        _at++;
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new LedgerFormatException("json", problem);
        }
    }
}
