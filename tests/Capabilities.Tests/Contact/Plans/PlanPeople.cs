using System.Text.Json;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>Cases with random people, points, facts and history, written straight into the tables.</summary>
internal sealed class PlanPeople(ContactHome home, Random random)
{
    private static readonly string[] Zones = ["Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Europe/London", "Asia/Shanghai;Asia/Kolkata", "Nowhere/Land", ""];
    private static readonly string[] Points = ["mobile1", "home1", "work1", "email1", "addr1"];
    private static readonly string[] Products = ["信用卡", "网络贷款", "消费贷"];
    private static readonly string[] Regions = ["", "", "河南省郑州市", "US-MA", "US-TX", "US-TX;US-MA", "VN", "somewhere"];
    private static readonly string?[] Laws = [null, null, "US", "CN"];
    private static readonly string[] Roles = ["CoDebtor", "Guarantor", "ListedContact", "Spouse", "Wizard"];
    private static readonly string[] Channels = ["call", "ai-call", "sms", "email", "visit", "im"];
    private static readonly string?[] Outcomes = [null, "busy", "no-answer", "voicemail", "conversation", "effective-talk", "refused", "replied", "delivered"];
    private static readonly string[] Kinds = ["consent", "inconvenient", "medium-stop", "cease", "refusal", "attorney", "dispute", "plan-signed", "invalid-number", "unreachable-evidence", "residence"];

    /// <summary>Adds a case of the collector with everything about it.</summary>
    public void AddCase(Session session, int number)
    {
        var caseId = Id("cs", number);
        List<string> people = [AddPerson(session, number, 0)];
        for (var i = 1; i <= random.Next(3); i++)
        {
            people.Add(AddPerson(session, number, i));
        }

        session.Execute(
            """
            INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket, assignee_id,
              open_findings, opened_at, status, region, zone)
            VALUES (@caseId, @Institution, @caseId, 'recovery', @debtor, '', 'CNY', 1, 40, @bucket, @staff, 0, 0, 'open', '', 'Asia/Shanghai')
            """,
            new { caseId, TestInstallation.Institution, debtor = people[0], bucket = number % 2 == 0 ? "M1" : "M2", staff = home.Collector.StaffId });
        foreach (var party in people.Skip(1))
        {
            session.Execute(
                "INSERT INTO party (case_id, person_id, institution_id, role, basis) VALUES (@caseId, @party, @Institution, @role, 'application')",
                new { caseId, party, TestInstallation.Institution, role = Any(Roles) });
        }

        var accounts = Enumerable.Range(0, random.Next(3)).Select(i => AddAccount(session, caseId, people[0], number, i)).ToList();
        for (var i = random.Next(4); i > 0; i--)
        {
            AddFact(session, caseId, people, accounts);
        }

        for (var i = random.Next(14); i > 0; i--)
        {
            AddEvent(session, caseId, people, accounts);
        }
    }

    private static string Id(string prefix, int number, int part = 0) => $"{prefix}{number:00000000000000000}{part:000}";

    private string AddPerson(Session session, int number, int part)
    {
        var id = Id("pn", number, part + 10);
        session.Execute(
            """
            INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print)
            VALUES (@id, @Institution, @id, @empty, '王**', @id, @zone, '')
            """,
            new { id, TestInstallation.Institution, empty = Array.Empty<byte>(), zone = Any(Zones) });
        for (var i = random.Next(4); i > 0; i--)
        {
            var point = Id("cp", number, (part * 10) + i + 100);
            session.Execute(
                """
                INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
                VALUES (@point, @Institution, @id, 'mobile', @name, @empty, '138****0000', @point, 'valid', 'contract', 'import')
                """,
                new { point, TestInstallation.Institution, id, name = Any(Points), empty = Array.Empty<byte>() });
        }

        return id;
    }

    private string AddAccount(Session session, string caseId, string debtor, int number, int part)
    {
        var id = Id("ac", number, part + 500);
        session.Execute(
            """
            INSERT INTO account (id, institution_id, case_id, person_id, reference, product, currency, principal, balance, days_past_due, due_date, region, law, attributes, content_print)
            VALUES (@id, @Institution, @caseId, @debtor, @id, @product, 'CNY', 1, 1, @days, '2026-01-20', @region, @law, @empty, '')
            """,
            new { id, TestInstallation.Institution, caseId, debtor, product = Any(Products), days = (long)random.Next(200), region = Any(Regions), law = Any(Laws), empty = Array.Empty<byte>() });
        return id;
    }

    private void AddFact(Session session, string caseId, List<string> people, List<string> accounts) => FactStore.Insert(session, new FactRow
    {
        Id = home.Get<IdSource>().New("fc"),
        InstitutionId = TestInstallation.Institution,
        CaseId = caseId,
        PersonId = Any(people),
        Kind = Any(Kinds),
        Form = random.Next(2) == 0 ? "written" : null,
        FromTime = random.Next(3) == 0 ? $"{random.Next(24):00}:00" : null,
        ToTime = random.Next(3) == 0 ? $"{random.Next(24):00}:30" : null,
        CountsFrom = Past(60),
        Until = random.Next(4) == 0 ? Past(60) + (30L * 86_400_000_000) : null,
        WithdrawnAt = random.Next(6) == 0 ? Past(5) : null,
        Scope = random.Next(8) == 0 ? Any(["US-MA", "US-TX", "CN"]) : random.Next(2) == 0 ? Any(["hours", "frequency", "text", "place", "workplace"]) : null,
        Channel = random.Next(3) == 0 ? Any(Channels) : null,
        AccountIds = accounts.Count > 0 && random.Next(3) == 0 ? JsonSerializer.Serialize(accounts[..1]) : "[]",
        RecordedBy = home.Collector.StaffId,
    });

    private void AddEvent(Session session, string caseId, List<string> people, List<string> accounts)
    {
        var status = Any(["made", "made", "made", "made", "reserved", "void"]);
        var channel = Any(Channels);
        EventStore.Insert(session, new EventRow
        {
            Id = home.Get<IdSource>().New("ct"),
            InstitutionId = TestInstallation.Institution,
            CaseId = caseId,
            PersonId = Any(people),
            PersonRole = "Debtor",
            StaffId = home.Collector.StaffId,
            Direction = random.Next(6) == 0 ? "inbound" : "outbound",
            Channel = random.Next(60) == 0 ? "telepathy" : channel,
            Point = Any(Points),
            Purpose = Any(["collection", "collection", "location", "confirm-stop"]),
            AccountIds = JsonSerializer.Serialize(accounts.Take(random.Next(3))),
            Place = channel == "visit" ? "home" : null,
            Status = status,
            ReservedUntil = status == "reserved" ? UtcMicros.From(home.Clock.Now) + random.Next(-600, 600) * 1_000_000L : null,
            BeganAt = Past(random.Next(3) == 0 ? 90 : 2),
            Outcome = status == "made" ? Any(Outcomes) : null,
        });
    }

    private long Past(int days) => UtcMicros.From(home.Clock.Now) - (random.NextInt64(1, days * 24L * 3600) * 1_000_000);

    private T Any<T>(IReadOnlyList<T> some) => some[random.Next(some.Count)];
}
