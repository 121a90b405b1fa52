using Daylight.Conduct;
using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Retention;

/// <summary>Who is due, what holds them back, and that it takes two people; Monday 2026-03-02, under the packs of mainland China (five years).</summary>
public sealed class RetentionTests
{
    private const string Institution = TestInstallation.Institution;
    private static readonly DateTimeOffset LongAgo = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Lately = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_schedule_lists_who_is_due_and_says_of_the_others_what_keeps_them(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        await AddAsync(home, "pn-old", LongAgo, balance: 0);
        await AddAsync(home, "pn-new", Lately, balance: 0);
        await AddAsync(home, "pn-owes", LongAgo, balance: 100);
        await AddAsync(home, "pn-never", null, balance: 0);

        await home.Get<RetentionSchedule>().RoundAsync(CancellationToken.None);

        (await ListAsync(home, "due")).ShouldBe(["pn-old"]);
        var all = (await home.ReadAsync(session => home.Get<RetentionLists>().People(session, Institution, "all", null, null))).Value.Items.ToDictionary(person => person.PersonId);
        all["pn-new"].Why.ShouldBe("term");
        all["pn-new"].DueAt.ShouldBe(new DateTimeOffset(2029, 1, 2, 0, 0, 0, TimeSpan.FromHours(8)), "Five years, the last day kept whole, in the pack's zone.");
        all["pn-new"].Rule!.ShouldStartWith("cn.");
        all["pn-owes"].Why.ShouldBe("open-case");
        all["pn-owes"].DueAt.ShouldBeNull();
        all["pn-never"].Why.ShouldBe("no-rule", "Of the file of an account no rule of these packs speaks, and what no rule speaks of stays.");
        (await home.ReadAsync(session => home.Get<RetentionLists>().Summary(session, Institution))).Due.ShouldBe(1);
        (await ActsAsync(home)).ShouldContain("retention.proposed");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_erasure_takes_two_people_and_a_hold_placed_in_between_beats_it(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        await AddAsync(home, "pn-old", LongAgo, balance: 0);
        var first = await home.AddStaffAsync(Role.ComplianceOfficer, "first");
        var second = await home.AddStaffAsync(Role.ComplianceOfficer, "second");
        var id = (await home.WriteAsync(session => home.Get<Erasures>().Request(session, first, new RequestErasureRequest("pn-old", "term")))).Value;

        (await ApproveAsync(home, first, id)).Failure!.Code.ShouldBe("second-person");
        var hold = (await home.WriteAsync(session => home.Get<LegalHolds>().Place(session, first, new PlaceHoldRequest("litigation", CaseId: "cs-pn-old")))).Value;
        (await ApproveAsync(home, second, id)).Failure!.Code.ShouldBe("legal-hold");
        (await ListAsync(home, "held")).ShouldBe(["pn-old"]);
        (await home.ReadAsync(session => home.Get<SubjectStates>().Of(session, Institution, "pn-old"))).ShouldBe(SubjectState.Active);
        (await home.WriteAsync(session => home.Get<LegalHolds>().Release(session, second, hold, new ReleaseHoldRequest("settled")))).IsFailure.ShouldBeFalse();
        (await home.WriteAsync(session => home.Get<LegalHolds>().Release(session, second, hold, new ReleaseHoldRequest("settled")))).Failure!.Code.ShouldBe("hold-released");
        (await ApproveAsync(home, second, id)).IsFailure.ShouldBeFalse();

        (await home.ReadAsync(session => home.Get<SubjectStates>().Of(session, Institution, "pn-old"))).ShouldBe(SubjectState.Erased);
        (await ListAsync(home, "erased")).ShouldBe(["pn-old"]);
        (await ApproveAsync(home, second, id)).Failure!.Code.ShouldBe("erasure-decided");
        (await ActsAsync(home)).ShouldBe(["erasure.requested", "hold.placed", "hold.released", "subject.erased"]);
        (await home.WriteAsync(session => home.Get<Erasures>().Request(session, first, new RequestErasureRequest("pn-old", "term")))).Failure!.Code.ShouldBe("erased");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_persons_own_request_restricts_at_once_waits_for_the_term_and_is_then_decidable(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        await AddAsync(home, "pn-new", Lately, balance: 0);
        var first = await home.AddStaffAsync(Role.ComplianceOfficer, "first");
        var second = await home.AddStaffAsync(Role.KeyCustodian, "second");
        (await home.WriteAsync(session => home.Get<Erasures>().Request(session, first, new RequestErasureRequest("pn-new", "term")))).Failure!.Facts!["why"].ShouldBe("term");

        var id = (await home.WriteAsync(session => home.Get<Erasures>().Request(session, first, new RequestErasureRequest("pn-new", "person-request")))).Value;
        (await StatusAsync(home, id)).ShouldBe("waiting");
        (await home.ReadAsync(session => home.Get<SubjectStates>().Of(session, Institution, "pn-new"))).ShouldBe(SubjectState.Restricted);
        (await ApproveAsync(home, second, id)).Failure!.Code.ShouldBe("kept-by-duty");
        (await home.WriteAsync(session => home.Get<Erasures>().Request(session, second, new RequestErasureRequest("pn-new", "person-request")))).Failure!.Code.ShouldBe("erasure-requested");

        home.Clock.Now = new DateTimeOffset(2029, 1, 2, 0, 0, 0, TimeSpan.FromHours(8)) + TimeSpan.FromHours(1);
        await home.Get<RetentionSchedule>().RoundAsync(CancellationToken.None);
        (await StatusAsync(home, id)).ShouldBe("requested");
        (await ApproveAsync(home, second, id)).IsFailure.ShouldBeFalse();
        (await home.ReadAsync(session => home.Get<SubjectStates>().Of(session, Institution, "pn-new"))).ShouldBe(SubjectState.Erased);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_person_of_a_list_shows_their_own_request_and_each_request_where_its_person_stands(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        foreach (var id in new[] { "pn-a", "pn-b", "pn-c" })
        {
            await AddAsync(home, id, Lately, balance: 0);
        }

        await home.Get<RetentionSchedule>().RoundAsync(CancellationToken.None);
        var first = await home.AddStaffAsync(Role.ComplianceOfficer, "first");
        var second = await home.AddStaffAsync(Role.ComplianceOfficer, "second");
        var denied = (await home.WriteAsync(session => home.Get<Erasures>().Request(session, first, new RequestErasureRequest("pn-a", "person-request")))).Value;
        await home.WriteAsync(session => home.Get<Erasures>().Deny(session, second, denied, new DenyErasureRequest("withdrawn")));
        var again = (await home.WriteAsync(session => home.Get<Erasures>().Request(session, first, new RequestErasureRequest("pn-a", "person-request")))).Value;
        var other = (await home.WriteAsync(session => home.Get<Erasures>().Request(session, first, new RequestErasureRequest("pn-b", "person-request")))).Value;
        await home.WriteAsync(session => home.Get<LegalHolds>().Place(session, first, new PlaceHoldRequest("litigation", CaseId: "cs-pn-b")));

        var people = (await home.ReadAsync(session => home.Get<RetentionLists>().People(session, Institution, "all", null, null))).Value.Items;
        people.Select(person => (person.PersonId, person.RequestId)).ShouldBe([("pn-a", again), ("pn-b", other), ("pn-c", null)]);
        var requests = (await home.ReadAsync(session => home.Get<RetentionLists>().Requests(session, second, "waiting", null, null))).Items;
        requests.Select(request => (request.PersonId, request.Held, request.DueAt is null)).ShouldBe([("pn-a", false, false), ("pn-b", true, false)], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_denial_by_a_second_person_lifts_the_restriction(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        await AddAsync(home, "pn-new", Lately, balance: 0);
        var first = await home.AddStaffAsync(Role.ComplianceOfficer, "first");
        var second = await home.AddStaffAsync(Role.ComplianceOfficer, "second");
        var id = (await home.WriteAsync(session => home.Get<Erasures>().Request(session, first, new RequestErasureRequest("pn-new", "person-request")))).Value;

        (await home.WriteAsync(session => home.Get<Erasures>().Deny(session, second, id, new DenyErasureRequest("张三说不要了")))).Failure!.Field.ShouldBe("reason");
        (await home.WriteAsync(session => home.Get<Erasures>().Deny(session, second, id, new DenyErasureRequest("not-the-person")))).IsFailure.ShouldBeFalse();

        (await home.ReadAsync(session => home.Get<SubjectStates>().Of(session, Institution, "pn-new"))).ShouldBe(SubjectState.Active);
        (await ActsAsync(home)).ShouldBe(["subject.restricted", "erasure.requested", "erasure.denied", "subject.released"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_hold_on_a_case_keeps_everybody_in_it_until_its_day(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        await AddAsync(home, "pn-old", LongAgo, balance: 0);
        await AddAsync(home, "pn-surety", LongAgo, balance: 0);
        await home.WriteAsync(session => session.Execute(
            "INSERT INTO party (case_id, person_id, institution_id, role, basis) VALUES ('cs-pn-old', 'pn-surety', @Institution, 'Guarantor', 'contract')", new { Institution }));
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var until = home.Clock.Now + TimeSpan.FromDays(3);

        (await home.WriteAsync(session => home.Get<LegalHolds>().Place(session, officer, new PlaceHoldRequest("litigation", CaseId: "cs-pn-old", PersonId: "pn-old")))).Failure!.Field.ShouldBe("caseId");
        (await home.WriteAsync(session => home.Get<LegalHolds>().Place(session, officer, new PlaceHoldRequest("litigation", CaseId: "cs-pn-old", Until: until)))).IsFailure.ShouldBeFalse();

        (await ListAsync(home, "held")).ShouldBe(["pn-old", "pn-surety"]);
        await home.Get<RetentionSchedule>().RoundAsync(CancellationToken.None);
        (await ListAsync(home, "due")).ShouldBeEmpty();
        home.Clock.Now = until + TimeSpan.FromMinutes(1);
        await home.Get<RetentionSchedule>().RoundAsync(CancellationToken.None);
        (await ListAsync(home, "due")).ShouldBe(["pn-old", "pn-surety"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Pages_hold_every_due_person_once_over_several_batches_of_the_schedule(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        await home.WriteAsync(session => Enumerable.Range(0, 1_203).ToList().ForEach(i => Insert(session, $"pn{i:0000}", LongAgo, 0)));
        await home.Get<RetentionSchedule>().RoundAsync(CancellationToken.None);

        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = (await home.ReadAsync(session => home.Get<RetentionLists>().People(session, Institution, "due", cursor, 200))).Value;
            seen.AddRange(page.Items.Select(person => person.PersonId));
            cursor = page.Next;
        }
        while (cursor is not null);

        seen.Count.ShouldBe(1_203);
        seen.Distinct().Count().ShouldBe(1_203);
    }

    private static Task<TestInstallation> OpenAsync(Dialect dialect) => TestInstallation.OpenAsync(
        dialect, services => services.AddContact().AddConduct().AddRetention(), [typeof(ContactModule).Assembly, typeof(ConductModule).Assembly, typeof(RetentionModule).Assembly]);

    private static Task AddAsync(TestInstallation home, string person, DateTimeOffset? lastContact, long balance) =>
        home.WriteAsync(session => Insert(session, person, lastContact, balance));

    private static void Insert(Session session, string person, DateTimeOffset? lastContact, long balance)
    {
        session.Execute(
            """
            INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print)
            VALUES (@person, @Institution, @person, @empty, '张*', @person, 'Asia/Shanghai', '')
            """,
            new { person, Institution, empty = Array.Empty<byte>() });
        session.Execute(
            """
            INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket, last_contact_at, open_findings, opened_at, status, region, zone)
            VALUES (@id, @Institution, @id, 'collection', @person, '现金贷', 'CNY', @balance, 90, 'M3', @last, 0, @opened, 'open', '', 'Asia/Shanghai')
            """,
            new { id = "cs-" + person, Institution, person, balance, last = lastContact is { } at ? UtcMicros.From(at) : (long?)null, opened = UtcMicros.From(LongAgo) });
    }

    private static Task<Result<string>> ApproveAsync(TestInstallation home, Caller caller, string id) =>
        home.WriteAsync(session => home.Get<Erasures>().Approve(session, caller, id));

    private static async Task<IEnumerable<string>> ListAsync(TestInstallation home, string view) =>
        (await home.ReadAsync(session => home.Get<RetentionLists>().People(session, Institution, view, null, null))).Value.Items.Select(person => person.PersonId);

    private static async Task<string?> StatusAsync(TestInstallation home, string id) =>
        await home.ReadAsync(session => session.First<string>("SELECT status FROM retention_request WHERE id = @id", new { id }));

    private static async Task<List<string>> ActsAsync(TestInstallation home) =>
        await home.ReadAsync(session => session.Query<string>("SELECT act FROM ledger_entry WHERE act LIKE 'erasure.%' OR act LIKE 'hold.%' OR act LIKE 'subject.%' OR act LIKE 'retention.%' ORDER BY seq"));
}
