using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using NodaTime;

namespace Daylight.Contact;

/// <summary>A case with all that the gate must know of it, as of one moment.</summary>
/// <param name="Place">The case's place among those of the plan.</param>
/// <param name="File">The case as the gate sees it.</param>
/// <param name="StaffId">Who would make the contact: the case's assignee, else the asker.</param>
/// <param name="Facts">Facts about its people, oldest first.</param>
/// <param name="Events">What counts for its people, oldest first.</param>
internal sealed record PlanCase(int Place, GateFile File, string StaffId, List<FactRow> Facts, List<EventRow> Events);

/// <summary>Reads the cases of a plan in batches of set-based queries: the same people, facts and events as a single question reads.</summary>
internal sealed class PlanReading(CaseSheets sheets, DebtorReach reach, string institutionId, string askerId, DateTimeOffset now)
{
    /// <summary>As for a single question: the newest so many events of a case's people.</summary>
    private const int HistoryMax = 20_000;

    private const int FactsMax = 20_000;
    private const int PeopleMax = 8_000;

    private readonly long _now = UtcMicros.From(now);
    private readonly List<string> _outcomes = [.. reach.Outcomes.Select(Words.Of)];

    /// <param name="session">The reading.</param>
    /// <param name="caseIds">At most <see cref="CaseSheets.BatchMax"/>.</param>
    /// <param name="first">The place of the first of them.</param>
    /// <param name="debtorsOnly">Whether nobody but those who owe will be asked about.</param>
    /// <param name="from">The earliest moment that will be asked about.</param>
    public List<PlanCase> Read(Session session, IReadOnlyList<string> caseIds, int first, bool debtorsOnly, Instant from)
    {
        var read = sheets.Read(session, institutionId, caseIds);
        var people = read.SelectMany(sheet => sheet.People).Select(person => person.PersonId).Distinct(StringComparer.Ordinal).ToArray();
        var facts = Gather(people, batch => PlanStore.Facts(session, institutionId, batch), row => row.PersonId);
        var whole = read.Where(sheet => !debtorsOnly || sheet.People.Any(person => facts.ContainsKey(person.PersonId)))
            .SelectMany(sheet => sheet.People).Select(person => person.PersonId).ToHashSet(StringComparer.Ordinal);
        long? since = reach.Days is { } days ? UtcMicros.From((from - Duration.FromDays(days)).ToDateTimeOffset()) : null;
        var events = Gather([.. people.Where(whole.Contains)], batch => PlanStore.Events(session, institutionId, batch, _now, null, []), row => row.PersonId);
        foreach (var (person, rows) in Gather([.. people.Where(id => !whole.Contains(id))], batch => PlanStore.Events(session, institutionId, batch, _now, since, _outcomes), row => row.PersonId))
        {
            events.Add(person, rows);
        }

        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (var i = 0; i < caseIds.Count; i++)
        {
            places[caseIds[i]] = first + i;
        }

        return [.. read.Select(sheet => Case(sheet, places[sheet.CaseId], facts, events))];
    }

    private PlanCase Case(CaseSheet sheet, int place, Dictionary<string, List<FactRow>> facts, Dictionary<string, List<EventRow>> events)
    {
        var file = GateFile.Of(institutionId, sheet.CaseId, sheet.People, sheet.Points, sheet.Accounts) with { IsClosed = !sheet.IsOpen };
        var about = Of(file, facts);
        about.Sort((a, b) => Order(a.CountsFrom, a.Id, b.CountsFrom, b.Id));
        var happened = Of(file, events);
        happened.Sort((a, b) => Order(a.BeganAt, a.Id, b.BeganAt, b.Id));
        if (happened.Count > HistoryMax)
        {
            happened.RemoveRange(0, happened.Count - HistoryMax);
        }

        return new PlanCase(place, file, sheet.AssigneeId ?? askerId, about.Count > FactsMax ? about[..FactsMax] : about, happened);
    }

    private static List<T> Of<T>(GateFile file, Dictionary<string, List<T>> rows)
    {
        List<T> found = [];
        foreach (var person in file.People)
        {
            if (rows.TryGetValue(person.Id, out var some))
            {
                found.AddRange(some);
            }
        }

        return found;
    }

    private static int Order(long at, string id, long other, string otherId) =>
        at != other ? at.CompareTo(other) : string.CompareOrdinal(id, otherId);

    private static Dictionary<string, List<T>> Gather<T>(string[] people, Func<string[], List<T>> query, Func<T, string> person)
    {
        Dictionary<string, List<T>> gathered = new(StringComparer.Ordinal);
        foreach (var row in people.Chunk(PeopleMax).SelectMany(query))
        {
            var id = person(row);
            if (!gathered.TryGetValue(id, out var rows))
            {
                gathered[id] = rows = [];
            }

            rows.Add(row);
        }

        return gathered;
    }
}
