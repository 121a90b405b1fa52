using System.Globalization;
using System.Text.Json;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Portfolio;
using NodaTime;

namespace Daylight.Contact;

/// <summary>
/// Plans: who of the asker's cases may be contacted in a span of time, by which channel and when exactly. A plan reserves nothing
/// and permits nothing; it is kept until the end of its last day, for its maker only.
/// </summary>
public sealed class ContactPlans
{
    /// <summary>Says what a plan is; every answer and every file carries it.</summary>
    public static readonly Bilingual Advice = new(
        "计划只是建议，不是许可：它依据生成那一刻的事实与触达记录。每次触达之前仍须向闸门申请许可。",
        "A plan is advice, not a permit: it rests on the facts and contacts known when it was made. Every contact still asks the gate for its own permit.");

    private const int ListMax = 20;
    private const int UnfinishedMax = 2;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly CaseSheets _sheets;
    private readonly CaseFiles _cases;
    private readonly PlanLedger _ledger;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;
    private readonly HumanClock _human;

    internal ContactPlans(CaseSheets sheets, CaseFiles cases, PlanLedger ledger, IdSource ids, TimeProvider clock, HumanClock human)
    {
        _sheets = sheets;
        _cases = cases;
        _ledger = ledger;
        _ids = ids;
        _clock = clock;
        _human = human;
    }

    /// <summary>Asks for a plan, in the caller's transaction. <see cref="PlanWork"/> makes it after the commit.</summary>
    public Result<ContactPlanView> Ask(Session session, Caller caller, ContactPlanRequest request)
    {
        if (PlanWish.From(request) is var wish && wish.IsFailure)
        {
            return wish.Failure!;
        }

        var now = _clock.GetUtcNow();
        if (wish.Value.Span.IsOver(Instant.FromDateTimeOffset(now)))
        {
            return Failure.Invalid("to", "This span is over; a plan looks ahead.");
        }

        session.Lock($"plans:{caller.InstitutionId}:{caller.StaffId}");
        var unfinished = PlanStore.Newest(session, caller.InstitutionId, caller.StaffId, UtcMicros.From(now), ListMax)
            .Where(plan => plan.Status is PlanHead.Waiting or PlanHead.Running).ToList();
        if (unfinished.Count >= UnfinishedMax)
        {
            return ContactErrors.PlansUnfinished(unfinished[0].Id);
        }

        PlanHead head = new()
        {
            Id = _ids.New("pl"),
            InstitutionId = caller.InstitutionId,
            StaffId = caller.StaffId,
            Request = JsonSerializer.Serialize(request, Json),
            Status = PlanHead.Waiting,
            AskedAt = UtcMicros.From(now),
            ExpiresAt = UtcMicros.From(EndOfLastDay(caller, wish.Value.Span, now)),
            BeatAt = UtcMicros.From(_human.UtcNow),
            Summary = JsonSerializer.Serialize(PlanSummary.Empty, Json),
        };
        PlanStore.Insert(session, head);
        return View(head, _ledger.Asked(session, caller, head.Id, request, wish.Value).View());
    }

    /// <summary>One plan of the caller.</summary>
    public Result<ContactPlanView> Read(Session session, Caller caller, string id) =>
        Find(session, caller, id) is { } head ? View(head, null) : Failure.NotFound("plan");

    /// <summary>The caller's newest plans, at most twenty.</summary>
    public IReadOnlyList<ContactPlanView> Newest(Session session, Caller caller) =>
        PlanStore.Newest(session, caller.InstitutionId, caller.StaffId, UtcMicros.From(_clock.GetUtcNow()), ListMax).ConvertAll(head => View(head, null));

    /// <summary>Calls a plan off that is not there yet.</summary>
    public Result<ContactPlanView> Cancel(Session session, Caller caller, string id)
    {
        if (Find(session, caller, id) is null)
        {
            return Failure.NotFound("plan");
        }

        if (!PlanStore.End(session, id, PlanHead.Cancelled, null, UtcMicros.From(_clock.GetUtcNow())))
        {
            return ContactErrors.PlanOver;
        }

        var receipt = _ledger.Cancelled(session, caller, id);
        return View(Find(session, caller, id)!, receipt.View());
    }

    /// <summary>A page of a plan's rows, best moment first. A case that the caller may no longer see, or that was closed since, is left out.</summary>
    internal Result<Page<PlanRowView>> Rows(Session session, Caller caller, string id, PlanRowFilter filter, string? cursor, int? limit)
    {
        if (Find(session, caller, id) is not { } head)
        {
            return Failure.NotFound("plan");
        }

        var most = Cursor.Limit(limit);
        var from = Cursor.Read(cursor, 1) is { } keys && long.TryParse(keys[0], CultureInfo.InvariantCulture, out var position) ? position : 0;
        var (rows, next) = PlanPages.Take(session, head, filter, from, most);
        return new Page<PlanRowView>(
            Views(session, caller, rows),
            next is { } place ? Cursor.From(place.ToString(CultureInfo.InvariantCulture)) : null,
            Summary(head).Total(filter));
    }

