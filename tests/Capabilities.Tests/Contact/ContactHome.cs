using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Daylight.Contact;

/// <summary>An installation with one debtor, one listed contact and one collector; Monday 2026-03-02 10:00 in Shanghai.</summary>
internal sealed class ContactHome : IAsyncDisposable
{
    public const string Case = "cs00000000000000000001";
    public const string OtherCase = "cs00000000000000000002";
    public const string Debtor = "pn00000000000000000001";
    public const string Friend = "pn00000000000000000002";
    public const string OtherDebtor = "pn00000000000000000003";
    public const string Mobile = "cp00000000000000000001";
    public const string FriendMobile = "cp00000000000000000002";
    public const string Home = "cp00000000000000000003";
    public const string Account = "ac00000000000000000001";

    private ContactHome(TestInstallation installation, Caller collector)
    {
        Installation = installation;
        Collector = collector;
    }

    public TestInstallation Installation { get; }

    public Caller Collector { get; }

    public HandClock Clock => Installation.Clock;

    public static AskPermitRequest Call { get; } = new(Case, Debtor, "call", Mobile);

    public static Task<ContactHome> OpenAsync(Dialect dialect, IEnumerable<NamedText>? packs = null) => OpenAsync(dialect, packs, null, null);

    /// <summary>The same installation, opened again by another process, which may have other packs.</summary>
    public static async Task<ContactHome> ReopenAsync(Dialect dialect, ContactHome closing, IEnumerable<NamedText> packs)
    {
        var now = closing.Clock.Now;
        var (folder, schema) = await closing.Installation.CloseAsync();
        var home = await OpenAsync(dialect, packs, folder, schema);
        home.Clock.Now = now;
        return home;
    }

    private static async Task<ContactHome> OpenAsync(Dialect dialect, IEnumerable<NamedText>? packs, string? folder, string? schema)
    {
        var installation = await TestInstallation.OpenAsync(
            dialect,
            services =>
            {
                services.AddContact();
                if (packs is not null)
                {
                    services.AddSingleton(_ => PackShelf.FromTexts(packs));
                }
            },
            [typeof(ContactModule).Assembly],
            folder,
            schema);
        var collector = await installation.AddStaffAsync(Role.Collector, folder is null ? "collector" : "collector-again");
        ContactHome home = new(installation, collector);
        if (folder is null)
        {
            await home.SeedAsync();
        }

        return home;
    }

    public T Get<T>()
        where T : notnull => Installation.Get<T>();

    public Task<T> WriteAsync<T>(Func<Session, T> work) => Installation.WriteAsync(work);

    public Task<T> ReadAsync<T>(Func<Session, T> work) => Installation.ReadAsync(work);

    /// <summary>A local time of Monday 2026-03-02, or of a later day.</summary>
    public static DateTimeOffset At(int hour, int minute = 0, int day = 2) =>
        new DateTimeOffset(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();

    public Task<Result<PermitAnswer>> AskAsync(AskPermitRequest? request = null, Caller? caller = null) =>
        WriteAsync(session => Get<AskPermit>().Ask(session, caller ?? Collector, request ?? Call));

    public Task<Result<Permit>> UseAsync(string permitId, PermitExpectation? expectation = null, Caller? caller = null) =>
        WriteAsync(session => Get<Permits>().Use(session, caller ?? Collector, permitId, expectation ?? new PermitExpectation()));

    public Task<Result<ContactView>> ReportAsync(string permitId, string outcome, DateTimeOffset? at = null) =>
        WriteAsync(session => Get<ReportOutcome>().Report(session, Collector, permitId, new ReportOutcomeRequest(outcome, at)));

    public Task<Result<FactView>> RecordAsync(RecordFactRequest request, Caller? caller = null) =>
        WriteAsync(session => Get<RecordFact>().Record(session, caller ?? Collector, request));

    /// <summary>Asks, and reports at once.</summary>
    public async Task<PermitAnswer> ContactAsync(string outcome, AskPermitRequest? request = null)
    {
        var answer = (await AskAsync(request)).Value;
        (await ReportAsync(answer.Permit!.Id, outcome)).IsFailure.ShouldBeFalse();
        return answer;
    }

    /// <summary>Asks for a call, and reports an effective talk if it was permitted.</summary>
    public async Task ContactIfPermittedAsync()
    {
        if ((await AskAsync()).Value.Permit is { } permit)
        {
            (await ReportAsync(permit.Id, "effective-talk")).IsFailure.ShouldBeFalse();
        }
    }

    /// <summary>The acts of the case, oldest first.</summary>
    public Task<List<string>> ActsAsync(string caseId = Case) =>
        ReadAsync(session => EntryStore.OfCase(session, TestInstallation.Institution, caseId, 1000).ConvertAll(entry => entry.Act));

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    private Task SeedAsync() => Installation.WriteAsync(session =>
    {
        AddPerson(session, Debtor, "P1");
        AddPerson(session, Friend, "P2");
        AddPerson(session, OtherDebtor, "P3");
        AddPoint(session, Mobile, Debtor, "mobile", "mobile1");
        AddPoint(session, Home, Debtor, "address", "addr1");
        AddPoint(session, FriendMobile, Friend, "mobile", "mobile1");
        AddCase(session, Case, "A1", Debtor, Collector.StaffId);
        AddCase(session, OtherCase, "A2", OtherDebtor, "st00000000000000000099");
        AddParty(session, Case, Friend, "ListedContact");
        AddAccount(session, Account, "A1", Case, Debtor);
    });

    public static void AddPerson(Session session, string id, string reference) => session.Write(
        """
        INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print)
        VALUES (@id, @Institution, @reference, @empty, '张**', @reference, 'Asia/Shanghai', '')
        """,
        new { id, TestInstallation.Institution, reference, empty = Array.Empty<byte>() });

    public static void AddPoint(Session session, string id, string personId, string kind, string point) => session.Write(
        """
        INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
        VALUES (@id, @Institution, @personId, @kind, @point, @empty, '138****0000', @id, 'valid', 'contract', 'import')
        """,
        new { id, TestInstallation.Institution, personId, kind, point, empty = Array.Empty<byte>() });

    public static void AddParty(Session session, string caseId, string personId, string role) => session.Write(
        "INSERT INTO party (case_id, person_id, institution_id, role, basis) VALUES (@caseId, @personId, @Institution, @role, 'application')",
        new { caseId, personId, TestInstallation.Institution, role });

    public static void AddAccount(Session session, string id, string reference, string caseId, string personId) => session.Write(
        """
        INSERT INTO account (id, institution_id, case_id, person_id, reference, product, currency, principal, balance, days_past_due, due_date, region, attributes, content_print)
        VALUES (@id, @Institution, @caseId, @personId, @reference, '信用卡', 'CNY', 100000, 120000, 40, '2026-01-20', '', @empty, '')
        """,
        new { id, TestInstallation.Institution, caseId, personId, reference, empty = Array.Empty<byte>() });

    public static void AddCase(Session session, string id, string reference, string personId, string assignee) => session.Write(
        """
        INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket, assignee_id,
          open_findings, opened_at, status, region, zone)
        VALUES (@id, @Institution, @reference, 'recovery', @personId, '信用卡', 'CNY', 120000, 40, 'M2', @assignee, 0, 0, 'open', '', 'Asia/Shanghai')
        """,
        new { id, TestInstallation.Institution, reference, personId, assignee });
}
