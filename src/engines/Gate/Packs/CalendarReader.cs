using NodaTime;

namespace Daylight.Gate;

/// <summary>Reads a calendar: published day types as data.</summary>
internal static class CalendarReader
{
    public static (string Name, string Version, DayTypes Days) Read(Fields f)
    {
        var name = f.Required("calendar");
        var version = f.Text("version") ?? "";
        f.Text("source");
        var years = Years(f);
        var weekend = Weekend(f);
        var (holidays, daysOff, workdays) = (f.Dates("holidays"), f.Dates("daysOff"), f.Dates("workdays"));
        if (holidays.Count + daysOff.Count + workdays.Count == 0 && years is null) f.Problem("holidays", "a calendar needs holidays, daysOff or workdays, or the years that have none");
        foreach (var date in holidays.Concat(daysOff).Intersect(workdays)) f.Problem("workdays", $"{Times.Show(date)} is a day off too");
        foreach (var date in holidays.Concat(daysOff).Concat(workdays).Where(d => years is not null && !years.Contains(d.Year)))
            f.Problem("years", $"{Times.Show(date)} lies outside the years that the calendar covers");
        f.Close();
        return (name, version, new DayTypes(holidays, daysOff, workdays, weekend, years));
    }

    private static List<int>? Years(Fields f)
    {
        var texts = f.Texts("years");
        if (texts.Count == 0) return null;
        var years = new List<int>();
        foreach (var text in texts)
            if (Times.ReadDate($"{text}-01-01") is { } first) years.Add(first.Year);
            else f.Problem("years", $"'{text}' is not a year such as 2026");
        return years;
    }

    private static DayKinds Weekend(Fields f)
    {
        if (f.WordSet<DayKinds>("weekend") is not { } days) return DayKinds.Sat | DayKinds.Sun;
        var all = days.Aggregate(DayKinds.None, (all, one) => all | one);
        if ((all & ~Weekdays) != 0) f.Problem("weekend", "names days of the week only, such as [fri, sat]");
        return all;
    }

    private const DayKinds Weekdays = DayKinds.Mon | DayKinds.Tue | DayKinds.Wed | DayKinds.Thu | DayKinds.Fri | DayKinds.Sat | DayKinds.Sun;
}

/// <summary>Reads a group: a name for several packs asked together.</summary>
internal static class GroupReader
{
    public static (string Name, IReadOnlyList<string> Members) Read(Fields f)
    {
        var (name, members) = (f.Required("group"), f.Texts("members"));
        if (members.Count == 0) f.Problem("members", f.Has("members") ? "a group needs members" : "is missing");
        f.Close();
        return (name, members);
    }
}
