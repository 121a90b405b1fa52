using System.Globalization;
using Daylight.Platform;
using Daylight.Platform.Web;

namespace Daylight.Portfolio;

/// <summary>Reads the rows of a table, or lines, one after the other with their place in the file.</summary>
internal sealed class ImportReader : IDisposable
{
    private const int LineLengthMax = 16 * 1024 * 1024;
    private const int ColumnsMax = 500;

    private readonly TextReader _text;
    private readonly CsvText? _csv;
    private long _line;

    private ImportReader(TextReader text, CsvText? csv, IReadOnlyList<string> headings)
    {
        _text = text;
        _csv = csv;
        Headings = headings;
    }

    /// <summary>The headings of a table; empty for lines.</summary>
    public IReadOnlyList<string> Headings { get; }

    public static Result<ImportReader> Open(Stream stream, ImportText file, ImportShape shape)
    {
        StreamReader text = new(stream, file.Encoding, detectEncodingFromByteOrderMarks: true);
        return shape == ImportShape.Lines ? new ImportReader(text, null, []) : OpenTable(new PeekingReader(text));
    }

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="InvalidDataException">A quote that is never closed, or a line longer than the limit.</exception>
    public (long Line, string[] Cells)? Next() => _csv is null ? NextLine() : _csv.Read();

    public void Dispose() => _text.Dispose();

    private static Result<ImportReader> OpenTable(PeekingReader text)
    {
        CsvText csv = new(text);
        string[] record;
        try
        {
            record = csv.Read()?.Cells ?? [];
        }
        catch (InvalidDataException broken)
        {
            return new Failure(FailureKind.Invalid, "broken-file", broken.Message, "file");
        }

        var headings = record.Select((heading, place) => heading.Length > 0 ? heading : $"column{(place + 1).ToString(CultureInfo.InvariantCulture)}").ToArray();
        var twice = headings.GroupBy(heading => heading, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return headings.Length == 0 ? new Failure(FailureKind.Invalid, "no-header", "The first line must name the columns.", "file")
            : headings.Length > ColumnsMax ? new Failure(FailureKind.Invalid, "no-header", $"The header has more than {ColumnsMax} columns.", "file")
            : headings.Any(heading => heading.Contains('\0', StringComparison.Ordinal)) ? new Failure(FailureKind.Invalid, "broken-file", $"Line 1: a heading {NulCharacters.Sentence}.", "file")
            : twice is not null ? new Failure(FailureKind.Invalid, "duplicate-column", $"The column '{twice}' stands twice in the header; give each its own name.", "file")
            : new ImportReader(text, csv, headings);
    }

    private (long, string[])? NextLine()
    {
        while (_text.ReadLine() is { } line)
        {
            _line++;
            if (line.Length > LineLengthMax)
            {
                throw new InvalidDataException($"Line {_line.ToString(CultureInfo.InvariantCulture)} is longer than {LineLengthMax} characters.");
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                return (_line, [line]);
            }
        }

        return null;
    }
}
