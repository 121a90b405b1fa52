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
    /// <summary>Public holidays and adjusted days off, whatever weekday they are.</summary>
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

    private readonly FrozenSet<LocalDate> holidays;
    private readonly FrozenSet<LocalDate> workdays;

    /// <summary>Makes day types.</summary>
    /// <param name="holidays">Public holidays and adjusted days off.</param>
    /// <param name="workdays">Weekend days that are worked.</param>
    public DayTypes(IEnumerable<LocalDate> holidays, IEnumerable<LocalDate> workdays)
    {
        this.holidays = holidays.ToFrozenSet();
        this.workdays = workdays.ToFrozenSet();
    }

    /// <summary>All kinds a date is, e.g. Sun, Holiday and DayOff.</summary>
    public DayKinds Of(LocalDate date)
    {
        var weekday = (DayKinds)(1 << ((int)date.DayOfWeek - 1));
        if (holidays.Contains(date)) return weekday | DayKinds.Holiday | DayKinds.DayOff;
        var works = workdays.Contains(date) || weekday is not (DayKinds.Sat or DayKinds.Sun);
        return weekday | (works ? DayKinds.Workday : DayKinds.DayOff);
    }

    /// <summary>These days and further holidays.</summary>
    public DayTypes With(IReadOnlyList<LocalDate> more) => more.Count == 0 ? this : new(holidays.Concat(more), workdays);

    /// <summary>These days and those of another calendar.</summary>
    public DayTypes With(DayTypes other) => new(holidays.Concat(other.holidays), workdays.Concat(other.workdays));
}
