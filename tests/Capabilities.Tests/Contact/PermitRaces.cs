using System.Globalization;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>What the askers of a race have in common, and therefore share the last slot of.</summary>
internal enum RaceKind
{
    /// <summary>One person, one case, one channel.</summary>
    OneCase,

    /// <summary>One person who owes in two cases.</summary>
    TwoCases,

    /// <summary>Two channels under one cap.</summary>
    TwoChannels,

    /// <summary>Two debtors of one debt.</summary>
    TwoDebtors,
}

/// <summary>What came of a run of races.</summary>
/// <param name="Races">How many were run.</param>
/// <param name="Asked">How many questions were asked in them.</param>
/// <param name="WithoutPermit">Races in which nobody got the slot.</param>
/// <param name="DoubleGrants">Races in which more than one did, by the answers or by the table.</param>
/// <param name="Failures">Answers that were neither a permit nor a refusal.</param>
/// <param name="Entries">Decisions in the ledger.</param>
internal sealed record RaceTally(int Races, int Asked, int WithoutPermit, int DoubleGrants, int Failures, long Entries);

/// <summary>
/// Races for the last slot of a person: in each, some of 64 clients ask at the same moment. Several races run beside each
/// other, so that all clients are always asking.
/// </summary>
internal sealed class PermitRaces(ContactHome home)
{
    private const int Clients = 64;

    /// <summary>Below lie the ids of the home itself.</summary>
    private const int First = 1_000;

    /// <summary>Caps that race: three talks a day with a person by any voice, and one contact a day about a debt whoever is called.</summary>
    public const string Pack =
        """
        pack: race
        version: "1"
        jurisdiction: CN
        title: {zh: "竞争", en: "Race"}
        instrument: test
        zone: Asia/Shanghai
        rules:
          - id: race.talks
            kind: cap
            article: "1"
            text: {zh: "每日三次", en: "Three a day"}
            strength: prohibit
            mark: V1
            when: {channels: [call, ai-call, prerecorded]}
            limit: 3
            label: {zh: "通话", en: "Talks"}
            count: {key: [person], window: calendar-day, channels: [call, ai-call, prerecorded], outcomes: [effective-talk]}
          - id: race.texts
            kind: cap
            article: "2"
            text: {zh: "每笔欠款每日一次", en: "Once a day about a debt"}
            strength: prohibit
            mark: V1
            when: {channels: [sms]}
            limit: 1
            label: {zh: "短信", en: "Texts"}
            count: {key: [debt], window: calendar-day, channels: [sms]}
        vectors:
          zone: Asia/Shanghai
          cases:
            - {id: talks, history: [{at: 2026-03-02T09:00, channel: call, outcome: effective-talk, person: P}, {at: 2026-03-02T09:10, channel: call, outcome: effective-talk, person: P}, {at: 2026-03-02T09:20, channel: call, outcome: effective-talk, person: P}], intent: {at: 2026-03-02T10:00, channel: ai-call, person: P}, expect: {verdict: refuse, rules: [race.talks]}}
            - {id: texts, history: [{at: 2026-03-02T09:00, channel: sms, outcome: delivered, person: Q, debts: [D1]}], intent: {at: 2026-03-02T10:00, channel: sms, person: P, debts: [D1]}, expect: {verdict: refuse, rules: [race.texts]}}
        """;

    /// <summary>Prepares the people and runs the races.</summary>
    public async Task<RaceTally> RunAsync(int races)
    {
        foreach (var some in Enumerable.Range(0, races).Chunk(250))
        {
            await home.Installation.WriteAsync(session => Array.ForEach(some, race => Seed(session, race)));
        }

        using SemaphoreSlim free = new(Clients, Clients);
        List<Task<int[]>> running = [];
        var asked = 0;
        for (var race = 0; race < races; race++)
        {
            var askers = Askers(race);
            asked += askers;
            for (var i = 0; i < askers; i++)
            {
                await free.WaitAsync();
            }

            running.Add(RaceAsync(race, askers, free));
        }

        var outcomes = await Task.WhenAll(running);
        var inTable = await home.ReadAsync(session => session.Query<string>(
            "SELECT case_id FROM contact_event WHERE status = 'reserved' AND id NOT LIKE 'ctpast%'"));
        var doubled = inTable.GroupBy(RaceOf).Where(race => race.Count() > 1).Select(race => race.Key);
        var entries = await home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM ledger_entry WHERE act = 'contact.decided'"));
        return new RaceTally(
            races,
            asked,
            outcomes.Count(outcome => outcome[0] == 0),
            outcomes.Select((outcome, race) => (outcome, race)).Where(one => one.outcome[0] > 1).Select(one => one.race).Union(doubled).Count(),
            outcomes.Sum(outcome => outcome[1]),
            entries);
    }

