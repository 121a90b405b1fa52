using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Daylight.Gate;

/// <summary>Reads moments, dates and times of day as people write them in packs and vectors.</summary>
internal static class Times
{
    private static readonly LocalDateTimePattern[] Local =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFF"),
    ];

    private static readonly LocalTimePattern[] OfDay =
    [
        LocalTimePattern.CreateWithInvariantCulture("H':'mm"),
        LocalTimePattern.CreateWithInvariantCulture("H':'mm':'ss"),
    ];

    private static readonly OffsetPattern Offset = OffsetPattern.CreateWithInvariantCulture("Z+HH:mm");

    // Clocks going forward: shifted by the length of the gap. Going back: the first of the two.
    private static readonly ZoneLocalMappingResolver Lenient = Resolvers.LenientResolver;

    /// <summary>A moment: local to the zone unless it carries Z or an offset; a date alone is its first moment.</summary>
    public static Instant? ReadInstant(string text, DateTimeZone zone)
    {
        text = text.Trim().Replace(' ', 'T');
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day && Plausible(day.Value.Year)) return zone.AtStartOfDay(day.Value).ToInstant();
        var split = text.Length > 11 ? text.AsSpan(11).IndexOfAny("Z+-") : -1;
        if (split < 0) return ReadLocal(text) is { } local ? zone.ResolveLocal(local, Lenient).ToInstant() : null;
        var moment = ReadLocal(text[..(11 + split)]);
        var offset = Offset.Parse(text[(11 + split)..]);
        return moment is { } m && offset.Success ? m.WithOffset(offset.Value).ToInstant() : null;
    }

    public static LocalDate? ReadDate(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } day && Plausible(day.Value.Year) ? day.Value : null;

    /// <summary>A time of day; 24:00 is midnight.</summary>
    public static LocalTime? ReadTimeOfDay(string text)
    {
        if (text == "24:00") return LocalTime.Midnight;
        foreach (var pattern in OfDay)
            if (pattern.Parse(text) is { Success: true } time) return time.Value;
        return null;
    }

    public static string Show(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static LocalDateTime? ReadLocal(string text)
    {
        foreach (var pattern in Local)
            if (pattern.Parse(text) is { Success: true } moment && Plausible(moment.Value.Year)) return moment.Value;
        return null;
    }

    private static bool Plausible(int year) => year is > 1900 and < 2300;
}
