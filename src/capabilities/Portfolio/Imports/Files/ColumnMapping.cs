using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daylight.Platform;

namespace Daylight.Portfolio;

/// <summary>
/// Which column fills which field: field → heading, or <c>=text</c> for the same text in every row (<c>=CNY</c>).
/// </summary>
internal sealed class ColumnMapping
{
    private readonly SortedDictionary<string, string> _columns;

    private ColumnMapping(SortedDictionary<string, string> columns) => _columns = columns;

    public static ColumnMapping None { get; } = new(new(StringComparer.Ordinal));

    public IReadOnlyDictionary<string, string> Columns => _columns;

    /// <summary>A stable name for this mapping: progress belongs to a file read in one way.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(_columns))).AsSpan(0, 16));

    /// <summary>Guesses from the headings: the field's own name or one of its synonyms.</summary>
    public static ColumnMapping Guess(IReadOnlyList<ImportField> fields, IReadOnlyList<string> headings)
    {
        SortedDictionary<string, string> columns = new(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var names = field.Synonyms.Prepend(field.Name).Select(Plain).ToList();
            var heading = names.Select(name => headings.FirstOrDefault(candidate => Plain(candidate) == name)).FirstOrDefault(found => found is not null);
            if (heading is not null && !columns.ContainsValue(heading))
            {
                columns[field.Name] = heading;
            }
        }

        return new ColumnMapping(columns);
    }

    /// <summary>Takes what a person chose; unknown fields and columns are refused.</summary>
    public static Result<ColumnMapping> Chosen(
        IReadOnlyList<ImportField> fields, IReadOnlyList<string> headings, IReadOnlyDictionary<string, string?> chosen)
    {
        SortedDictionary<string, string> columns = new(StringComparer.Ordinal);
        foreach (var (field, column) in chosen)
        {
            if (fields.All(known => known.Name != field))
            {
                return Failure.Invalid($"mapping.{field}", $"There is no field {field}; the fields are {string.Join(", ", fields.Select(known => known.Name))}.");
            }

            if (string.IsNullOrEmpty(column))
            {
                continue;
            }

            if (column[0] != '=' && !headings.Contains(column, StringComparer.Ordinal))
            {
                return Failure.Invalid($"mapping.{field}", $"The file has no column '{column}'; name one of its columns, or =TEXT for the same text in every row.");
            }

            columns[field] = column;
        }

        return new ColumnMapping(columns);
    }

    /// <summary>The first required field that nothing fills, or null.</summary>
    public Failure? Missing(IReadOnlyList<ImportField> fields)
    {
        var missing = fields.Where(field => field.Required && !_columns.ContainsKey(field.Name)).Select(field => field.Name).ToList();
        return missing.Count == 0
            ? null
            : new Failure(
                FailureKind.Invalid, "missing-columns",
                $"No column fills {string.Join(", ", missing)}; name the columns so, or map other columns (or =TEXT) to these fields.", missing[0]);
    }

    private static string Plain(string heading) =>
        heading.Trim().TrimEnd('*').Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
