using System.Text;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// Hands a plan out as a file. Each file leaves an entry before its first byte; with numbers, each number leaves one more in its
/// case, and is opened under a fresh look at access. The file is written as it is read, 500 rows at a time.
/// </summary>
public sealed class ExportPlan
{
    /// <summary>A file holds at most so many opened numbers: each is an entry.</summary>
    public const int NumbersMax = 100_000;

    private const int RowsPerRead = 500;
    private const string Reason = "dialer-export";

    private static readonly string Refused = ContactPlans.Word(PlanStatus.Refused);

    private readonly Database _database;
    private readonly ContactPlans _plans;
    private readonly CaseSheets _sheets;
    private readonly OpenNumbers _numbers;
    private readonly PlanLedger _ledger;

    internal ExportPlan(Database database, ContactPlans plans, CaseSheets sheets, OpenNumbers numbers, PlanLedger ledger)
    {
        _database = database;
        _plans = plans;
        _sheets = sheets;
        _numbers = numbers;
        _ledger = ledger;
    }

    /// <summary>Writes the entry; the file may be written after it.</summary>
    public Task<Result<PlanExport>> BeginAsync(Caller caller, string planId, PlanExportRequest request, CancellationToken cancellation) =>
        _database.WriteAsync(session => Begin(session, caller, planId, request), cancellation);

    /// <summary>Writes the file.</summary>
    /// <param name="caller">Who has begun the export.</param>
    /// <param name="export">The export.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="progress">Hears how many rows have been written; may be null.</param>
    /// <param name="cancellation">Breaks the file off.</param>
    public async Task WriteAsync(Caller caller, PlanExport export, Stream stream, IProgress<PlanProgress>? progress, CancellationToken cancellation)
    {
        PlanFile file = new(export.PlanId, export.Request.Numbers);
        await using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: export.Request.ByteOrderMark), 1 << 16, leaveOpen: true);
        if (export.Request.Format == "csv")
        {
            await writer.WriteAsync(PlanFile.CsvHeader.AsMemory(), cancellation);
        }

        var written = 0L;
        for (long? from = 0; from is { } position;)
        {
            var (rows, numbers, next) = await ReadAsync(caller, export, position, cancellation);
            foreach (var row in rows)
            {
                var number = row.ContactPointId is null ? null : numbers.GetValueOrDefault(row.ContactPointId);
                await writer.WriteAsync((export.Request.Format == "csv" ? file.Csv(row, number) : file.Jsonl(row, number)).AsMemory(), cancellation);
            }

            written += rows.Count;
            progress?.Report(new PlanProgress(written, export.Rows));
            from = next;
        }

        await writer.FlushAsync(cancellation);
    }

    private Result<PlanExport> Begin(Session session, Caller caller, string planId, PlanExportRequest request)
    {
        if (request.Objection(caller) is { } objection)
        {
            return objection;
        }

        if (request.Filter() is var filter && filter.IsFailure)
        {
            return filter.Failure!;
        }

        if (_plans.Find(session, caller, planId) is not { } head)
        {
            return Failure.NotFound("plan");
        }

        if (head.Status != PlanHead.Done)
        {
            return ContactErrors.PlanNotThere;
        }

        var rows = ContactPlans.Summary(head).Total(filter.Value);
        if (request.Numbers && rows > NumbersMax)
        {
            return new Failure(FailureKind.TooLarge, "too-many-numbers", $"A file holds at most {NumbersMax} opened numbers; choose a channel or a part of the portfolio.");
        }

        var receipt = _ledger.Exported(session, caller, planId, request, rows);
        return new PlanExport(planId, request, filter.Value, rows, receipt);
    }

    private Task<Read> ReadAsync(Caller caller, PlanExport export, long from, CancellationToken cancellation) => export.Request.Numbers
        ? _database.WriteAsync(session => Next(session, caller, export, from), cancellation)
        : _database.ReadAsync(session => Next(session, caller, export, from), cancellation);

    private Read Next(Session session, Caller caller, PlanExport export, long from)
    {
        if (_plans.Find(session, caller, export.PlanId) is not { } head)
        {
            return new Read([], new Dictionary<string, string>(StringComparer.Ordinal), null);
        }

        var (rows, next) = PlanPages.Take(session, head, export.Filter, from, RowsPerRead);
        var views = _plans.Views(session, caller, rows);
        var wishes = views.Where(view => view.ContactPointId is not null && view.Status != Refused).Select(view => new NumberWish(view.CaseId, view.PersonId, view.ContactPointId!)).ToList(); // Filtered above; nobody dials the refused.
        return new Read(views, export.Request.Numbers ? _numbers.Open(session, caller, Reason, wishes) : new Dictionary<string, string>(StringComparer.Ordinal), next);
    }

    private readonly record struct Read(List<PlanRowView> Rows, IReadOnlyDictionary<string, string> Numbers, long? Next);
}

/// <summary>An export whose entry has been written.</summary>
public sealed class PlanExport
{
    internal PlanExport(string planId, PlanExportRequest request, PlanRowFilter filter, long rows, Evidence.Receipt receipt)
    {
        PlanId = planId;
        Request = request;
        Filter = filter;
        Rows = rows;
        Receipt = receipt;
    }

    /// <summary>The plan.</summary>
    public string PlanId { get; }

    /// <summary>What was asked.</summary>
    public PlanExportRequest Request { get; }

    /// <summary>How many rows the filter leaves; those of cases that are out of sight by now will be missing.</summary>
    public long Rows { get; }

    /// <summary>The entry <c>contact.plan-exported</c>.</summary>
    public Evidence.Receipt Receipt { get; }

    /// <summary>The name of the file.</summary>
    public string FileName => $"plan-{PlanId}.{Request.Format}";

    internal PlanRowFilter Filter { get; }
}