    /// <summary>
    /// Rows as people see them, masked. Left out are those of cases that the caller may not see now, and permitted ones of cases
    /// that have been closed since.
    /// </summary>
    internal List<PlanRowView> Views(Session session, Caller caller, IReadOnlyList<PlanRow> rows)
    {
        var cards = _sheets.Visible(session, caller, rows.Select(row => row.CaseId));
        var names = _cases.MaskedNames(session, caller.InstitutionId, rows.Select(row => row.PersonId));
        var points = _sheets.MaskedPoints(session, caller.InstitutionId, rows.Select(row => row.PointId).OfType<string>());
        return [.. rows.Where(row => Stands(row, cards)).Select(row => new PlanRowView(
            row.CaseId,
            cards[row.CaseId].Reference,
            row.PersonId,
            names.GetValueOrDefault(row.PersonId, ""),
            row.Role,
            row.Zone,
            row.Channel,
            row.PointId,
            row.Point,
            row.PointId is null ? null : points.GetValueOrDefault(row.PointId),
            Word(row.Status),
            [.. row.Windows.Select(window => new PlanWindowView(UtcMicros.ToInstant(window.From), UtcMicros.ToInstant(window.Until)))],
            row.Rules,
            row.Obligations,
            [.. row.Left.Select(left => new PlanLeftView(left.Rule, left.Left, left.Limit))],
            UtcMicros.ToInstant(row.Next)))];
    }

    private static bool Stands(PlanRow row, IReadOnlyDictionary<string, CaseCard> cards) =>
        cards.TryGetValue(row.CaseId, out var card) && (card.IsOpen || row.Status == PlanStatus.Refused);

    internal PlanHead? Find(Session session, Caller caller, string id) =>
        PlanStore.Find(session, caller.InstitutionId, caller.StaffId, id, UtcMicros.From(_clock.GetUtcNow()));

    internal static PlanSummary Summary(PlanHead head) => JsonSerializer.Deserialize<PlanSummary>(head.Summary, Json)!;

    internal static ContactPlanRequest Request(PlanHead head) => JsonSerializer.Deserialize<ContactPlanRequest>(head.Request, Json)!;

    internal static string Text<T>(T value) => JsonSerializer.Serialize(value, Json);

    internal static string Word(PlanStatus status) => status switch
    {
        PlanStatus.Throughout => "throughout",
        PlanStatus.Partly => "partly",
        PlanStatus.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>A plan is kept until the institution's day ends in which its span ends.</summary>
    private static DateTimeOffset EndOfLastDay(Caller caller, PlanSpan span, DateTimeOffset now)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(caller.InstitutionZone) ?? DateTimeZone.Utc;
        var last = Instant.Max(span.In(zone).To, Instant.FromDateTimeOffset(now));
        return zone.AtStartOfDay(last.InZone(zone).Date.PlusDays(1)).ToDateTimeOffset().ToUniversalTime();
    }

    private static ContactPlanView View(PlanHead head, ReceiptView? receipt)
    {
        var summary = Summary(head);
        var titles = summary.Rules.ToDictionary(rule => rule.Code, rule => rule.Text, StringComparer.Ordinal);
        return new ContactPlanView(
            head.Id,
            head.Status,
            Request(head),
            UtcMicros.ToInstant(head.AskedAt),
            UtcMicros.ToInstant(head.AsOf),
            UtcMicros.ToInstant(head.FinishedAt),
            UtcMicros.ToInstant(head.ExpiresAt),
            head.CasesTotal,
            head.CasesDone,
            head.RowsTotal,
            [.. summary.Rows.GroupBy(count => count.Channel, StringComparer.Ordinal).Select(group => new PlanChannelCount(
                group.Key, Sum(group, PlanStatus.Throughout), Sum(group, PlanStatus.Partly), Sum(group, PlanStatus.Refused)))],
            [.. summary.Reasons.GroupBy(count => count.Rule!, StringComparer.Ordinal) // Reasons always name their rule.
                .Select(group => new PlanRuleCount(
                    group.Key, titles.GetValueOrDefault(group.Key, new Bilingual(group.Key, group.Key)), Sum(group, PlanStatus.Refused), Sum(group, PlanStatus.Partly)))
                .OrderByDescending(rule => rule.Refused + rule.Partly).ThenBy(rule => rule.Rule, StringComparer.Ordinal)],
            summary.Rules,
            summary.Obligations,
            summary.Caps,
            JsonSerializer.Deserialize<IReadOnlyList<PackRefView>>(head.Packs, Json)!,
            head.Error,
            Advice,
            receipt);
    }

    private static long Sum(IEnumerable<PlanCount> counts, PlanStatus status) => counts.Where(count => count.Status == status).Sum(count => (long)count.Count);
}
