using Daylight.Gate;
using Daylight.Platform;
using Daylight.Portfolio;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace Daylight.Contact;

/// <summary>Asks who may be contacted in a span of time, and by which channel.</summary>
/// <param name="From">
/// The beginning: <c>2026-03-02T14:00</c> is meant in each person's own zone; with <c>Z</c> or an offset it is one moment for all.
/// </param>
/// <param name="To">The end, excluded, written like the beginning; at most seven days later.</param>
/// <param name="Channels">call, ai-call, prerecorded, sms, im, email, letter, visit.</param>
/// <param name="Roles">Whom of a case to plan for; <c>Debtor</c> unless said otherwise.</param>
/// <param name="Assignee">Whose cases: a staff id, <c>me</c>, or <c>none</c>; all that the asker sees unless said otherwise.</param>
/// <param name="Bucket">Cases of one bucket, for example <c>M2</c>.</param>
/// <param name="Status">Cases of one status, for example <c>open</c>.</param>
/// <param name="Place">Of visits: home, office or other.</param>
/// <param name="StaffCount">Of visits: how many members of staff would go.</param>
public sealed record ContactPlanRequest(
    string From,
    string To,
    IReadOnlyList<string> Channels,
    IReadOnlyList<string>? Roles = null,
    string? Assignee = null,
    string? Bucket = null,
    string? Status = null,
    string? Place = null,
    int? StaffCount = null);

/// <summary>A request for a plan whose words have been understood.</summary>
internal sealed record PlanWish(PlanSpan Span, IReadOnlyList<Channel> Channels, IReadOnlySet<PartyRole> Roles, CaseFilter Filter, VisitPlace? Place, int? StaffCount)
{
    private const int FilterLengthMax = 64;
    private const int StaffCountMax = 20;

    public static Result<PlanWish> From(ContactPlanRequest request)
    {
        var span = PlanSpan.Read(request.From, request.To);
        if (span.IsFailure)
        {
            return span.Failure!;
        }

        if (Words<Channel>("channels", request.Channels) is var channels && channels.IsFailure)
        {
            return channels.Failure!;
        }

        if (Words<PartyRole>("roles", request.Roles ?? [Gate.Words.Of(PartyRole.Debtor)]) is var roles && roles.IsFailure)
        {
            return roles.Failure!;
        }

        VisitPlace? place = null;
        if (request.Place is not null)
        {
            if (!Gate.Words.TryRead<VisitPlace>(request.Place, out var known))
            {
                return Failure.Invalid("place", $"Give one of: {Gate.Words.All<VisitPlace>()}.");
            }

            place = known;
        }

        if (request.StaffCount is < 1 or > StaffCountMax)
        {
            return Failure.Invalid("staffCount", $"Give a number from 1 to {StaffCountMax}.");
        }

        CaseFilter filter = new(request.Assignee, request.Bucket, request.Status);
        return new[] { request.Assignee, request.Bucket, request.Status }.Any(text => text is { Length: > FilterLengthMax })
            ? Failure.Invalid("filter", $"A filter has at most {FilterLengthMax} characters.")
            : new PlanWish(span.Value, channels.Value, roles.Value.ToHashSet(), filter, place, request.StaffCount);
    }

    private static Result<IReadOnlyList<T>> Words<T>(string field, IReadOnlyList<string>? words)
        where T : struct, Enum
    {
        List<T> values = [];
        foreach (var word in words ?? [])
        {
            if (!Gate.Words.TryRead<T>(word, out var value))
            {
                return Failure.Invalid(field, $"Give some of: {Gate.Words.All<T>()}.");
            }

            if (!values.Contains(value))
            {
                values.Add(value);
            }
        }

        return values.Count == 0 ? Failure.Invalid(field, $"Give some of: {Gate.Words.All<T>()}.") : values;
    }
}

/// <summary>A span of time, either the same moments for all or local to each person.</summary>
internal sealed record PlanSpan
{
    /// <summary>A plan looks at most so far: what it rests on changes every day.</summary>
    public static readonly Duration LengthMax = Duration.FromDays(7);

    private readonly (Instant From, Instant To)? _fixed;
    private readonly (LocalDateTime From, LocalDateTime To)? _local;

    private PlanSpan((Instant, Instant)? moments, (LocalDateTime, LocalDateTime)? local)
    {
        _fixed = moments;
        _local = local;
    }

    public static Result<PlanSpan> Read(string? from, string? to)
    {
        if (Local(from) is { } localFrom && Local(to) is { } localTo)
        {
            return Of((localTo.ToDateTimeUnspecified() - localFrom.ToDateTimeUnspecified()).ToDuration(), new PlanSpan(null, (localFrom, localTo)));
        }

        if (Moment(from) is { } first && Moment(to) is { } last)
        {
            return Of(last - first, new PlanSpan((first, last), null));
        }

        return Failure.Invalid(
            Local(from) is null && Moment(from) is null ? "from" : "to",
            "Write both as 2026-03-02T14:00 for each person's own local time, or both with an offset such as 2026-03-02T14:00:00+08:00.");
    }

    /// <summary>The span of somebody in this zone. Local times that clocks skip begin when the clocks have moved on.</summary>
    public (Instant From, Instant To) In(DateTimeZone zone) => _fixed
        ?? (zone.AtLeniently(_local!.Value.From).ToInstant(), zone.AtLeniently(_local.Value.To).ToInstant());

    /// <summary>Whether no moment of the span lies ahead, wherever on earth a person may be.</summary>
    public bool IsOver(Instant now) => (_fixed is { } moments ? moments.To : _local!.Value.To.WithOffset(Offset.MinValue).ToInstant()) <= now;

    private static Result<PlanSpan> Of(Duration length, PlanSpan span) =>
        length <= Duration.Zero ? Failure.Invalid("to", "Give an end after the beginning.")
        : length > LengthMax ? Failure.Invalid("to", $"A plan spans at most {LengthMax.Days} days.")
        : span;

    private static LocalDateTime? Local(string? text)
    {
        foreach (var pattern in new[] { LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"), LocalDateTimePattern.GeneralIso })
        {
            if (text is not null && pattern.Parse(text) is { Success: true } parsed)
            {
                return parsed.Value;
            }
        }

        return null;
    }

    private static Instant? Moment(string? text) =>
        text is not null && OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant() : null;
}