    /// <summary>Mostly two dialers, sometimes all clients at once.</summary>
    private static int Askers(int race) => (race % 50) switch
    {
        0 => Clients,
        < 5 => 8,
        < 20 => 4,
        _ => 2,
    };

    private static RaceKind KindOf(int race) => (RaceKind)(race % 4);

    private static string Id(string prefix, int race, int which) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{race + First:D18}{which:D2}");

    private static int RaceOf(string id) => int.Parse(id.AsSpan(2, 18), NumberStyles.None, CultureInfo.InvariantCulture) - First;

    private async Task<int[]> RaceAsync(int race, int askers, SemaphoreSlim free)
    {
        TaskCompletionSource start = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = Enumerable.Range(0, askers).Select(async asker =>
        {
            await start.Task;
            try
            {
                var answer = await home.AskAsync(Request(race, asker));
                return answer.IsFailure ? (Permits: 0, Failures: 1) : (Permits: answer.Value.Permit is null ? 0 : 1, Failures: 0);
            }
            finally
            {
                free.Release();
            }
        }).ToArray();
        start.SetResult();
        var answers = await Task.WhenAll(asking);
        return [answers.Sum(one => one.Permits), answers.Sum(one => one.Failures)];
    }

    private static AskPermitRequest Request(int race, int asker)
    {
        var second = asker % 2;
        return KindOf(race) switch
        {
            RaceKind.OneCase => new AskPermitRequest(Id("cs", race, 0), Id("pn", race, 0), "call", Id("cp", race, 0)),
            RaceKind.TwoCases => new AskPermitRequest(Id("cs", race, second), Id("pn", race, 0), "call", Id("cp", race, 0)),
            RaceKind.TwoChannels => new AskPermitRequest(Id("cs", race, 0), Id("pn", race, 0), second == 0 ? "call" : "ai-call", Id("cp", race, 0)),
            RaceKind.TwoDebtors => new AskPermitRequest(Id("cs", race, 0), Id("pn", race, second), "sms", Id("cp", race, second)),
            _ => throw new InvalidOperationException($"race {race}"),
        };
    }

    private void Seed(Session session, int race)
    {
        for (var which = 0; which < 2; which++)
        {
            ContactHome.AddPerson(session, Id("pn", race, which), Id("P", race, which));
            ContactHome.AddPoint(session, Id("cp", race, which), Id("pn", race, which), "mobile", "mobile1");
            ContactHome.AddCase(session, Id("cs", race, which), Id("A", race, which), Id("pn", race, 0), home.Collector.StaffId);
            ContactHome.AddAccount(session, Id("ac", race, which), Id("A", race, which), Id("cs", race, which), Id("pn", race, 0));
        }

        ContactHome.AddParty(session, Id("cs", race, 0), Id("pn", race, 1), "CoDebtor");
        for (var talk = 0; talk < 2; talk++)
        {
            session.Write(
                """
                INSERT INTO contact_event (id, institution_id, case_id, person_id, person_role, staff_id, direction, channel, purpose, account_ids, status, began_at, outcome, outcome_at)
                VALUES (@id, @Institution, @caseId, @personId, 'Debtor', @staff, 'outbound', 'call', 'collection', '[]', 'made', @at, 'effective-talk', @at)
                """,
                new
                {
                    id = Id("ctpast", race, talk),
                    TestInstallation.Institution,
                    caseId = Id("cs", race, 0),
                    personId = Id("pn", race, 0),
                    staff = home.Collector.StaffId,
                    at = Platform.UtcMicros.From(home.Clock.Now.AddMinutes(-30 - talk)),
                });
        }
    }
}
