using Daylight.Platform;

namespace Daylight.Review;

/// <summary>How many texts a training has, and how they fall apart.</summary>
/// <param name="Upheld">Reviewed texts that were upheld.</param>
/// <param name="Overturned">Reviewed texts that were overturned.</param>
/// <param name="Background">Ordinary texts that are learned from.</param>
/// <param name="HeldOutUpheld">Upheld texts of the newest part.</param>
/// <param name="HeldOutOverturned">Overturned texts of the newest part.</param>
public sealed record TrainingCounts(int Upheld = 0, int Overturned = 0, int Background = 0, int HeldOutUpheld = 0, int HeldOutOverturned = 0);

/// <summary>
/// Reviewed texts in order of time: the newest fifth is held out, as the future would be. What stands word for word in the older
/// part is no test and is left out of it.
/// </summary>
internal sealed record TrainingSplit(
    IReadOnlyList<TrainingText> Learned, IReadOnlyList<TrainingText> HeldOut, IReadOnlyList<TrainingText> Reference, long HeldOutFrom, TrainingCounts Counts)
{
    /// <summary>The least number of upheld, and of overturned, texts.</summary>
    public const int OfEachMin = 40;

    /// <summary>The least number of either in the newest part.</summary>
    public const int HeldOutOfEachMin = 8;

    private const double HeldOutShare = 0.2;

    /// <summary>Why it is refused, as a code; null if it may be learned from.</summary>
    public string? Refusal =>
        Math.Min(Counts.Upheld, Counts.Overturned) < OfEachMin ? TooFew
        : Math.Min(Counts.HeldOutUpheld, Counts.HeldOutOverturned) < HeldOutOfEachMin ? NewestTooFew
        : null;

    public const string TooFew = "too-few-reviewed", NewestTooFew = "newest-too-few";

    /// <summary>Divides.</summary>
    /// <param name="reviewed">Texts whose findings were decided.</param>
    /// <param name="traffic">A sample of all texts: the newer ones are what live traffic will be compared with.</param>
    /// <param name="withBackground">Whether the older ones in whose conversation nothing was found are learned from as negative.</param>
    public static TrainingSplit Of(IReadOnlyList<TrainingText> reviewed, IReadOnlyList<TrainingText> traffic, bool withBackground)
    {
        var ordered = reviewed.OrderBy(text => text.StartedAt).ThenBy(text => text.ConversationId, StringComparer.Ordinal).ToList();
        var from = ordered.Count == 0 ? 0 : ordered[(int)(ordered.Count * (1 - HeldOutShare))].StartedAt;
        var older = ordered.Where(text => text.StartedAt < from).ToList();
        var background = withBackground ? traffic.Where(text => text.StartedAt < from && !text.HasFinding).ToList() : [];
        var known = older.Concat(background).Select(text => text.Words).ToHashSet(StringComparer.Ordinal);
        var heldOut = ordered.Where(text => text.StartedAt >= from && !known.Contains(text.Words)).ToList();
        return new TrainingSplit(
            [.. older, .. background],
            heldOut,
            [.. traffic.Where(text => text.StartedAt >= from)],
            from,
            new TrainingCounts(
                ordered.Count(text => text.Positive),
                ordered.Count(text => !text.Positive),
                background.Count,
                heldOut.Count(text => text.Positive),
                heldOut.Count(text => !text.Positive)));
    }

    /// <summary>When the newest part begins.</summary>
    public DateTimeOffset HeldOutSince => UtcMicros.ToInstant(HeldOutFrom);
}
