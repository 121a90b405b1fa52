using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using NodaTime;
using NodaTime.Extensions;

namespace Daylight.Contact;

/// <summary>
/// Answers "may I, why not, and when?" without reserving anything: one moment, or a week to the instant, as things are or as
/// they might be. Facts and history stand still while other moments are asked about.
/// </summary>
public sealed class ExploreContact
{
    private const int DaysInWeek = 7;
    private const int DaysFromNowMax = 366;

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
        var wish = ContactWish.From(request);
        if (wish.IsFailure)
        {
            return wish.Failure!;
        }

        var found = _access.Find(session, caller, request.CaseId);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var file = GateFile.Read(session, _cases, caller.InstitutionId, request.CaseId);
        var inquiry = Open(session, Sender(caller, found.Value), file, wish.Value, request.Assume, now);
        return inquiry.IsFailure ? inquiry.Failure! : DecisionViews.Of(inquiry.Value.Decide(request.At ?? now), null);
    }

    /// <summary>How the gate's answers change over seven days, for each channel: facts and history are read once for all.</summary>
    public Result<WeekView> Week(Session session, Caller caller, ExploreWeekRequest request)
    {
        var now = _clock.GetUtcNow();
        var understood = WeekWish.From(request);
        if (understood.IsFailure)
        {
            return understood.Failure!;
        }

        if (request.From is { } day && Math.Abs(day.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber) > DaysFromNowMax)
        {
            return Failure.Invalid("from", $"Choose a day at most {DaysFromNowMax} days from today.");
        }

        var found = _access.Find(session, caller, request.CaseId);
        if (found.IsFailure)
        {
            return found.Failure!;
        }

        var (wish, channels) = understood.Value;
        var file = GateFile.Read(session, _cases, caller.InstitutionId, request.CaseId);
        if (wish.ContactPointId is { } point && file.Point(point)?.PersonId != wish.PersonId)
        {
            return Failure.Invalid("contactPointId", "Name a contact point of this person in this case.");
        }

        var opened = Open(session, Sender(caller, found.Value), file, wish with { ContactPointId = null }, request.Assume, now);
        return opened.IsFailure ? opened.Failure! : Lay(opened.Value, file, wish, channels, caller, request.From, now);
    }

    private Result<GateInquiry> Open(
        Session session, string senderId, GateFile file, ContactWish wish, AssumptionRequest? assume, DateTimeOffset now)
    {
        var opened = _desk.Open(session, file, wish, senderId, now);
        return opened.IsFailure ? opened : Supposing.With(opened.Value, assume, file, now);
    }

    /// <summary>Who would make the contact: somebody who makes none asks about the collector of the case.</summary>
    private static string Sender(Caller caller, CaseCard found) =>
        caller.May(Permissions.ContactAsk) ? caller.StaffId : found.AssigneeId ?? caller.StaffId;

    private static WeekView Lay(
        GateInquiry inquiry, GateFile file, ContactWish wish, IReadOnlyList<Channel> channels, Caller caller, DateOnly? from, DateTimeOffset now)
    {
        var zone = inquiry.State.Zones.Select(DateTimeZoneProviders.Tzdb.GetZoneOrNull).FirstOrDefault(known => known is not null)
            ?? DateTimeZoneProviders.Tzdb.GetZoneOrNull(caller.InstitutionZone) ?? DateTimeZone.Utc;
        var first = from?.ToLocalDate() ?? Instant.FromDateTimeOffset(now).InZone(zone).Date;
        var (start, end) = (zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(first.PlusDays(DaysInWeek)).ToInstant());
        Dictionary<string, RuleFinding> rules = new(StringComparer.Ordinal);
        List<ChannelWeekView> weeks = [];
        foreach (var channel in channels)
        {
            weeks.Add(PointFor(file, wish, channel) is { } point
                ? Week(inquiry.Through(channel, point.Name), channel, point.Id, (start, end), now, rules)
                : new ChannelWeekView(Words.Of(channel), null, null, null, []));
        }

        var asked = inquiry.Decide(now);
        return new WeekView(
            zone.Id,
            inquiry.State.Zones,
            first.ToDateOnly(),
            now,
            [.. Enumerable.Range(0, DaysInWeek).Select(day => LocalDays.Of(first.PlusDays(day), zone))],
            weeks,
            [.. rules.Values.Select(Rule)],
            [.. asked.Packs.Select(DecisionViews.Ref)],
            [.. asked.SetAside.Select(DecisionViews.SetAside)],
            [.. asked.Flags.Where(flag => flag == Decision.PlaceWithoutLaw)]);
    }

    private static ChannelWeekView Week(
        GateInquiry inquiry, Channel channel, string pointId, (Instant Start, Instant End) week, DateTimeOffset now, Dictionary<string, RuleFinding> rules)
    {
        var current = inquiry.Decide(now);
        var spans = inquiry.Walk(week.Start, week.End);
        foreach (var rule in spans.SelectMany(span => span.InTheWay))
        {
            rules.TryAdd(rule.Id, rule);
        }

        return new ChannelWeekView(
            Words.Of(channel), pointId, Words.Of(current.Verdict), current.Next?.ToDateTimeOffset(), [.. spans.Select(Span)]);
    }

    /// <summary>The point that was named if the channel reaches it, else the person's first that it reaches.</summary>
    private static GatePoint? PointFor(GateFile file, ContactWish wish, Channel channel)
    {
        var points = file.Points.Where(point => point.PersonId == wish.PersonId && GateDesk.Reaches(channel, point)).ToList();
        return points.Find(point => point.Id == wish.ContactPointId) ?? points.FirstOrDefault();
    }

    private static SpanView Span(AnswerSpan span) => new(
        span.From.ToDateTimeOffset(),
        span.Until.ToDateTimeOffset(),
        Words.Of(span.Verdict),
        [.. span.InTheWay.Select(rule => rule.Id).Distinct(StringComparer.Ordinal)],
        [.. span.Obligations.Select(one => one.Code).Distinct(StringComparer.Ordinal)]);

    private static RuleSaidView Rule(RuleFinding rule) => new(
        rule.Id, rule.Pack, Words.Of(rule.Effect), Words.Of(rule.Strength), rule.Instrument, rule.Article, DecisionViews.Text(rule.Text), rule.Confirmed);
}
