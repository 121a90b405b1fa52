using NodaTime;
using NodaTime.Extensions;

namespace Daylight.Contact;

/// <summary>Lays local days out as instants, with the days on which clocks are changed as they are.</summary>
internal static class LocalDays
{
    private const int MinutesPerHour = 60;

    /// <summary>One day in a zone; a day that the zone skips has no pieces.</summary>
    public static DayView Of(LocalDate date, DateTimeZone zone)
    {
        var start = zone.AtStartOfDay(date).ToInstant();
        var end = zone.AtStartOfDay(date.PlusDays(1)).ToInstant();
        List<ClockPieceView> pieces = [];
        for (var from = start; from < end;)
        {
            var interval = zone.GetZoneInterval(from);
            var until = interval.HasEnd && interval.End < end ? interval.End : end;
            var clock = from.InZone(zone).TimeOfDay;
            pieces.Add(new ClockPieceView(from.ToDateTimeOffset(), until.ToDateTimeOffset(), (clock.Hour * MinutesPerHour) + clock.Minute));
            from = until;
        }

        return new DayView(date.ToDateOnly(), pieces);
    }
}
