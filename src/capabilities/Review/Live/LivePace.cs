using System.Diagnostics;

namespace Daylight.Review;

/// <summary>
/// How often one wall is pushed: four times a second in the long run. One push may be saved up, and only an alert may spend it,
/// so that an alert goes out at once even where everything changes all the time.
/// </summary>
/// <param name="now">The steady clock when it begins, with all that can be saved.</param>
internal sealed class LivePace(long now)
{
    private const double PerSecond = 4;
    private const double SavedMax = 2;

    private double _saved = SavedMax;
    private long _at = now;

    /// <summary>How long a change has to wait; zero: not at all.</summary>
    public TimeSpan Until(long moment, bool hasAlert)
    {
        // A whole push is left for an alert: without one, all that can be saved must be there.
        var missing = (hasAlert ? 1 : SavedMax) - Saved(moment);
        return missing <= 1e-9 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / PerSecond);
    }

    /// <summary>Notes a push.</summary>
    public void Push(long moment)
    {
        _saved = Math.Max(0, Saved(moment) - 1);
        _at = moment;
    }

    private double Saved(long moment) => Math.Min(SavedMax, _saved + (Stopwatch.GetElapsedTime(_at, moment).TotalSeconds * PerSecond));
}
