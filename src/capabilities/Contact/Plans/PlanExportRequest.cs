using Daylight.Platform;
using Daylight.Platform.Callers;

namespace Daylight.Contact;

/// <summary>Asks for a plan as a file.</summary>
/// <param name="Format"><c>csv</c> or <c>jsonl</c>.</param>
/// <param name="Purpose">What for; it is written into the ledger.</param>
/// <param name="Numbers">
/// Whether to open the numbers: each leaves an entry in its case. Otherwise they are masked, and the dialer gets a number from the
/// gate when it holds a permit for it.
/// </param>
/// <param name="ByteOrderMark">Whether the file begins with a byte order mark, as some spreadsheets want it.</param>
/// <param name="Status">throughout, partly or refused; all that have a permitted window unless said otherwise.</param>
/// <param name="Channel">One channel only.</param>
/// <param name="Rule">Only those that this rule stands in the way of.</param>
public sealed record PlanExportRequest(
    string Format, string Purpose, bool Numbers = false, bool ByteOrderMark = false, string? Status = null, string? Channel = null, string? Rule = null)
{
    private const int PurposeLengthMax = 200;

    /// <summary>What is wrong with the request; null if nothing is.</summary>
    internal Failure? Objection(Caller caller) =>
        Format is not ("csv" or "jsonl") ? Failure.Invalid("format", "Give csv or jsonl.")
        : string.IsNullOrWhiteSpace(Purpose) || Purpose.Length > PurposeLengthMax ? Failure.Invalid("purpose", $"Say what the file is for, in at most {PurposeLengthMax} characters.")
        : Numbers && !caller.May(Permissions.ContactPlanNumbers) ? Caller.Lacks(Permissions.ContactPlanNumbers)
        : null;

    /// <summary>The rows that are wanted.</summary>
    internal Result<PlanRowFilter> Filter() =>
        PlanRowsQuery.Filter(Status, Channel, Rule) is var filter && filter.IsFailure
            ? filter.Failure!
            : filter.Value with { PermittedOnly = Status is null };
}
