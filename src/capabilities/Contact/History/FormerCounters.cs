using Daylight.Gate;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using NodaTime;

namespace Daylight.Contact;

/// <summary>
/// Counts what the history yields for a figure that a former dialer has stated: by the very counting of the packs in force,
/// at the instant of the statement, over what had happened by then.
/// </summary>
internal sealed class FormerCounters(CaseFiles cases, AdoptedPacks packs, SenderStandings senders, TimeProvider clock)
{
    private const int PageRows = 500;

    /// <summary>A clock that was set wrong shows in what happened shortly after the instant.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(1);

    /// <summary>Compares a figure as things stand.</summary>
    public FormerComparison Compare(Session session, GatePolicy policy, FormerCounterRow row)
    {
        var now = clock.GetUtcNow();
        var file = GateFile.Read(session, cases, row.InstitutionId, row.CaseId);
        if (file.Person(row.PersonId) is not { } person)
        {
            return FormerComparison.Hindered("person-left");
        }

        var rule = policy.Packs.SelectMany(pack => pack.Rules).OfType<CapRule>().FirstOrDefault(one => one.Id == row.Counter);
        if ((rule?.Count ?? FormerCounts.Of(row)) is not { } count)
        {
            return FormerComparison.Hindered("rule-not-in-force");
        }

        var people = file.People.Select(one => one.Id).ToList();
        var asOf = UtcMicros.ToInstant(row.AsOf);
        var rows = EventStore.QueueCounting(session, row.InstitutionId, people, UtcMicros.From(now), long.MinValue).Rows;
        var history = GateDesk.HistoryOf(file, rows.FindAll(one => one.BeganAt <= row.AsOf), now);
        if (history.Gaps.Count > 0)
        {
            return FormerComparison.Hindered("unreadable-history");
        }

        var facts = FactStore.QueueAbout(session, row.InstitutionId, people).Rows.FindAll(fact => fact.CountsFrom <= row.AsOf);
        var state = GateDesk.StateOf(file, person, facts, history, CollectorReading.Of(senders.Institution(session, row.InstitutionId)));
        var tally = policy.Tally(new GateQuestion { Intent = Intent(file, row, rule, asOf), State = state with { Gaps = [], IsCaseClosed = false }, History = history.Events }, count);
        if (tally is null)
        {
            return FormerComparison.Hindered("zone-or-role-unknown");
        }

        var later = rows.FindAll(one => one.BeganAt > row.AsOf && one.BeganAt <= UtcMicros.From(asOf + Afterwards));
        return new FormerComparison(tally.Count, null, tally.Events, GateDesk.HistoryOf(file, later, now).Events);
    }

    /// <summary>Compares anew what was stated of people whose history has changed, and of their cases.</summary>
    public void Again(Session session, string institutionId, IReadOnlyCollection<string> people, IReadOnlyCollection<string> caseIds)
    {
        if (people.Count == 0 || !FormerCounterStore.Any(session, institutionId))
        {
            return;
        }

        var policy = packs.PolicyNow(session, institutionId);
        for (var after = ""; ;)
        {
            var page = FormerCounterStore.About(session, institutionId, [.. people], [.. caseIds], after, PageRows);
            foreach (var row in page)
            {
                var found = Compare(session, policy, row);
                if (found.Ours != row.Ours || found.Hindrance != row.Hindrance)
                {
                    FormerCounterStore.Restate(session, row with { Ours = found.Ours, Hindrance = found.Hindrance, ComparedAt = UtcMicros.From(clock.GetUtcNow()) });
                }
            }

            if (page.Count < PageRows)
            {
                return;
            }

            after = page[^1].Id;
        }
    }

    private static ContactIntent Intent(GateFile file, FormerCounterRow row, CapRule? rule, DateTimeOffset asOf) => new()
    {
        At = Instant.FromDateTimeOffset(asOf),
        Channel = Words.TryRead<Channel>(row.Channel ?? "", out var channel) ? channel : rule?.Count.Channels?.Order().FirstOrDefault() ?? Channel.Call,
        Person = row.PersonId,
        Debts = row.AccountId is { } account ? [account] : [.. file.Debts.Select(debt => debt.Id)],
        Point = row.Point,
        By = row.InstitutionId,
        Agent = null,
        Purpose = Purpose.Collection,
    };
}

/// <summary>What the history yields for a figure.</summary>
/// <param name="Ours">Our figure; null where nothing could be counted.</param>
/// <param name="Hindrance">Why not.</param>
/// <param name="Events">What happened until the instant, each with what the count made of it.</param>
/// <param name="Later">What happened in the day after it.</param>
internal sealed record FormerComparison(long? Ours, string? Hindrance, IReadOnlyList<TalliedEvent> Events, IReadOnlyList<ContactEvent> Later)
{
    public static FormerComparison Hindered(string why) => new(null, why, [], []);
}
