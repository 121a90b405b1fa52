using Daylight.Contact;
using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Facts;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;
using Daylight.Review;
using Daylight.Transcription;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;

namespace Daylight.Conduct;

/// <summary>
/// An installation with one case of a collector in team A and one of a colleague in team B, a permissive pack and a small
/// rulebook; Monday 2026-03-02 10:00 in Shanghai.
/// </summary>
internal sealed class ConductHome : IAsyncDisposable
{
    public const string Case = "cs00000000000000000001";
    public const string OtherCase = "cs00000000000000000002";
    public const string Debtor = "pn00000000000000000001";
    public const string OtherDebtor = "pn00000000000000000003";
    public const string TeamA = "tm0000000000000000000a";
    public const string TeamB = "tm0000000000000000000b";

    public const string RulebookText =
        """
        rulebook: test
        version: "1"
        title: {zh: 测试, en: Test}
        rules:
          - id: t.abuse
            category: abuse
            severity: critical
            title: {zh: 辱骂, en: Abuse}
            points: 30
            action: block
            when: {said: {any: [老赖]}}
          - id: t.threat
            category: threat
            severity: major
            title: {zh: 威胁, en: Threat}
            points: 20
            action: warn
            when: {said: {any: [找到你家]}}
          - id: t.fee
            category: extra-charge
            severity: minor
            title: {zh: 收费, en: Fee}
            points: 5
            when: {said: {any: [加急费]}}
          - id: t.order
            category: wrong-order
            severity: major
            title: {zh: 先还款后核实, en: Payment before identity}
            when:
              sequence:
                steps:
                  - {said: {any: [还款]}}
                  - {said: {any: [请问是]}}
        flows:
          - id: t.flow
            steps:
              - id: identify
                title: 表明身份
                when: {said: {any: [我是]}}
            checks:
              - id: t.identify
                missing: identify
                category: no-identification
                severity: minor
                title: {zh: 未表明身份, en: Not identified}
        """;

    private const string PackText =
        """
        pack: cn
        version: "1"
        jurisdiction: CN
        title: {zh: 测试, en: Test}
        instrument: 测试
        zone: Asia/Shanghai
        rules:
          - id: t.hours
            kind: hours
            article: "1"
            text: {zh: 时段, en: Hours}
            strength: prohibit
            mark: V1
            open: [{from: "08:00", to: "22:00"}]
        vectors:
          zone: Asia/Shanghai
          cases:
            - {id: night, intent: {at: 2026-03-02T23:00, channel: call, person: P}, expect: {verdict: refuse, rules: [t.hours], next: 2026-03-03T08:00}}
        """;

    /// <summary>The same pack with rules about content: abuse and charges are prohibited, threats a red line though only advised against.</summary>
    public static string PackWithContentRules { get; } = PackText.Replace(
        "vectors:",
        """
          - id: t.content
            kind: content
            article: "2"
            text: {zh: 不得辱骂、收费, en: No abuse and no charges}
            strength: prohibit
            mark: V1
            categories: [abuse, extra-charge]
          - id: t.threats
            kind: content
            article: "3"
            text: {zh: 不应威胁, en: No threats}
            strength: should-not
            mark: R-M
            severity: critical
            categories: [threat]
        vectors:
        """,
        StringComparison.Ordinal) + "\n    - {id: day, intent: {at: 2026-03-02T10:00, channel: call, person: P}, expect: {verdict: permit, rules: [t.content, t.threats]}}\n";

    private ConductHome(TestInstallation installation, string pack, string rulebook) => (Installation, _pack, _rulebook) = (installation, pack, rulebook);

    private static int _requests;

    private readonly string _pack;
    private readonly string _rulebook;

    public TestInstallation Installation { get; }

    public HandClock Clock => Installation.Clock;

    /// <summary>Holds the case <see cref="Case"/>; team A.</summary>
    public Caller Collector { get; private set; } = null!;

    /// <summary>Holds the case <see cref="OtherCase"/>; team B.</summary>
    public Caller Colleague { get; private set; } = null!;

    /// <summary>The collector as a program calls for them whose token was granted to record what was delivered elsewhere.</summary>
    public Caller Recorder => new(TestInstallation.Institution, "Asia/Shanghai", Collector.StaffId, TeamA, [Role.Collector], [Permissions.ConductRecord]);

    public static Inspector Inspector { get; } = new(
        RulebookReader.Read(RulebookText, "test.yaml") is { Rulebook: { } book } ? book : throw new InvalidOperationException(
            string.Join('\n', RulebookReader.Read(RulebookText, "test.yaml").Problems)));

