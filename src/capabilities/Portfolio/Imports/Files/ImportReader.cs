using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Daylight.Platform;

namespace Daylight.Portfolio;

/// <summary>Reads the rows of a table, or lines, one after the other with their place in the file.</summary>
internal sealed class ImportReader : IDisposable
{
    private const int CellLengthMax = 100_000;
    private const int LineLengthMax = 16 * 1024 * 1024;
    private const int ColumnsMax = 500;

    private readonly StreamReader _text;
    private readonly CsvParser? _csv;
    private long _line;

    private ImportReader(StreamReader text, CsvParser? csv, IReadOnlyList<string> headings)
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
        if (shape == ImportShape.Lines)
        {
            return new ImportReader(text, null, []);
        }

        CsvParser csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", "\t", ";"],
            BadDataFound = null,
            MaxFieldSize = CellLengthMax,
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = true,
        });
        if (!csv.Read() || csv.Record is not { Length: > 0 } record)
        {
            return new Failure(FailureKind.Invalid, "no-header", "The first line must name the columns.", "file");
        }

        var headings = record.Select((heading, place) => heading.Length > 0 ? heading : $"column{(place + 1).ToString(CultureInfo.InvariantCulture)}").ToArray();
        var twice = headings.GroupBy(heading => heading, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        return headings.Length > ColumnsMax ? new Failure(FailureKind.Invalid, "no-header", $"The header has more than {ColumnsMax} columns.", "file")
            : twice is not null ? new Failure(FailureKind.Invalid, "duplicate-column", $"The column '{twice}' stands twice in the header; give each its own name.", "file")
            : new ImportReader(text, csv, headings);
    }

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="InvalidDataException">A quote that is never closed, or a line longer than the limit.</exception>
    public (long Line, string[] Cells)? Next() => _csv is null ? NextLine() : NextRow(_csv);

    public void Dispose()
    {
        _csv?.Dispose();
        _text.Dispose();
    }

    private static (long, string[])? NextRow(CsvParser csv)
    {
        // A quoted cell may run over lines: the row begins one line after the one before ended.
        var begins = csv.RawRow + 1;
        try
        {
            while (csv.Read())
            {
                if (csv.Record is { } record && record.Any(cell => cell.Length > 0))
                {
                    return (Math.Max(begins, csv.RawRow - record.Sum(cell => cell.AsSpan().Count('\n'))), record);
                }

                begins = csv.RawRow + 1;
            }

            return null;
        }
        catch (CsvHelperException)
        {
            throw new InvalidDataException($"Line {begins.ToString(CultureInfo.InvariantCulture)}: a quote (\") is never closed, or a cell is longer than {CellLengthMax} characters; close the quote.");
        }
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
