using System.Globalization;
using System.Text;

namespace Daylight.Portfolio;

/// <summary>
/// Reads CSV (RFC 4180; separated by comma, tab or semicolon, whichever the first line holds most of) and knows on which line
/// each record begins, so that a reject can name it. Cells are trimmed; a quoted cell may hold separators and line breaks.
/// </summary>
internal sealed class CsvText(TextReader text)
{
    private const int CellLengthMax = 100_000;
    private const int CellsMax = 2_000;

    private readonly StringBuilder _cell = new();
    private char _separator;
    private long _line = 1;

    /// <summary>The next record that is not blank, or null at the end.</summary>
    /// <exception cref="InvalidDataException">A quote that is never closed, or a cell or record past its limit.</exception>
    public (long Line, string[] Cells)? Read()
    {
        if (_separator == default)
        {
            _separator = Separator();
        }

        while (text.Peek() >= 0)
        {
            var begins = _line;
            var cells = Record(begins);
            if (cells.Exists(cell => cell.Length > 0))
            {
                return (begins, [.. cells]);
            }
        }

        return null;
    }

    /// <summary>A cell as it must be written.</summary>
    public static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 && cell.Trim().Length == cell.Length ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Only the beginning of the first line can be looked at without consuming it, so the header is read and kept.
    private char Separator()
    {
        if (text is not PeekingReader peeking)
        {
            return ',';
        }

        var first = peeking.FirstLine();
        return new[] { ',', '\t', ';' }.MaxBy(candidate => first.Count(c => c == candidate));
    }

    private List<string> Record(long begins)
    {
        List<string> cells = [];
        while (true)
        {
            var ended = Cell(begins);
            cells.Add(_cell.ToString().Trim());
            if (ended)
            {
                return cells;
            }

            if (cells.Count > CellsMax)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Line {begins}: more than {CellsMax} cells."));
            }
        }
    }

    /// <summary>Reads a cell; true if the record ends with it.</summary>
    private bool Cell(long begins)
    {
        _cell.Clear();
        var quoted = false;
        while (true)
        {
            var next = text.Read();
            if (next < 0)
            {
                return quoted ? throw Unclosed(begins) : true;
            }

            var c = (char)next;
            _line += c == '\n' ? 1 : 0;
            if (quoted)
            {
                quoted = c != '"' || Doubled();
                if (quoted)
                {
                    Append(c, begins);
                }

                continue;
            }

            if (c == _separator)
            {
                return false;
            }

            if (c is '\n' or '\r')
            {
                return EndOfLine(c);
            }

            if (c == '"' && IsBlank())
            {
                _cell.Clear();
                quoted = true;
                continue;
            }

            Append(c, begins);
        }
    }

    /// <summary>Within quotes, a doubled quote stands for one; a single one closes.</summary>
    private bool Doubled()
    {
        if (text.Peek() != '"')
        {
            return false;
        }

        text.Read();
        return true;
    }

    private bool EndOfLine(char c)
    {
        if (c == '\r')
        {
            if (text.Peek() == '\n')
            {
                text.Read();
            }

            _line++;
        }

        return true;
    }

    private bool IsBlank()
    {
        for (var i = 0; i < _cell.Length; i++)
        {
            if (!char.IsWhiteSpace(_cell[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void Append(char c, long begins)
    {
        if (_cell.Length >= CellLengthMax)
        {
            throw Unclosed(begins);
        }

        _cell.Append(c);
    }

    private static InvalidDataException Unclosed(long begins) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Line {begins}: a quote (\") is opened and never closed, or a cell is longer than {CellLengthMax} characters; close the quote."));
}

/// <summary>A reader whose first line can be looked at before it is read.</summary>
internal sealed class PeekingReader : TextReader
{
    private const int LookMax = 64 * 1024;

    private readonly TextReader _rest;
    private readonly string _start;
    private int _at;

    public PeekingReader(TextReader rest)
    {
        _rest = rest;
        var buffer = new char[LookMax];
        _start = new string(buffer, 0, rest.ReadBlock(buffer));
    }

    /// <summary>Whether the text begins with an object's brace, as no header of a table does.</summary>
    public bool BeginsObject() => _start.AsSpan().TrimStart() is ['{', ..];

    public string FirstLine()
    {
        var end = _start.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? _start : _start[..end];
    }

    public override int Peek() => _at < _start.Length ? _start[_at] : _rest.Peek();

    public override int Read() => _at < _start.Length ? _start[_at++] : _rest.Read();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
