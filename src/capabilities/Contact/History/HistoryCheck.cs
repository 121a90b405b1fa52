using System.Security.Cryptography;
using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Identity;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// Whether the imported history yields what the former dialer counted itself. It is called checked only if all figures agree;
/// a difference stands until more history explains it, or somebody who answers for it accepts it with a reason.
/// </summary>
public sealed class HistoryCheck
{
    private const int ReasonMin = 10;
    private const int ReasonMax = 2000;
    private const int CountersMax = 200;
    private const int AcceptancesMax = 20;
    private const int PageMax = 200;
    private const int EventsMax = 200;

    /// <summary>So many differences go into one entry: more are no explanation but a file that is wrong.</summary>
    private const int AcceptedMax = 5000;

    private readonly CaseFiles _cases;
    private readonly AdoptedPacks _packs;
    private readonly FormerCounters _counters;
    private readonly StaffDirectory _staff;
    private readonly Exhibits _exhibits;
    private readonly ContactLedger _ledger;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal HistoryCheck(
        CaseFiles cases, AdoptedPacks packs, FormerCounters counters, StaffDirectory staff, Exhibits exhibits, ContactLedger ledger, IdSource ids, TimeProvider clock)
    {
        _cases = cases;
        _packs = packs;
        _counters = counters;
        _staff = staff;
        _exhibits = exhibits;
        _ledger = ledger;
        _ids = ids;
        _clock = clock;
    }

    /// <summary>How things stand.</summary>
    public HistoryCheckView Read(Session session, Caller caller)
    {
        var rules = Rules(session, caller.InstitutionId);
        var tallies = FormerCounterStore.Tallies(session, caller.InstitutionId, CountersMax);
        var (figures, differing, accepted) = (tallies.Sum(one => one.Figures), tallies.Sum(one => one.Differing - one.Accepted), tallies.Sum(one => one.Accepted));
        return new HistoryCheckView(
            figures == 0 ? "unchecked" : differing > 0 ? "differs" : accepted > 0 ? "accepted" : "checked",
            figures,
            figures - differing - accepted,
            differing,
            accepted,
            figures == 0 ? null : UtcMicros.ToInstant(tallies.Max(one => one.AsOf)),
            figures == 0 ? null : UtcMicros.ToInstant(tallies.Max(one => one.ComparedAt)),
            tallies.ConvertAll(one => new CheckedCounterView(
                one.Counter, Label(rules, one.Counter), Window(rules, one.Counter, one.Span), one.Figures, one.Differing - one.Accepted, one.Accepted, one.TheirsMore, one.NotCounted)),
            FormerCounterStore.Acceptances(session, caller.InstitutionId, AcceptancesMax).ConvertAll(row => View(session, row)));
    }

    /// <summary>A page of figures.</summary>
    public Result<Page<FormerFigureView>> Figures(Session session, Caller caller, FiguresQuery query)
    {
        var status = query.Status ?? "differs";
        if (status is not ("differs" or "accepted" or "agrees" or "all"))
        {
            return Failure.Invalid("status", "Give differs, accepted, agrees or all.");
        }

        var most = Math.Clamp(query.Limit ?? 50, 1, PageMax);
        var rows = FormerCounterStore.Page(session, caller.InstitutionId, status, query.Counter ?? "", query.Cursor ?? "", most + 1);
        var shown = rows.Take(most).ToList();
        return new Page<FormerFigureView>(Views(session, caller.InstitutionId, shown), rows.Count > most ? shown[^1].Id : null);
    }

    /// <summary>One figure with what was counted for it, as things stand now.</summary>
    public Result<FormerFigureEventsView> Figure(Session session, Caller caller, string id)
    {
        if (FormerCounterStore.ById(session, caller.InstitutionId, id) is not { } row)
        {
            return Failure.NotFound("figure");
        }

        var found = _counters.Compare(session, _packs.PolicyNow(session, caller.InstitutionId), row);
        var names = _cases.MaskedNames(session, caller.InstitutionId, found.Events.Select(one => one.Event.Person).Concat(found.Later.Select(one => one.Person)));
        List<FigureEventView> events =
        [
            .. found.Events.Select(one => Event(one.Event, Words.Of(one.Reason), names)),
            .. found.Later.Select(one => Event(one, "after-instant", names)),
        ];
        events.Reverse();
        var zone = GateFile.Read(session, _cases, caller.InstitutionId, row.CaseId).Person(row.PersonId)?.Zones;
        return new FormerFigureEventsView(
            Views(session, caller.InstitutionId, [row with { Ours = found.Ours, Hindrance = found.Hindrance }])[0],
            zone is { Count: > 0 } ? zone[0] : null,
            events.Count > EventsMax ? events[..EventsMax] : events,
            Math.Max(0, events.Count - EventsMax));
    }

