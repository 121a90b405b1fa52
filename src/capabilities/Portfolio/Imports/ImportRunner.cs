using System.Globalization;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>How far a running import is.</summary>
/// <param name="RowsRead">Rows read, those of an earlier interrupted run included.</param>
/// <param name="RowsAdded">Rows that brought something new.</param>
/// <param name="RowsUpdated">Rows that changed something.</param>
/// <param name="RowsUnchanged">Rows that were known already.</param>
/// <param name="RowsRejected">Rows that could not be used.</param>
/// <param name="Share">The share of the file that was read, 0 to 1.</param>
public sealed record ImportProgress(long RowsRead, long RowsAdded, long RowsUpdated, long RowsUnchanged, long RowsRejected, double Share);

/// <summary>A finished import.</summary>
/// <param name="Encoding">The encoding that was found.</param>
/// <param name="Counts">What became of the rows.</param>
/// <param name="Headings">The file's columns.</param>
public sealed record ImportReport(string Encoding, ImportProgress Counts, IReadOnlyList<string> Headings)
{
    internal ImportFileKey File { get; init; } = null!;
}

/// <summary>
/// Imports a file: the same engine for the page and for the command line. Each batch is one transaction with the count of
/// rows done, so a run that was killed goes on behind the last batch, and nothing is doubled or lost.
/// </summary>
public sealed class ImportRunner
{
    private readonly Database _database;
    private readonly EvidenceLog _log;
    private readonly ImportProgressStore _store;
    private readonly Dictionary<string, ImportKind> _kinds;

    internal ImportRunner(Database database, EvidenceLog log, ImportProgressStore store, IEnumerable<ImportKind> kinds)
    {
        _database = database;
        _log = log;
        _store = store;
        _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
    }

    /// <summary>The kinds of files that can be imported.</summary>
    public IReadOnlyCollection<string> Kinds => _kinds.Keys;

    internal ImportKind? Kind(string name) => _kinds.GetValueOrDefault(name);

