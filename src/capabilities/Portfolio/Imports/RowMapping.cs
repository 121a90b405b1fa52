using System.Globalization;
using System.Text;
using Daylight.Platform.Web;

namespace Daylight.Portfolio;

/// <summary>Turns cells into fields by the mapping.</summary>
internal sealed class RowMapping
{
    private readonly ImportKind _kind;
    private readonly IReadOnlyList<string> _headings;
    private readonly List<(string Field, int Column)> _columns = [];
    private readonly List<(string Field, string Text)> _constants = [];
    private readonly List<int> _others;

    public RowMapping(ImportKind kind, IReadOnlyList<string> headings, ColumnMapping mapping)
    {
        _kind = kind;
        _headings = headings;
        foreach (var (field, column) in mapping.Columns)
        {
            if (column[0] == '=')
            {
                _constants.Add((field, column[1..].Trim()));
            }
            else
            {
                _columns.Add((field, headings.ToList().IndexOf(column)));
            }
        }

        _others = [.. Enumerable.Range(0, headings.Count).Where(place => _columns.All(column => column.Column != place))];
    }

    public ImportRow Row(FileRow row)
    {
        var (line, cells, problem) = row;
        Dictionary<string, string> fields = new(_columns.Count + _constants.Count, StringComparer.Ordinal);
        Dictionary<string, string> others = new(StringComparer.Ordinal);
        foreach (var (field, column) in _columns)
        {
            fields[field] = column < cells.Length ? cells[column] : "";
        }

        foreach (var (field, text) in _constants)
        {
            fields[field] = text;
        }

        foreach (var place in _others)
        {
            if (place < cells.Length && cells[place].Length > 0)
            {
                others[_headings[place]] = cells[place];
            }
        }

        return new ImportRow(line, cells, fields, others) { Problem = problem };
    }

    /// <summary>False, and a reject, if the row has another shape than the header or lacks a required field.</summary>
    public bool Check(ImportRow row, ImportRejects rejects)
    {
        if (WithNul(row) is { } field)
        {
            rejects.Add(row, field, NulCharacters.Sentence);
            return false;
        }

        if (_kind.Shape == ImportShape.Lines)
        {
            return true;
        }

        if (row.Problem is { } problem)
        {
            rejects.Add(row, "line", problem);
            return false;
        }

        if (row.Cells.Count != _headings.Count)
        {
            rejects.Add(row, "row", string.Create(
                CultureInfo.InvariantCulture, $"has {row.Cells.Count} cells, the header has {_headings.Count}; quote cells that hold the separator or a quote"));
            return false;
        }

        var missing = _kind.Fields.FirstOrDefault(field => field.Required && row[field.Name] is null);
        if (missing is not null)
        {
            rejects.Add(row, missing.Name, "is empty, but every row needs it");
        }

        return missing is null;
    }

    /// <summary>The first field with a NUL character, by its name or its heading.</summary>
    private string? WithNul(ImportRow row)
    {
        if (_kind.Shape == ImportShape.Lines)
        {
            return row.Cells[0].Contains('\0', StringComparison.Ordinal) ? "line" : NulCharacters.Find(Encoding.UTF8.GetBytes(row.Cells[0]));
        }

        for (var place = 0; place < row.Cells.Count; place++)
        {
            if (row.Cells[place].Contains('\0', StringComparison.Ordinal))
            {
                return _columns.FirstOrDefault(column => column.Column == place).Field ?? _headings.ElementAtOrDefault(place) ?? "row";
            }
        }

        return null;
    }
}
