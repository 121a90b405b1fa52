using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>How a file of a kind is laid out.</summary>
public enum ImportShape
{
    /// <summary>CSV with a header line, or one JSON object a line whose fields are the columns.</summary>
    Table,

    /// <summary>One JSON object a line.</summary>
    Lines,
}

/// <summary>A field that a column of a table may fill.</summary>
/// <param name="Name">Its name in the contract, for example <c>account_id</c>.</param>
/// <param name="Required">Whether every row needs it.</param>
/// <param name="Personal">Whether it identifies people: masked in previews.</param>
/// <param name="Synonyms">Other headings by which it is recognised.</param>
public sealed record ImportField(string Name, bool Required, bool Personal, params string[] Synonyms);

/// <summary>
/// A kind of file that can be imported. A room registers its own with <c>services.AddSingleton&lt;ImportKind, …&gt;()</c>; the engine
/// reads, resumes, counts and keeps the rejects.
/// </summary>
public abstract class ImportKind
{
    /// <summary>Its name in URLs and commands: <c>portfolio</c>, <c>parties</c>, <c>conversations</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The layout of its files.</summary>
    public abstract ImportShape Shape { get; }

    /// <summary>The fields of a table; empty for lines.</summary>
    public abstract IReadOnlyList<ImportField> Fields { get; }

    /// <summary>How many rows go into one transaction.</summary>
    public virtual int BatchRows => 500;

    /// <summary>
    /// Writes a batch, in the engine's transaction: state, entries and facts. It may run again after a conflict, and the same
    /// row may come again with another file, so it must change nothing the second time.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="scope">For whom.</param>
    /// <param name="rows">At most <see cref="BatchRows"/> rows.</param>
    /// <param name="rejects">Takes the rows that cannot be used; they are not part of the tally.</param>
    public abstract ImportTally Write(Session session, ImportScope scope, IReadOnlyList<ImportRow> rows, ImportRejects rejects);
}

/// <summary>For whom a file is imported.</summary>
/// <param name="InstitutionId">The institution.</param>
/// <param name="StaffId">Who started it; null on the command line.</param>
/// <param name="Zone">The institution's zone, for rows that name none.</param>
/// <param name="FileName">The file's name without folders.</param>
public sealed record ImportScope(string InstitutionId, string? StaffId, string Zone, string FileName);

/// <summary>What became of the rows of a batch that were not rejected.</summary>
public sealed record ImportTally(int Added, int Updated, int Unchanged);

/// <summary>A row of a table, or a line.</summary>
public sealed class ImportRow
{
    private readonly IReadOnlyDictionary<string, string> _fields;

    internal ImportRow(long line, IReadOnlyList<string> cells, IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> others)
    {
        Line = line;
        Cells = cells;
        _fields = fields;
        Others = others;
    }

    /// <summary>Where it begins in the file, from 1.</summary>
    public long Line { get; }

    /// <summary>All its cells; of a line, its whole text.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>Why it is no row of its file; null if it is one.</summary>
    internal string? Problem { get; init; }

    /// <summary>Columns that fill no field, by heading; without empty ones.</summary>
    public IReadOnlyDictionary<string, string> Others { get; }

    /// <summary>The trimmed text of a field, or null if it is empty or not mapped.</summary>
    public string? this[string field] => _fields.TryGetValue(field, out var text) && text.Length > 0 ? text : null;
}

/// <summary>A row that was not imported.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Field">The field at fault.</param>
/// <param name="Problem">What is wrong, and what would be right.</param>
/// <param name="Cells">The row as it was.</param>
public sealed record ImportReject(long Line, string Field, string Problem, IReadOnlyList<string> Cells);

/// <summary>Collects the rejected rows of a batch.</summary>
public sealed class ImportRejects
{
    private readonly List<ImportReject> _rejects = [];

    /// <summary>The rejected rows so far.</summary>
    public IReadOnlyList<ImportReject> All => _rejects;

    /// <summary>Rejects a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="field">The field at fault.</param>
    /// <param name="problem">What is wrong, and what would be right.</param>
    public void Add(ImportRow row, string field, string problem) => _rejects.Add(new ImportReject(row.Line, field, problem, row.Cells));
}
