namespace Daylight.Sound;

/// <summary>One side of a call.</summary>
public enum Side
{
    /// <summary>The first channel: the institution's side (坐席).</summary>
    Staff,

    /// <summary>The second channel: the person's side (客户).</summary>
    Customer,
}

/// <summary>Whose silence it was.</summary>
public enum SilenceKind
{
    /// <summary>The customer had spoken last and the staff spoke next: the staff let them wait.</summary>
    StaffLate,

    /// <summary>The staff had spoken last and the customer spoke next.</summary>
    CustomerLate,

    /// <summary>The same side went on, or it stood at the beginning or the end: nobody took the turn.</summary>
    Mutual,
}

/// <summary>Nobody spoke.</summary>
public sealed record LongSilence(Stretch When, SilenceKind Kind);

/// <summary>One side broke into the other's speech.</summary>
/// <param name="By">Who broke in.</param>
/// <param name="At">When, in seconds.</param>
/// <param name="OverlapSeconds">How long both spoke.</param>
public sealed record Interruption(Side By, double At, double OverlapSeconds);

/// <summary>When breaking in counts as an interruption (抢话). Seconds.</summary>
public sealed record InterruptionRule
{
    /// <summary>The other side had been speaking for at least this long.</summary>
    public double DelaySeconds { get; init; } = 1.0;

    /// <summary>Both spoke for at least this long; leaves out 嗯 and 对.</summary>
    public double OverlapSeconds { get; init; } = 0.3;

    /// <summary>The other side fell silent within this time.</summary>
    public double YieldSeconds { get; init; } = 2.0;

    /// <summary>Whoever broke in went on for at least this long after that.</summary>
    public double HoldSeconds { get; init; } = 0.3;
}

/// <summary>How two sides spoke together: overlap, silence and interruption from their voiced stretches.</summary>
/// <param name="Staff">Voiced stretches of the first channel, in order.</param>
/// <param name="Customer">Voiced stretches of the second channel, in order.</param>
/// <param name="Seconds">Length of the recording.</param>
public sealed record Talk(IReadOnlyList<Stretch> Staff, IReadOnlyList<Stretch> Customer, double Seconds)
{
    /// <summary>The stretches in which both spoke.</summary>
    public IReadOnlyList<Stretch> Overlaps()
    {
        var both = new List<Stretch>();
        for (int s = 0, c = 0; s < Staff.Count && c < Customer.Count;)
        {
            var (from, to) = (Math.Max(Staff[s].From, Customer[c].From), Math.Min(Staff[s].To, Customer[c].To));
            if (to > from)
            {
                both.Add(new Stretch(from, to));
            }
            if (Staff[s].To < Customer[c].To)
            {
                s++;
            }
            else
            {
                c++;
            }
        }
        return both;
    }

    /// <summary>Share of the recording in which both spoke, from 0 to 1.</summary>
    public double OverlapShare => Seconds > 0 ? Overlaps().Sum(both => both.Seconds) / Seconds : 0;

    /// <summary>The silences of more than <paramref name="seconds"/>, at the beginning and the end too.</summary>
    public IReadOnlyList<LongSilence> Silences(double seconds)
    {
        var spoken = Staff.Select(stretch => (stretch, Side: (Side?)Side.Staff))
            .Concat(Customer.Select(stretch => (stretch, Side: (Side?)Side.Customer)))
            .OrderBy(one => one.stretch.From)
            .Append((new Stretch(Seconds, Seconds), null));
        var found = new List<LongSilence>();
        var until = 0.0;
        Side? last = null;
        foreach (var (stretch, side) in spoken)
        {
            if (stretch.From - until > seconds)
            {
                found.Add(new LongSilence(new Stretch(until, stretch.From), KindOf(last, side)));
            }
            if (stretch.To >= until)
            {
                (until, last) = (stretch.To, side);
            }
        }
        return found;
    }

    /// <summary>Who broke into whose speech.</summary>
    public IReadOnlyList<Interruption> Interruptions(InterruptionRule rule)
    {
        var all = Breaks(Side.Staff, Staff, Customer, rule).Concat(Breaks(Side.Customer, Customer, Staff, rule));
        return [.. all.OrderBy(one => one.At)];
    }

    private static IEnumerable<Interruption> Breaks(Side by, IReadOnlyList<Stretch> breaking, IReadOnlyList<Stretch> speaking, InterruptionRule rule)
    {
        foreach (var stretch in breaking)
        {
            // A binary search is not worth it: a call has a few hundred stretches.
            foreach (var other in speaking)
            {
                var spokenBefore = stretch.From - other.From;
                var both = Math.Min(other.To, stretch.To) - stretch.From;
                if (spokenBefore >= rule.DelaySeconds && both >= rule.OverlapSeconds
                    && other.To - stretch.From <= rule.YieldSeconds && stretch.To - other.To >= rule.HoldSeconds)
                {
                    yield return new Interruption(by, stretch.From, both);
                }
            }
        }
    }

    private static SilenceKind KindOf(Side? before, Side? after) => (before, after) switch
    {
        (Side.Customer, Side.Staff) => SilenceKind.StaffLate,
        (Side.Staff, Side.Customer) => SilenceKind.CustomerLate,
        _ => SilenceKind.Mutual,
    };
}
