using NodaTime;

namespace Daylight.Gate;

/// <summary>Open hours: every zone in which the person may be must be open.</summary>
internal sealed class HoursJudge : RuleJudge
{
    // A day far from any window: no calendar closes this many days in a row and opens again within the horizon.
    private const int DaysSought = 400;

    private readonly (DayKinds Days, LocalWindow Window)[] windows;
    private readonly DayKinds closed;
    private readonly bool everyDayAlike;

    public HoursJudge(HoursRule rule, PolicyPack pack) : base(rule, pack)
    {
        windows = [.. rule.Windows.Select(w => (w.Days, new LocalWindow(w.From, w.To, w.IncludesTo, Narrow: true)))];
        closed = rule.Closed;
        everyDayAlike = closed == DayKinds.None && windows.Length > 0 && windows[0].Days.HasFlag(DayKinds.All);
    }

    public override Say Raw(Inquiry q, Instant t)
    {
        var start = t;
        while (start - t < Instants.Horizon)
        {
            Instant? opens = null, closes = null;
            var allOpen = true;
            for (var z = 0; z < q.Zones.Length; z++)
            {
                var here = InZone(q, z, start);
                if (here.Stands) closes = Instants.Earlier(closes, here.Turns);
                else (opens, allOpen) = (allOpen ? here.Turns : Instants.Later(opens, here.Turns), false);
            }
            if (allOpen) return start == t ? Say.Pass(closes) : Say.Refuse(start);
            if (opens is null) return Say.Refuse(null);
            start = opens.Value;
        }
        return Say.Refuse(null);
    }

    private Standing InZone(Inquiry q, int zone, Instant t)
    {
        var today = q.DateAt(zone, t);
        if (everyDayAlike) return windows[0].Window.At(q, zone, t, today);
        var days = q.DaysOf(Pack);
        for (var day = -1; day < DaysSought; day++)
        {
            var date = today.PlusDays(day);
            if (WindowOf(days.Of(date)) is not { } window) continue;
            var (start, end) = window.On(q, zone, date);
            if (end <= t || end <= start) continue;
            return start <= t ? new(true, end) : new(false, start);
        }
        return new(false, null);
    }

    private LocalWindow? WindowOf(DayKinds kinds)
    {
        if ((kinds & closed) != 0) return null;
        foreach (var (days, window) in windows)
            if ((kinds & days) != 0) return window;
        return null;
    }
}