    /// <summary>Accepts differences, in the caller's transaction; the reason, and each figure as it stands, are the sealed content of the entry.</summary>
    public Result<HistoryCheckView> Accept(Session session, Caller caller, AcceptDifferencesRequest request)
    {
        var reason = request.Reason?.Trim() ?? "";
        if (reason.Length is < ReasonMin or > ReasonMax)
        {
            return Failure.Invalid("reason", $"Say why in {ReasonMin} to {ReasonMax} characters.");
        }

        session.Lock($"contact-history-check:{caller.InstitutionId}");
        var standing = FormerCounterStore.Page(session, caller.InstitutionId, "differs", "", "", AcceptedMax + 1);
        if (standing.Count > AcceptedMax)
        {
            return ContactErrors.TooManyDifferences(AcceptedMax);
        }

        var accepted = request.Figures is { } named ? standing.FindAll(row => named.Contains(row.Id, StringComparer.Ordinal)) : standing;
        if (accepted.Count == 0)
        {
            return ContactErrors.NoDifferences;
        }

        HistoryAcceptanceRow acceptance = new()
        {
            Id = _ids.New("ha"),
            InstitutionId = caller.InstitutionId,
            AcceptedBy = caller.StaffId,
            AcceptedAt = UtcMicros.From(_clock.GetUtcNow()),
            Figures = accepted.Count,
        };
        var receipt = _ledger.DifferencesAccepted(session, caller, acceptance.Id, reason, accepted);
        FormerCounterStore.InsertAcceptance(session, acceptance with { EntryId = receipt.EntryId, ExhibitId = receipt.ExhibitId! }); // The entry was given content.
        FormerCounterStore.Accept(session, caller.InstitutionId, acceptance.Id, accepted.ConvertAll(row => row.Id));
        return Read(session, caller);
    }

    private IReadOnlyList<FormerFigureView> Views(Session session, string institutionId, List<FormerCounterRow> rows)
    {
        var rules = Rules(session, institutionId);
        var cards = _cases.Cards(session, institutionId, rows.Select(row => row.CaseId));
        var names = _cases.MaskedNames(session, institutionId, rows.Select(row => row.PersonId));
        return rows.ConvertAll(row => new FormerFigureView(
            row.Id, row.CaseId, cards.GetValueOrDefault(row.CaseId)?.Reference, row.PersonId, names.GetValueOrDefault(row.PersonId), row.CountedBy, row.Point, row.Channel,
            row.Counter, Label(rules, row.Counter), Window(rules, row.Counter, row.Span), UtcMicros.ToInstant(row.AsOf), row.Theirs, row.Ours, row.Hindrance,
            row.Agrees ? "agrees" : row.AcceptanceId is null ? "differs" : "accepted"));
    }

    private static FigureEventView Event(ContactEvent one, string reason, IReadOnlyDictionary<string, string> names) => new(
        one.At.ToDateTimeOffset(), Words.Of(one.Channel), Words.Of(one.Direction), one.Outcome is { } outcome ? Words.Of(outcome) : null, one.Point,
        names.GetValueOrDefault(one.Person), reason);

    private HistoryAcceptanceView View(Session session, HistoryAcceptanceRow row) => new(
        row.Id, UtcMicros.ToInstant(row.AcceptedAt), _staff.Find(session, row.InstitutionId, row.AcceptedBy)?.DisplayName ?? row.AcceptedBy, row.Figures, Reason(session, row));

    private string? Reason(Session session, HistoryAcceptanceRow row)
    {
        try
        {
            return ContactLedger.OverrideNoteOf(_exhibits.OpenForInspection(session, row.InstitutionId, row.ExhibitId));
        }
        catch (Exception failure) when (failure is CryptographicException or LedgerFormatException)
        {
            return null; // Its key is gone; the acceptance stays on record without its words.
        }
    }

    private Dictionary<string, CapRule> Rules(Session session, string institutionId) =>
        _packs.PolicyNow(session, institutionId).Packs.SelectMany(pack => pack.Rules).OfType<CapRule>().DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    private static Platform.Bilingual? Label(Dictionary<string, CapRule> rules, string counter) =>
        rules.TryGetValue(counter, out var rule) ? DecisionViews.Text(rule.Label) : null;

    private static string Window(Dictionary<string, CapRule> rules, string counter, string? span) =>
        rules.TryGetValue(counter, out var rule) ? rule.Count.Window.ToString() : FormerCounts.Told(span);
}
