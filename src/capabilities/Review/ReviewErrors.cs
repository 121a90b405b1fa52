using System.Globalization;
using Daylight.Platform;

namespace Daylight.Review;

/// <summary>The expected failures of Review.</summary>
internal static class ReviewErrors
{
    public static readonly Failure NoAlert = Failure.NotFound("alert");

    public static readonly Failure NoReview = Failure.NotFound("review");

    public static readonly Failure Restricted = new(
        FailureKind.Conflict, "restricted", "This person's data is kept only because a duty says so, and is used for nothing; ask the compliance officer.");

    public static readonly Failure Erased = new(
        FailureKind.NotFound, "erased", "This person's data was erased; the recording cannot be opened any more.");

    public static readonly Failure Own = new(
        FailureKind.Forbidden, "own-conversation", "Nobody decides on a conversation they held themselves; leave it to another reviewer.");

    public static readonly Failure NotYours = new(
        FailureKind.Conflict, "review-not-claimed", "You do not hold this review; claim it first.");

    public static readonly Failure Withdrawn = new(
        FailureKind.Conflict, "review-withdrawn", "The words this finding was raised on were corrected, and it does not hold any more; there is nothing to decide.");

    public static readonly Failure Decided = new(
        FailureKind.Conflict, "review-decided", "This finding has been decided; the decision can be taken back for a minute, by who made it.");

    public static readonly Failure UndoOver = new(
        FailureKind.Conflict, "undo-expired", "A decision can be taken back for 60 seconds, by who made it; that time is over, or the decision is another person's.");

    public static readonly Failure ExportTooLarge = new(
        FailureKind.TooLarge, "export-too-large", "One file holds 100 conversations and 8 million characters at most, of cases with at most 2,000 names and numbers; export fewer at a time.");

    public static readonly Failure NoJudge = new(
        FailureKind.Conflict, "no-judge", "No language model is configured, so nobody can be asked; findings stand unjudged (config/judge.json).");

    public static readonly Failure RunEnded = new(
        FailureKind.Conflict, "run-ended", "This has ended; there is nothing to stop.");

    public static readonly Failure IndexRunning = new(
        FailureKind.Conflict, "search-index-running", "The archive is being gone through already; wait until it has ended.");

    public static Failure WordTooShort(string field) => new(
        FailureKind.Invalid, "search-word-too-short", "A word has two letters, digits or Han characters side by side; a single one can only stand beside such a word, in all or near.", field);

    public static Failure RunsOpen(int most) => new(
        FailureKind.TooMany, "runs-open", $"At most {most} what-ifs and re-inspections wait or run at a time; wait for one, or stop one.");

    public static Failure TrainingsOpen(int most) => new(
        FailureKind.TooMany, "trainings-open", $"At most {most} trainings wait or run at a time; wait for one, or stop one.");

    public static Failure TooFewReviewed(int upheld, int overturned, int least) => new(
        FailureKind.Conflict,
        "too-few-reviewed",
        $"There are {upheld} upheld and {overturned} overturned utterances in this period; a model needs at least {least} of each. Give a longer period, or review more.")
    {
        Facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["upheld"] = upheld.ToString(CultureInfo.InvariantCulture),
            ["overturned"] = overturned.ToString(CultureInfo.InvariantCulture),
            ["least"] = least.ToString(CultureInfo.InvariantCulture),
        },
    };

    public static Failure Claimed(string ownerName, DateTimeOffset until) => new(
        FailureKind.Conflict, "review-claimed", "Another reviewer holds this finding; take the next one, or wait until the lease ends.")
    {
        Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["owner"] = ownerName, ["leaseUntil"] = UtcMicros.Text(until) },
    };
}
