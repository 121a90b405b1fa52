using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Contact;

/// <summary>
/// How far each counter of the adopted packs is used up, so that an import can be checked against the former dialer's own
/// figures: each person with contacts in the window is asked about as if they were called now.
/// </summary>
public sealed class HistoryCounters
{
    private const int PeopleMax = 2000;

    private readonly CaseFiles _cases;
    private readonly GateDesk _desk;
    private readonly AdoptedPacks _packs;
    private readonly TimeProvider _clock;

    internal HistoryCounters(CaseFiles cases, GateDesk desk, AdoptedPacks packs, TimeProvider clock)
    {
        _cases = cases;
        _desk = desk;
        _packs = packs;
        _clock = clock;
    }

    /// <summary>Counts the people of an institution; at most the 2,000 with the newest contacts.</summary>
    public CountersView Read(Session session, Caller caller)
    {
        var now = _clock.GetUtcNow();
        var days = _packs.PolicyNow(session, caller.InstitutionId).Reach.CountedDays;
        var people = WindowStore.PeopleSince(session, caller.InstitutionId, UtcMicros.From(now - TimeSpan.FromDays(days)), PeopleMax);
        Dictionary<string, RuleCount> rules = new(StringComparer.Ordinal);
        foreach (var one in people)
        {
            var file = GateFile.Read(session, _cases, caller.InstitutionId, one.CaseId);
            var inquiry = _desk.Open(
                session, file, new ContactWish { CaseId = one.CaseId, PersonId = one.PersonId, Channel = Channel.Call }, caller.StaffId, now);
            if (!inquiry.IsFailure)
            {
                Count(rules, inquiry.Value with { State = inquiry.Value.State with { Gaps = [], IsCaseClosed = false } }, now);
            }
        }

        return new CountersView(days, people.Count, [.. rules.Values.OrderBy(rule => rule.Rule, StringComparer.Ordinal).Select(rule => rule.View())]);
    }

    private static void Count(Dictionary<string, RuleCount> rules, GateInquiry inquiry, DateTimeOffset now)
    {
        // A rule may count several debts of one person: the fullest counter is the person's.
        foreach (var counter in inquiry.Decide(now).Counters.GroupBy(one => one.Rule, StringComparer.Ordinal).Select(group => group.MaxBy(one => one.Before)!))
        {
            if (!rules.TryGetValue(counter.Rule, out var rule))
            {
                rules[counter.Rule] = rule = new RuleCount(counter.Rule, DecisionViews.Text(counter.Label), counter.Limit, counter.Window);
            }

            rule.Add(counter.Before);
        }
    }

    private sealed class RuleCount(string rule, Platform.Bilingual label, int limit, string window)
    {
        private readonly SortedDictionary<int, long> _people = [];

        public string Rule => rule;

        public void Add(int count) => _people[count] = _people.GetValueOrDefault(count) + 1;

        public RuleCountersView View() => new(rule, label, limit, window, [.. _people.Select(pair => new PeopleAtCount(pair.Key, pair.Value))]);
    }
}

/// <summary>How far the counters are used up.</summary>
/// <param name="Days">How far back the rules count.</param>
/// <param name="People">How many people were looked at.</param>
/// <param name="Rules">Each counting rule.</param>
public sealed record CountersView(int Days, int People, IReadOnlyList<RuleCountersView> Rules);

/// <summary>One counting rule: how many people stand at which count.</summary>
public sealed record RuleCountersView(string Rule, Platform.Bilingual Label, int Limit, string Window, IReadOnlyList<PeopleAtCount> Counts);

/// <summary>So many people stand at this count.</summary>
public sealed record PeopleAtCount(int Count, long People);
