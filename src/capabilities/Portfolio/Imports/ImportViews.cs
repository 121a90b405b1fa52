using Daylight.Platform;

namespace Daylight.Portfolio;

/// <summary>An import as the page shows it.</summary>
/// <param name="Id">The import.</param>
/// <param name="Kind"><c>portfolio</c>, <c>parties</c>, <c>conversations</c>.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Encoding">The encoding that was found.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Status"><c>uploaded</c>, <c>running</c>, <c>done</c>, <c>failed</c>, <c>cancelled</c>.</param>
/// <param name="Columns">The file's headings.</param>
/// <param name="Fields">The fields columns can fill.</param>
/// <param name="Mapping">Field → column, guessed or chosen.</param>
/// <param name="Sample">The first rows; personal columns are masked.</param>
/// <param name="RowsRead">Rows read.</param>
/// <param name="RowsTotal">Rows in all, once known.</param>
/// <param name="RowsAdded">Rows that brought something new.</param>
/// <param name="RowsUpdated">Rows that changed something.</param>
/// <param name="RowsUnchanged">Rows known already.</param>
/// <param name="RowsRejected">Rows that could not be used.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Error">Why it failed.</param>
public sealed record ImportView(
    string Id, string Kind, string FileName, string Encoding, long Bytes, string Status, IReadOnlyList<string> Columns,
    IReadOnlyList<ImportFieldView> Fields, IReadOnlyDictionary<string, string> Mapping, IReadOnlyList<IReadOnlyList<string>> Sample,
    long RowsRead, long? RowsTotal, long RowsAdded, long RowsUpdated, long RowsUnchanged, long RowsRejected,
    DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Error);

/// <summary>A field that a column can fill.</summary>
public sealed record ImportFieldView(string Name, bool Required);

/// <summary>Starts an import.</summary>
/// <param name="Mapping">Field → column, <c>=TEXT</c> for the same text in every row, null for none; left out: as guessed.</param>
public sealed record StartImportRequest(IReadOnlyDictionary<string, string?>? Mapping = null);

/// <summary>What the preview of an upload keeps.</summary>
internal sealed record ImportPreview(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Sample, long RowsTotal);

internal sealed class ImportRunRow
{
    public const string Columns =
        """
        id AS Id, institution_id AS InstitutionId, staff_id AS StaffId, kind AS Kind, file_name AS FileName, zone AS Zone, encoding AS Encoding, bytes AS Bytes,
        sha256 AS Sha256, object AS Object, wrapped_key AS WrappedKey, status AS Status, preview AS Preview, mapping AS Mapping,
        created_at AS CreatedAt, started_at AS StartedAt, finished_at AS FinishedAt, error AS Error
        """;

    public string Id { get; init; } = "";

    public string InstitutionId { get; init; } = "";

    public string StaffId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string FileName { get; init; } = "";

    /// <summary>The institution's zone when the file was uploaded.</summary>
    public string Zone { get; init; } = "";

    public string Encoding { get; init; } = "";

    public long Bytes { get; init; }

    public string Sha256 { get; init; } = "";

    public string? Object { get; init; }

    public byte[] WrappedKey { get; init; } = [];

    public string Status { get; init; } = "";

    public byte[] Preview { get; init; } = [];

    /// <summary>JSON: field → column.</summary>
    public string Mapping { get; init; } = "{}";

    public long CreatedAt { get; init; }

    public long? StartedAt { get; init; }

    public long? FinishedAt { get; init; }

    public string? Error { get; init; }

    public string PreviewContext => "import_run.preview|" + Id;

    public string KeyContext => "import_run.key|" + Id;

    public DateTimeOffset? Started => UtcMicros.ToInstant(StartedAt);

    public DateTimeOffset? Finished => UtcMicros.ToInstant(FinishedAt);
}
