using Daylight.Conduct;
using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Daylight.Review;

namespace Daylight.Reports;

/// <summary>Today at a glance, put together from the figures each room counts in its own tables.</summary>
public sealed class TodayOverview(
    CaseFiles cases,
    ContactFigures contact,
    ConductFigures conduct,
    ReviewFigures review,
    LogStatus ledger,
    StaffDirectory directory,
    TimeProvider clock)
{
    /// <summary>The figures of the institution's local day, for a caller who may read reports.</summary>
    public OverviewView Read(Session session, Caller caller)
    {
        var now = clock.GetUtcNow();
        var day = LocalDay.Of(now, caller.InstitutionZone);
        var (from, to) = (UtcMicros.From(day.From), UtcMicros.From(day.To));
        var asked = contact.Between(session, caller.InstitutionId, from, to);
        var held = conduct.Day(session, caller.InstitutionId, from, to);
        var found = review.Day(session, caller.InstitutionId, from, to);
        var people = People(held, found, directory.All(session, caller.InstitutionId), caller);
        return new OverviewView(
            now,
            caller.InstitutionZone,
            new OverviewFigures(
                cases.Count(session, caller.InstitutionId),
                asked.Asked,
                asked.Permitted,
                asked.Refused,
                held.Conversations,
                held.LiveNow,
                found.Findings,
                found.OpenAlerts,
                found.ReviewsWaiting,
                found.ReviewsDecided,
                found.ReviewsDecided == 0 ? null : Math.Round((double)found.Upheld / found.ReviewsDecided, 4),
                found.DismissedByModel,
                ledger.Size(session, caller.InstitutionId)),
            Hours(day, asked, held, found),
            [.. found.ByCategory.Select(one => new CategoryFigure(one.Category, one.Count))],
            [.. asked.ByRefusal.Select(one => new RefusalFigure(one.Rule, one.Title, one.Count))],
            Teams(people),
            [.. people.OrderByDescending(one => one.Findings).ThenByDescending(one => one.Conversations).ThenBy(one => one.Card.Id, StringComparer.Ordinal)
                .Select(one => new StaffFigures(one.Card.Id, one.Card.DisplayName, one.Conversations, one.Findings, Mean(one.ScoreSum, one.Scores)))]);
    }

    private static List<HourFigures> Hours(LocalDay day, ContactDay asked, ConductDay held, ReviewDay found)
    {
        var permitted = Sum(asked.ByQuarter.Select(one => (one.From, one.Permitted)));
        var refused = Sum(asked.ByQuarter.Select(one => (one.From, one.Refused)));
        var conversations = Sum(held.ByHour.Select(one => (UtcMicros.ToInstant(one.HourStartMicros), one.Count)));
        var findings = Sum(found.ByHour.Select(one => (UtcMicros.ToInstant(one.HourStartMicros), one.Count)));
        return [.. day.Hours.Select(hour => new HourFigures(
            hour, permitted.GetValueOrDefault(hour), refused.GetValueOrDefault(hour), conversations.GetValueOrDefault(hour), findings.GetValueOrDefault(hour)))];

        Dictionary<int, long> Sum(IEnumerable<(DateTimeOffset At, long Count)> counts) =>
            counts.GroupBy(one => day.HourOf(one.At)).ToDictionary(group => group.Key, group => group.Sum(one => one.Count));
    }

    private static List<PersonDay> People(ConductDay held, ReviewDay found, IReadOnlyDictionary<string, StaffCard> all, Caller caller)
    {
        var conversations = held.ByStaff.ToDictionary(one => one.StaffId, one => one.Count, StringComparer.Ordinal);
        var findings = found.ByStaff.ToDictionary(one => one.StaffId, StringComparer.Ordinal);
        return [.. conversations.Keys.Union(findings.Keys, StringComparer.Ordinal)
            .Select(id => all.TryGetValue(id, out var card) ? card : new StaffCard(id, id, null, null))
            .Where(card => caller.Scope == CaseScope.All || (card.TeamId is not null && card.TeamId == caller.TeamId))
            .Select(card => findings.TryGetValue(card.Id, out var seen)
                ? new PersonDay(card, conversations.GetValueOrDefault(card.Id), seen.Findings, seen.ScoreSum, seen.ScoreCount)
                : new PersonDay(card, conversations.GetValueOrDefault(card.Id), 0, 0, 0))];
    }

    private static List<TeamFigures> Teams(List<PersonDay> people) =>
    [
        .. people.Where(one => one.Card.TeamId is not null).GroupBy(one => (one.Card.TeamId, one.Card.TeamName))
            .Select(team => new TeamFigures(
                team.Key.TeamId!,
                team.Key.TeamName ?? team.Key.TeamId!,
                team.Sum(one => one.Conversations),
                team.Sum(one => one.Findings),
                Mean(team.Sum(one => one.ScoreSum), team.Sum(one => one.Scores))))
            .OrderByDescending(team => team.Findings).ThenBy(team => team.TeamName, StringComparer.Ordinal),
    ];

    private static double? Mean(double sum, long count) => count == 0 ? null : Math.Round(sum / count, 1);

    private sealed record PersonDay(StaffCard Card, long Conversations, long Findings, double ScoreSum, long Scores);
}