    /// <summary>Imports a file.</summary>
    /// <param name="open">Opens the file from its beginning; called twice.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="scope">For whom.</param>
    /// <param name="mapping">Field → column; null guesses from the headings.</param>
    /// <param name="progress">Told after each batch; may be null.</param>
    /// <param name="cancellation">Stops after the present batch; a later run goes on there.</param>
    public async Task<Result<ImportReport>> RunAsync(
        Func<Stream> open, string kind, ImportScope scope, IReadOnlyDictionary<string, string?>? mapping,
        IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        if (Kind(kind) is not { } known)
        {
            return Failure.Invalid("kind", $"The kind must be one of {string.Join(", ", Kinds)}.");
        }

        await using var probe = open();
        var inspected = ImportText.Inspect(probe, cancellation);
        if (inspected.Failure is { } unreadable)
        {
            return unreadable;
        }

        await using var stream = open();
        var opened = ImportReader.Open(stream, inspected.Value, known.Shape);
        if (opened.Failure is { } headless)
        {
            return headless;
        }

        using var reader = opened.Value;
        var columns = mapping is null ? ColumnMapping.Guess(known.Fields, reader.Headings) : ColumnMapping.Chosen(known.Fields, reader.Headings, mapping);
        if ((columns.Failure ?? columns.Value.Missing(known.Fields)) is { } unmapped)
        {
            return unmapped;
        }

        ImportFileKey file = new(scope.InstitutionId, known.Name, inspected.Value.Sha256, columns.Value.Key);
        Run run = new(known, scope, file, new RowMapping(known, reader.Headings, columns.Value), reader, stream, inspected.Value.Bytes);
        return await RunAsync(run, inspected.Value, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes the rejected rows as CSV: the file's own columns, so that they can be corrected and imported again, and behind
    /// them <c>problem</c> as <c>FILE:LINE: field: what is wrong, what would be right</c>.
    /// </summary>
    public Task WriteRejectsAsync(ImportReport report, string fileName, TextWriter writer, CancellationToken cancellation) =>
        new RejectsCsv(_database, _store).WriteAsync(report.File, report.Headings, fileName, writer, cancellation);

    private async Task<Result<ImportReport>> RunAsync(Run run, ImportText text, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var done = await _database.WriteAsync(session => Begin(session, run), cancellation).ConfigureAwait(false);
        Skip(run, done.RowsRead);
        for (var batch = Read(run); batch.Count > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var (before, rows) = (done, batch);
            var writing = _database.WriteAsync(session => Write(session, run, before, rows), CancellationToken.None);
            batch = Read(run);
            done = await writing.ConfigureAwait(false);
            progress?.Report(Counts(done, run));
        }

        if (run.Broken is { } broken)
        {
            return new Failure(FailureKind.Invalid, "broken-file", broken.Message + " The rows before it are imported; correct the file and import it again.", "file");
        }

        await _database.WriteAsync(session => Finish(session, run, done), cancellation).ConfigureAwait(false);
        return new ImportReport(text.EncodingName, Counts(done, run) with { Share = 1 }, run.Reader.Headings) { File = run.File };
    }

    private ImportProgressRow Begin(Session session, Run run)
    {
        var progress = ImportProgressStore.Begin(session, run.File);
        _log.Append(session, new EntryDraft(run.Scope.InstitutionId, "import.started")
        {
            StaffId = run.Scope.StaffId,
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = run.Kind.Name, ["from"] = Text(progress.RowsRead) },
        });
        return progress;
    }

    private ImportProgressRow Write(Session session, Run run, ImportProgressRow before, IReadOnlyList<ImportRow> rows)
    {
        ImportRejects rejects = new();
        var sound = rows.Where(row => run.Mapping.Check(row, rejects)).ToList();
        var tally = run.Kind.Write(session, run.Scope, sound, rejects);
        _store.AddRejects(session, run.File, rejects.All);
        return ImportProgressStore.Advance(session, run.File, before, rows.Count, tally, rejects.All.Count);
    }

    private void Finish(Session session, Run run, ImportProgressRow done)
    {
        ImportProgressStore.Finish(session, run.File);
        _log.Append(session, new EntryDraft(run.Scope.InstitutionId, "import.finished")
        {
            StaffId = run.Scope.StaffId,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["kind"] = run.Kind.Name,
                ["rows"] = Text(done.RowsRead),
                ["added"] = Text(done.RowsAdded),
                ["updated"] = Text(done.RowsUpdated),
                ["rejected"] = Text(done.RowsRejected),
            },
        });
    }

    private static void Skip(Run run, long rows)
    {
        for (var i = 0L; i < rows && run.Reader.Next() is not null; i++)
        {
        }
    }

    /// <summary>The rows of the next batch; none at the end of the file, or where it cannot be read on.</summary>
    private static List<ImportRow> Read(Run run)
    {
        List<ImportRow> rows = new(run.Kind.BatchRows);
        try
        {
            while (run.Broken is null && rows.Count < run.Kind.BatchRows && run.Reader.Next() is { } next)
            {
                rows.Add(run.Mapping.Row(next));
            }
        }
        catch (InvalidDataException broken)
        {
            run.Broken = broken;
        }

        return rows;
    }

    private static ImportProgress Counts(ImportProgressRow row, Run run) => new(
        row.RowsRead, row.RowsAdded, row.RowsUpdated, row.RowsUnchanged, row.RowsRejected,
        run.Bytes == 0 ? 1 : Math.Clamp((double)run.Stream.Position / run.Bytes, 0, 1));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Run(
        ImportKind Kind, ImportScope Scope, ImportFileKey File, RowMapping Mapping, ImportReader Reader, Stream Stream, long Bytes)
    {
        /// <summary>Where the file cannot be read on; null as long as it can.</summary>
        public InvalidDataException? Broken { get; set; }
    }
}