    /// <param name="dialect">The database.</param>
    /// <param name="started">Whether the hosted services run.</param>
    /// <param name="pack">The policy pack.</param>
    /// <param name="transcription">The content of <c>config/transcription.json</c>; null for no such file.</param>
    /// <param name="judge">Likewise of <c>config/judge.json</c>.</param>
    /// <param name="rulebook">The rulebook that ships.</param>
    public static async Task<ConductHome> OpenAsync(Dialect dialect, bool started = false, string pack = PackText, string? transcription = null, string? judge = null, string rulebook = RulebookText)
    {
        ConductHome home = new(await InstallAsync(dialect, Configured(("transcription.json", transcription), ("judge.json", judge)), null, pack, rulebook), pack, rulebook);
        home.Collector = await home.Installation.AddStaffAsync(Role.Collector, "collector", TeamA);
        home.Colleague = await home.Installation.AddStaffAsync(Role.Collector, "colleague", TeamB);
        await home.SeedAsync();
        if (started)
        {
            await home.Installation.StartAsync();
        }

        return home;
    }

    /// <summary>Stops the process, as it were, and starts another one over the same data.</summary>
    public async Task<ConductHome> RestartAsync(Dialect dialect, string? pack = null)
    {
        var now = Clock.Now;
        var (folder, schema) = await Installation.CloseAsync();
        var installation = await InstallAsync(dialect, folder, schema, pack ?? _pack, _rulebook);
        installation.Clock.Now = now;
        return new ConductHome(installation, pack ?? _pack, _rulebook) { Collector = Collector, Colleague = Colleague };
    }

    public T Get<T>()
        where T : notnull => Installation.Get<T>();

    public Task<T> ReadAsync<T>(Func<Session, T> work) => Installation.ReadAsync(work);

    public async Task<string> PermitAsync(string channel = "call", Caller? caller = null)
    {
        var who = caller ?? Collector;
        var own = who.StaffId == Collector.StaffId;
        var answer = await Installation.WriteAsync(session => Get<AskPermit>().Ask(
            session, who, new AskPermitRequest(own ? Case : OtherCase, own ? Debtor : OtherDebtor, channel, Point(channel, own))));
        return answer.Value.Permit.ShouldNotBeNull(string.Join('\n', Get<PackShelf>().Problems)).Id;
    }

    public Task<Result<ConversationOpened>> TryOpenAsync(OpenConversationRequest request, Caller? caller = null) =>
        Get<OpenConversation>().RunAsync(caller ?? Collector, Key(caller), request, CancellationToken.None);

    /// <summary>An outbound call, with a permit of its own.</summary>
    public async Task<string> OpenCallAsync(Caller? caller = null, IReadOnlyDictionary<string, string>? attributes = null) =>
        (await TryOpenAsync(new OpenConversationRequest("call", "outbound", await PermitAsync("call", caller), Attributes: attributes), caller)).Value.Id;

    public Task<Result<UtterancesAccepted>> TrySayAsync(string conversation, IReadOnlyList<UtteranceInput> utterances, Caller? caller = null) =>
        Get<AppendUtterances>().RunAsync(caller ?? Collector, Key(caller), conversation, new AppendUtterancesRequest(utterances), CancellationToken.None);

    public async Task<UtterancesAccepted> SayAsync(string conversation, int seq, string text, string role = "staff", Caller? caller = null) =>
        (await TrySayAsync(conversation, [new UtteranceInput(seq, role, text, seq * 4, (seq * 4) + 3)], caller)).Value;

    public Task<Result<TranscriptView>> TryCloseAsync(string conversation, string outcome = "conversation", Caller? caller = null, DateTimeOffset? endedAt = null) =>
        Get<CloseConversation>().RunAsync(caller ?? Collector, conversation, new CloseConversationRequest(outcome, endedAt), CancellationToken.None);

    public Task<Result<MessageVerdict>> TrySendAsync(string permit, string text, params string[] acknowledged) =>
        Get<SendMessage>().RunAsync(Collector, Key(null), new SendMessageRequest(permit, text, acknowledged), CancellationToken.None);

    /// <summary>The findings of a conversation as the tables hold them.</summary>
    public Task<List<FindingRecord>> FindingsAsync(string conversation) =>
        ReadAsync(session => FindingStore.OfConversation(session, TestInstallation.Institution, conversation));

    /// <summary>Delivers the waiting facts once, as the host's service would.</summary>
    public async Task InspectAsync()
    {
        var consumer = Get<InspectConversations>();
        var facts = await TakeFactsAsync();
        var write = await consumer.ConsiderAsync(facts, CancellationToken.None);
        await Installation.WriteAsync(write);
    }

    /// <summary>Runs the host's own delivery of facts to the inspection, and nothing else of its services, until disposed.</summary>
    public async Task<IAsyncDisposable> DeliverAsync()
    {
        var service = Get<IEnumerable<IHostedService>>().First(service => service is FactDelivery<ConversationCaptured>);
        await service.StartAsync(CancellationToken.None);
        return new Running(service);
    }

    /// <summary>Removes the waiting facts from the outbox and returns them.</summary>
    public Task<List<ConversationCaptured>> TakeFactsAsync() => Installation.WriteAsync(session =>
        session.Query<string>("DELETE FROM outbox WHERE consumer = @consumer RETURNING body", new { consumer = InspectConversations.Consumer })
            .ConvertAll(body => System.Text.Json.JsonSerializer.Deserialize<ConversationCaptured>(body)!));

