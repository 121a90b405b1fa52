using System.Collections.Frozen;
using NodaTime;

namespace Daylight.Gate;

/// <summary>Kinds of days; a window or a flag names some of them.</summary>
[Flags]
public enum DayKinds
{
    /// <summary>No day.</summary>
    None = 0,
    /// <summary>Mondays.</summary>
    Mon = 1,
    /// <summary>Tuesdays.</summary>
    Tue = 2,
    /// <summary>Wednesdays.</summary>
    Wed = 4,
    /// <summary>Thursdays.</summary>
    Thu = 8,
    /// <summary>Fridays.</summary>
    Fri = 16,
    /// <summary>Saturdays.</summary>
    Sat = 32,
    /// <summary>Sundays.</summary>
    Sun = 64,
    /// <summary>Public holidays, whatever weekday they are.</summary>
    Holiday = 128,
    /// <summary>Working days: Monday to Friday without holidays, and make-up workdays.</summary>
    Workday = 256,
    /// <summary>All that are not working days.</summary>
    DayOff = 512,
    /// <summary>Every day.</summary>
    All = 1023,
}

/// <summary>Published day types of one place: holidays and make-up workdays are data, never computed.</summary>
public sealed class DayTypes
{
    /// <summary>No published days: weekdays only.</summary>
    public static readonly DayTypes None = new([], []);

    private const DayKinds SaturdayAndSunday = DayKinds.Sat | DayKinds.Sun;

    private readonly FrozenSet<LocalDate> holidays;
    private readonly FrozenSet<LocalDate> daysOff;
    private readonly FrozenSet<LocalDate> workdays;
    private readonly FrozenSet<int>? years;
    private readonly DayKinds weekend;

    /// <summary>Makes day types.</summary>
    /// <param name="holidays">Public holidays.</param>
    /// <param name="workdays">Weekend days that are worked.</param>
    public DayTypes(IEnumerable<LocalDate> holidays, IEnumerable<LocalDate> workdays)
        : this(holidays, [], workdays, SaturdayAndSunday, years: null) { }

    internal DayTypes(IEnumerable<LocalDate> holidays, IEnumerable<LocalDate> daysOff, IEnumerable<LocalDate> workdays, DayKinds weekend, IEnumerable<int>? years)
    {
        this.holidays = holidays.ToFrozenSet();
        this.daysOff = daysOff.ToFrozenSet();
        this.workdays = workdays.ToFrozenSet();
        this.weekend = weekend;
        this.years = years?.ToFrozenSet();
    }

    /// <summary>
    /// All kinds a date is, e.g. Sun, Holiday and DayOff. A year that the calendar says it does not cover has no known day
    /// types: each of its days counts as a holiday, because it might be one.
    /// </summary>
    public DayKinds Of(LocalDate date)
    {
        var weekday = (DayKinds)(1 << ((int)date.DayOfWeek - 1));
        if (holidays.Contains(date)) return weekday | DayKinds.Holiday | DayKinds.DayOff;
        if (years is not null && !years.Contains(date.Year)) return weekday | DayKinds.Holiday | DayKinds.DayOff;
        if (daysOff.Contains(date)) return weekday | DayKinds.DayOff;
        var works = workdays.Contains(date) || (weekday & weekend) == 0;
        return weekday | (works ? DayKinds.Workday : DayKinds.DayOff);
    }

    /// <summary>
    /// These days and the holidays that the question names. Whoever names a holiday of a year that no calendar covers has said
    /// which days of that year are holidays.
    /// </summary>
    public DayTypes With(IReadOnlyList<LocalDate> more) => more.Count == 0
        ? this
        : new(holidays.Concat(more), daysOff, workdays, weekend, years?.Union(more.Select(date => date.Year)));

    /// <summary>These days and those of another calendar. Each covers its own years; one that names none covers none that the other does not.</summary>
    public DayTypes With(DayTypes other) => new(
        holidays.Concat(other.holidays),
        daysOff.Concat(other.daysOff),
        workdays.Concat(other.workdays),
        weekend | other.weekend,
        years is null ? other.years : other.years is null ? years : years.Union(other.years));
}
