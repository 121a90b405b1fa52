using Daylight.Ledger.Bundles;

namespace Daylight.Ledger;

/// <summary>What a bundle tells a court, in Chinese: facts, the court's questions answered, the entries, and what is not proven.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Facts">Names and values.</param>
/// <param name="Answers">The questions a court asks of electronic data.</param>
/// <param name="Entries">The entries, oldest first, up to <see cref="EntriesMax"/>.</param>
/// <param name="EntriesInAll">How many there are.</param>
/// <param name="NotProven">What nothing in the bundle proves.</param>
public sealed record BundleReport(
    string Title,
    IReadOnlyList<ReportFact> Facts,
    IReadOnlyList<ReportAnswer> Answers,
    IReadOnlyList<ReportEntry> Entries,
    int EntriesInAll,
    IReadOnlyList<string> NotProven)
{
    /// <summary>The most entries listed; the rest is in the bundle all the same.</summary>
    public const int EntriesMax = 1_000;

    /// <summary>Makes the report of a bundle.</summary>
    /// <param name="parts">What goes into the bundle.</param>
    /// <param name="log">The log's public key.</param>
    public static BundleReport Of(BundleParts parts, NoteVerifier log) => new BundleFindings(parts, log).Report();
}

/// <summary>A name and its value.</summary>
public sealed record ReportFact(string Name, string Value);

/// <summary>One question of the court.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Law">Which provision asks it.</param>
/// <param name="Answer">What the bundle says.</param>
/// <param name="Where">The files that prove it.</param>
/// <param name="NotProven">What remains to be proven in another way; empty if nothing does.</param>
public sealed record ReportAnswer(string Question, string Law, string Answer, string Where, string NotProven);

/// <summary>One entry as a line.</summary>
/// <param name="Index">Its index in the log.</param>
/// <param name="Received">When the server received it, Beijing time.</param>
/// <param name="Act">What was done.</param>
/// <param name="Operator">The pseudonym of who did it.</param>
/// <param name="Payload">Whether its content goes along.</param>
public sealed record ReportEntry(string Index, string Received, string Act, string Operator, string Payload);