    /// <summary>Gives the debtor a sealed name, and an address instead of an e-mail.</summary>
    public Task NameAsync(string name, string address) => Installation.WriteAsync(session =>
    {
        var fields = Get<SealedFields>();
        session.Execute(
            "UPDATE person SET name = @box WHERE id = @id",
            new { id = Debtor, box = fields.Seal(session, TestInstallation.Institution, Debtor, "person.name|" + Debtor, name).Box });
        session.Execute(
            "UPDATE contact_point SET kind = 'address', value = @box WHERE id = @id",
            new { id = "cp00000000000000000004", box = fields.Seal(session, TestInstallation.Institution, Debtor, "contact_point.value|cp00000000000000000004", address).Box });
    });

    /// <summary>The acts of a case, oldest first.</summary>
    public Task<List<string>> ActsAsync(string caseId = Case) =>
        ReadAsync(session => EntryStore.OfCase(session, TestInstallation.Institution, caseId, 1000).ConvertAll(entry => entry.Act));

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    private sealed class Running(IHostedService service) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await service.StopAsync(CancellationToken.None);
    }

    /// <summary>A key of its own for each request, also after a restart, so that every answer is stored and none is repeated.</summary>
    private RequestKey Key(Caller? caller) => new(
        TestInstallation.Institution, (caller ?? Collector).StaffId, $"k-{Interlocked.Increment(ref _requests)}", new string('0', 64));

    private static string Point(string channel, bool own) => (channel, own) switch
    {
        ("im", true) => "cp00000000000000000003",
        ("email", true) => "cp00000000000000000004",
        (_, true) => "cp00000000000000000001",
        _ => "cp00000000000000000002",
    };

    /// <summary>A data directory with these settings; null if there are none.</summary>
    private static string? Configured(params (string Name, string? Text)[] settings)
    {
        if (Array.TrueForAll(settings, one => one.Text is null))
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("daylight-test-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "config"));
        foreach (var (name, text) in settings.Where(one => one.Text is not null))
        {
            File.WriteAllText(Path.Combine(folder, "config", name), text);
        }

        File.WriteAllText(Path.Combine(folder, "config", "judge.key"), "very-secret\n");
        return folder;
    }

    private static Task<TestInstallation> InstallAsync(Dialect dialect, string? folder, string? schema, string pack, string rulebook) => TestInstallation.OpenAsync(
        dialect,
        services =>
        {
            services.AddContact();
            services.AddConduct();
            services.AddSignalR();
            services.AddReview();
            services.AddTranscription();
            services.AddSingleton(_ => PackShelf.FromTexts([new NamedText("cn.yaml", pack)]));
            services.AddSingleton(_ => Rulebooks.Of(rulebook));
        },
        [typeof(ContactModule).Assembly, typeof(ConductModule).Assembly, typeof(ReviewModule).Assembly, typeof(TranscriptionModule).Assembly],
        folder,
        schema);

    private Task SeedAsync() => Installation.WriteAsync(session =>
    {
        AddPerson(session, Debtor, "P1");
        AddPerson(session, OtherDebtor, "P3");
        AddPoint(session, "cp00000000000000000001", Debtor, "mobile", "mobile1");
        AddPoint(session, "cp00000000000000000003", Debtor, "im", "im1");
        AddPoint(session, "cp00000000000000000004", Debtor, "email", "email1");
        AddPoint(session, "cp00000000000000000002", OtherDebtor, "mobile", "mobile1");
        AddCase(session, Case, "A1", Debtor, Collector);
        AddCase(session, OtherCase, "A2", OtherDebtor, Colleague);
    });

    private static void AddPerson(Session session, string id, string reference) => session.Execute(
        """
        INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print)
        VALUES (@id, @Institution, @reference, @empty, '张**', @reference, 'Asia/Shanghai', '')
        """,
        new { id, TestInstallation.Institution, reference, empty = Array.Empty<byte>() });

    private static void AddPoint(Session session, string id, string personId, string kind, string point) => session.Execute(
        """
        INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
        VALUES (@id, @Institution, @personId, @kind, @point, @empty, '138****0000', @id, 'valid', 'contract', 'import')
        """,
        new { id, TestInstallation.Institution, personId, kind, point, empty = Array.Empty<byte>() });

    private static void AddCase(Session session, string id, string reference, string personId, Caller assignee) => session.Execute(
        """
        INSERT INTO case_file (id, institution_id, reference, kind, person_id, product, currency, balance, days_past_due, bucket, assignee_id,
          team_id, open_findings, opened_at, status, region, zone)
        VALUES (@id, @Institution, @reference, 'recovery', @personId, '信用卡', 'CNY', 120000, 40, 'M2', @StaffId, @TeamId, 0, 0, 'open', '', 'Asia/Shanghai')
        """,
        new { id, TestInstallation.Institution, reference, personId, assignee.StaffId, assignee.TeamId });
}
