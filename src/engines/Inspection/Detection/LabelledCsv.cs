using System.Globalization;
using System.Text;

namespace Daylight.Inspection;

/// <summary>A row of a labelled file: its cells, or what is wrong with it.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Text">The text.</param>
/// <param name="Label">The label as written, without blanks around it.</param>
/// <param name="Group">The cell of the column to report by; null if none was asked for.</param>
/// <param name="Problem"><c>field: what is wrong, what would be right</c>; null if nothing is.</param>
public readonly record struct LabelledRow(long Line, string Text, string Label, string? Group, string? Problem);

/// <summary>Which columns of a labelled file to read, by the names in its first line.</summary>
public sealed record LabelledColumns(string Text, string Label, string? Group);

/// <summary>
/// Reads labelled texts from CSV (RFC 4180; separated by comma, tab or semicolon, whichever the first line holds most of) row
/// by row, so that a file may be larger than memory. A bad row does not stop the good ones.
/// </summary>
public sealed class LabelledCsv
{
    /// <summary>The longest cell, in characters.</summary>
    public const int CellLengthMax = 1_000_000;

    private const int CellsMax = 1_000;

    private readonly TextReader reader;
    private readonly StringBuilder cell = new();
    private readonly List<string> cells = [];
    private readonly char separator;
    private readonly string head;
    private int headPlace;
    private long line = 1;
    private int text;
    private int label;
    private int? group;

    private LabelledCsv(TextReader reader)
    {
        this.reader = reader;
        head = Head(reader);
        separator = new[] { ',', '\t', ';' }.MaxBy(candidate => head.Count(c => c == candidate));
    }

    /// <summary>Opens a file at its first line; a problem if the columns are not there.</summary>
    public static (LabelledCsv? File, string? Problem) Open(TextReader reader, LabelledColumns columns)
    {
        LabelledCsv file = new(reader);
        if (!file.ReadCells(out var problem))
        {
            return (null, problem is null ? "1: the file is empty; its first line must name the columns" : $"1: {problem}");
        }

        var names = file.cells.Select(name => name.Trim().TrimStart('\uFEFF')).ToList();
        file.text = Place(names, columns.Text);
        file.label = Place(names, columns.Label);
        file.group = columns.Group is null ? null : Place(names, columns.Group);
        return new[] { (file.text, columns.Text), (file.label, columns.Label), (file.group ?? 0, columns.Group ?? "") }.FirstOrDefault(one => one.Item1 < 0) is (< 0, var missing)
            ? (null, $"1: {missing}: there is no such column; the first line names {string.Join(", ", names.Where(name => name.Length > 0))}")
            : (file, null);
    }

    /// <summary>All rows but blank ones.</summary>
    public IEnumerable<LabelledRow> Rows()
    {
        while (true)
        {
            var begins = line;
            var read = ReadCells(out var problem);
            if (problem is not null)
            {
                yield return new LabelledRow(begins, "", "", null, problem);
            }

            if (!read)
            {
                yield break;
            }

            if (problem is null && cells.Exists(one => one.Length > 0))
            {
                yield return Row(begins);
            }
        }
    }

    private static int Place(List<string> names, string name)
    {
        var exact = names.IndexOf(name);
        return exact >= 0 ? exact : names.FindIndex(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    // The separator is chosen by the first line, so it is read ahead, with its end, and then read again from memory.
    private static string Head(TextReader reader)
    {
        StringBuilder read = new();
        while (read.Length < CellLengthMax && reader.Read() is var unit and >= 0)
        {
            read.Append((char)unit);
            if (unit == '\n')
            {
                break;
            }
        }

        return read.ToString();
    }

    private LabelledRow Row(long begins)
    {
        var last = Math.Max(Math.Max(text, label), group ?? 0);
        if (last >= cells.Count)
        {
            return new LabelledRow(begins, "", "", null, string.Create(CultureInfo.InvariantCulture, $"row: has {cells.Count} cells; column {last + 1} is needed"));
        }

        var written = cells[label].Trim();
        return new LabelledRow(begins, cells[text], written, group is { } at ? cells[at].Trim() : null, written.Length == 0 ? "label: is empty; every text needs a label" : null);
    }

    /// <summary>False at the end of the file, or when nothing more can be read after a problem.</summary>
    private bool ReadCells(out string? problem)
    {
        cells.Clear();
        problem = null;
        if (Peek() < 0)
        {
            return false;
        }

        while (true)
        {
            var end = ReadCell(ref problem);
            cells.Add(cell.ToString());
            if (end == CellEnd.Unclosed)
            {
                problem = "row: a quotation mark is opened and never closed";
                return false;
            }

            if (end == CellEnd.Row)
            {
                return true;
            }

            if (cells.Count > CellsMax)
            {
                problem = $"row: has more than {CellsMax} cells";
                cells.Clear();
            }
        }
    }

    private CellEnd ReadCell(ref string? problem)
    {
        cell.Clear();
        var quoted = Peek() == '"';
        if (quoted)
        {
            Next();
        }

        while (true)
        {
            var unit = Next();
            if (unit < 0)
            {
                return quoted ? CellEnd.Unclosed : CellEnd.Row;
            }

            if (quoted && unit == '"')
            {
                if (Peek() != '"')
                {
                    quoted = false;
                    continue;
                }

                Next();
            }
            else if (!quoted && unit == separator)
            {
                return CellEnd.Cell;
            }
            else if (!quoted && unit is '\n' or '\r')
            {
                if (unit == '\r' && Peek() == '\n')
                {
                    Next();
                }

                return CellEnd.Row;
            }

            if (cell.Length < CellLengthMax)
            {
                cell.Append((char)unit);
            }
            else
            {
                problem = $"row: a cell is longer than {CellLengthMax:N0} characters";
            }
        }
    }

    private int Peek() => headPlace < head.Length ? head[headPlace] : reader.Peek();

    private int Next()
    {
        var unit = headPlace < head.Length ? head[headPlace++] : reader.Read();
        line += unit == '\n' ? 1 : 0;
        return unit;
    }

    private enum CellEnd
    {
        Cell,
        Row,
        Unclosed,
    }
}
