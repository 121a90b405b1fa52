using Daylight.Conduct;
using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Retention;

/// <summary>
/// Works out what keeps people's data: their open cases, the longest duty to keep any of their records, and legal holds. The
/// schedule asks it for everybody; an erasure asks it again, for one person, in the transaction that erases.
/// </summary>
internal sealed class RetentionDesk(PersonFiles files, KeepingTerms terms, ConversationTimes conversations, SubjectStates states, TimeProvider clock)
{
    public const int BatchMax = 500;

    public List<PersonRow> Work(Session session, string institutionId, IReadOnlyList<string> personIds)
    {
        var now = UtcMicros.From(clock.GetUtcNow());
        var people = files.Read(session, institutionId, personIds);
        var ids = people.Select(person => person.PersonId).ToArray();
        var cases = people.SelectMany(person => person.CaseIds).Distinct(StringComparer.Ordinal).ToArray();
        var sought = ids.Select(id => states.Queue(session, institutionId, id)).ToList();
        var spoken = conversations.Of(session, institutionId, ids, cases);
        var holds = RetentionStore.Standing(session, institutionId, ids, cases, now);
        var kept = people.Select(person => new KeptPerson(
            person.PersonId,
            [.. person.Cases.Select(one => one.Product)],
            person.Cases.Count == 0 ? null : person.Cases.Max(one => one.OpenedAt),
            spoken.GetValueOrDefault(person.PersonId)?.Last,
            person.Cases.Max(one => one.ClosedAt > one.LastContactAt || one.LastContactAt is null ? one.ClosedAt : one.LastContactAt))).ToList();
        var answers = terms.Of(session, institutionId, kept);
        return [.. people.Select((person, i) => Row(
            institutionId, person, sought[i].State, answers[i], spoken.GetValueOrDefault(person.PersonId)?.Live == true, holds.Any(hold => Keeps(hold, person)), now))];
    }

    /// <summary>One person as of now; null if the institution has none with this id. The schedule's row is renewed on the way.</summary>
    public PersonRow? Renew(Session session, string institutionId, string personId)
    {
        var rows = Work(session, institutionId, [personId]);
        RetentionStore.SetPeople(session, rows);
        return rows.Count == 0 ? null : rows[0];
    }

    private static bool Keeps(HoldRow hold, PersonFile person) => hold.PersonId == person.PersonId || person.CaseIds.Contains(hold.CaseId);

    private static PersonRow Row(string institutionId, PersonFile person, SubjectState state, KeepingTerm term, bool live, bool held, long now)
    {
        // While something is owed in a case that is open, or somebody is speaking with them, the purpose is not fulfilled, whatever the terms say.
        var open = live || person.Cases.Any(one => one.BalanceMinor > 0 && one.ClosedAt is null);
        var due = state == SubjectState.Erased || open ? null
            : term.MayErase ? now
            : term.KeepUntil is { } until ? UtcMicros.From(until) : (long?)null;
        return new PersonRow
        {
            PersonId = person.PersonId,
            InstitutionId = institutionId,
            State = Word(state),
            Held = held ? 1 : 0,
            DueAt = due,
            Why = state == SubjectState.Erased ? "erased" : open ? "open-case" : term.Rule is null ? "no-rule" : due is null ? "not-known" : "term",
            Rule = term.Rule,
            TitleZh = term.Title?.Zh,
            TitleEn = term.Title?.En,
            ComputedAt = now,
        };
    }

    private static string Word(SubjectState state) => state switch
    {
        SubjectState.Active => "active",
        SubjectState.Restricted => "restricted",
        _ => "erased",
    };
}
