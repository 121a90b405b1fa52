using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using NodaTime;
using NodaTime.Extensions;

namespace Daylight.Contact;

/// <summary>
/// Answers "may I, why not, and when?" without reserving anything: one moment, or a week hour by hour. Facts and history
/// stand still while other moments are asked about.
/// </summary>
public sealed class ExploreContact
{
    private const int DaysInWeek = 7;
    private const int DaysFromNowMax = 366;
    private const int HoursInDay = 24;

    private readonly CaseAccess _access;
    private readonly CaseFiles _cases;
    private readonly GateDesk _desk;
    private readonly TimeProvider _clock;

    internal ExploreContact(CaseAccess access, CaseFiles cases, GateDesk desk, TimeProvider clock)
    {
        _access = access;
        _cases = cases;
        _desk = desk;
        _clock = clock;
    }

    /// <summary>What the gate says about one moment.</summary>
    public Result<DecisionView> Explain(Session session, Caller caller, ExploreContactRequest request)
    {
        var now = _clock.GetUtcNow();
        var inquiry = Open(session, caller, request, now);
        return inquiry.IsFailure ? inquiry.Failure! : DecisionViews.Of(inquiry.Value.Decide(request.At ?? now), null);
    }

    /// <summary>What the gate says about each hour of seven days, and about now.</summary>
    /// <param name="session">The reading.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="request">The contact; its moment is not looked at.</param>
    /// <param name="from">The first local day; today unless said otherwise.</param>
    public Result<WeekView> Week(Session session, Caller caller, ExploreContactRequest request, DateOnly? from)
    {
        var now = _clock.GetUtcNow();
        if (from is { } day && Math.Abs(day.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber) > DaysFromNowMax)
        {
            return Failure.Invalid("from", $"Choose a day at most {DaysFromNowMax} days from today.");
        }

        var opened = Open(session, caller, request, now);
        if (opened.IsFailure)
        {
            return opened.Failure!;
        }

        var inquiry = opened.Value;
        var current = inquiry.Decide(now);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(current.Zone ?? caller.InstitutionZone) ?? DateTimeZone.Utc;
        var first = from?.ToLocalDate() ?? Instant.FromDateTimeOffset(now).InZone(zone).Date;
        var days = Enumerable.Range(0, DaysInWeek).Select(first.PlusDays).Select(day => new DayView(day.ToDateOnly(), Hours(inquiry, day, zone)));
        return new WeekView(
            zone.Id, first.ToDateOnly(), [.. days], current.Next?.ToDateTimeOffset(), DecisionViews.Of(current, null));
    }

    private static List<HourView> Hours(GateInquiry inquiry, LocalDate day, DateTimeZone zone)
    {
        List<HourView> hours = new(HoursInDay);
        for (var hour = 0; hour < HoursInDay; hour++)
        {
            var mapping = zone.MapLocal(day.At(new LocalTime(hour, 0)));
            if (mapping.Count == 0)
            {
                continue; // The clocks go forward: this day has no such hour.
            }

            var decision = inquiry.Decide(mapping.First().ToDateTimeOffset());
            hours.Add(new HourView(hour, Words.Of(decision.Verdict), [.. DecisionViews.InTheWay(decision).Select(rule => rule.Id)]));
        }

        return hours;
    }

    private Result<GateInquiry> Open(Session session, Caller caller, ExploreContactRequest request, DateTimeOffset now)
    {
        var wish = ContactWish.From(request);
        if (wish.IsFailure)
        {
            return wish.Failure!;
        }

        var found = _access.Find(session, caller, request.CaseId);
        return found.IsFailure
            ? found.Failure!
            : _desk.Open(session, GateFile.Read(session, _cases, caller.InstitutionId, request.CaseId), wish.Value, Sender(caller, found.Value), now);
    }

    /// <summary>Who would make the contact: somebody who makes none asks about the collector of the case.</summary>
    private static string Sender(Caller caller, CaseCard found) =>
        caller.May(Permissions.ContactAsk) ? caller.StaffId : found.AssigneeId ?? caller.StaffId;
}
