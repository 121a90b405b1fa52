using System.Globalization;
using Daylight.Platform;
using Daylight.Platform.Web;

namespace Daylight.Portfolio;

/// <summary>A row as it stands in the file.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Cells">Its cells; of a line, its whole text.</param>
/// <param name="Problem">Why it is no row of this file; null if it is one.</param>
internal readonly record struct FileRow(long Line, string[] Cells, string? Problem = null);

/// <summary>Reads the rows of a table, or lines, one after the other with their place in the file.</summary>
internal sealed class ImportReader : IDisposable
{
    private const int LineLengthMax = 16 * 1024 * 1024;
    private const int ColumnsMax = 500;

    private const string NoObject = "is no JSON object of plain values; write one object a line, such as {\"account_id\":\"A1\",\"seconds\":12}";

    private readonly TextReader _text;
    private readonly CsvText? _csv;
    private readonly Dictionary<string, int>? _places;
    private long _line;

    private ImportReader(TextReader text, CsvText? csv, IReadOnlyList<string> headings, Dictionary<string, int>? places = null)
    {
        _text = text;
        _csv = csv;
        _places = places;
        Headings = headings;
    }

    /// <summary>The headings of a table; empty for lines.</summary>
    public IReadOnlyList<string> Headings { get; }

    public static Result<ImportReader> Open(Stream stream, ImportText file, ImportShape shape)
    {
        var text = Text(stream, file);
        if (shape == ImportShape.Lines)
        {
            return new ImportReader(text, null, []);
        }

        PeekingReader peeking = new(text);
        return peeking.BeginsObject() ? OpenObjects(stream, file, peeking) : OpenTable(peeking);
    }

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="InvalidDataException">A quote that is never closed, or a line longer than the limit.</exception>
    public FileRow? Next() => _csv is not null ? Record(_csv.Read()) : NextLine() is not { } line ? null : _places is null ? line : Object(line);

    public void Dispose() => _text.Dispose();

    private static StreamReader Text(Stream stream, ImportText file) => new(stream, file.Encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);

    private static FileRow? Record((long Line, string[] Cells)? record) => record is { } read ? new FileRow(read.Line, read.Cells) : null;

    /// <summary>A table as JSON objects: read once for its columns, because a field may first appear in the last line, and again for its rows.</summary>
    private static Result<ImportReader> OpenObjects(Stream stream, ImportText file, PeekingReader first)
    {
        var headings = JsonRows.Headings(Lines(first), ColumnsMax);
        if (headings.Count > ColumnsMax)
        {
            return new Failure(FailureKind.Invalid, "no-header", $"The objects have more than {ColumnsMax} different fields.", "file");
        }

        if (headings.Count == 0)
        {
            return new Failure(FailureKind.Invalid, "no-header", "No line is a JSON object of plain values; write one object a line.", "file");
        }

        stream.Position = 0;
        return new ImportReader(Text(stream, file), null, headings, headings.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Lines(TextReader text)
    {
        while (text.ReadLine() is { } line)
        {
            if (line.Length is > 0 and <= LineLengthMax)
            {
                yield return line;
            }
        }
    }

    private FileRow Object(FileRow line) => JsonRows.Cells(line.Cells[0], _places!) is { } cells // Asked only where there are places.
        ? line with { Cells = cells }
        : line with { Problem = NoObject };

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

    private FileRow? NextLine()
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
                return new FileRow(_line, [line]);
            }
        }

        return null;
    }
}
