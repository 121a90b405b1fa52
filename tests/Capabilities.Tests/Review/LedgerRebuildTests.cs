using System.Text;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Daylight.Transcription;
using Shouldly;
using Xunit;

namespace Daylight.Review;

/// <summary>
/// State changes only together with the entry that explains it: written again from the ledger, the tables of Conduct and
/// Review hold the same rows. Every column is compared, so that a new one which no entry carries fails here.
/// </summary>
public sealed class LedgerRebuildTests
{
    /// <summary>Who holds a review and until when is between people at this moment, and no part of the record.</summary>
    private static readonly string[] Leases = ["claimed_by", "lease_until", "undo_until"];

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_ledger_gives_the_same_rows_again(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect, pack: ConductHome.PackWithContentRules);
        await LiveThroughADayAsync(home);

        await home.Installation.WriteAsync(session =>
        {
            LedgerRebuild rebuilt = new(session, home.Get<Exhibits>(), home.Get<KeyRing>(), TestInstallation.Institution);
            rebuilt.Run(10_000);

            Compare(Table(session, "conversation", "id", row => OpenHead(home, session, row)), rebuilt.Conversations.Values);
            Compare(Table(session, "utterance", "id"), rebuilt.Utterances);
            Compare(Table(session, "utterance_revision", "seq"), rebuilt.Revisions);
            Compare(Table(session, "conversation_entry", "entry_id"), rebuilt.Entries);
            Compare(Table(session, "finding", "id", row => OpenWords(home, session, row)), rebuilt.Findings.Values);
            Compare(Table(session, "alert", "id"), rebuilt.Alerts.Values);
            Compare(Table(session, "review", "id", row => OpenNote(home, session, row)), rebuilt.Reviews.Values);
        });
    }

    /// <summary>Everything the two rooms can write, with clocks that move between the acts and once step back.</summary>
    internal static async Task LiveThroughADayAsync(ConductHome home)
    {
        var call = (await home.TryOpenAsync(new OpenConversationRequest(
            "call", "outbound", await home.PermitAsync(), StartedAt: home.Clock.Now.AddSeconds(-7), ExternalId: "REC-1", Attributes: new Dictionary<string, string> { ["queue"] = "M2" }))).Value.Id;
        Tick(home);
        await home.SayAsync(call, 0, "你这个老赖，找到你家");
        Tick(home);
        await home.SayAsync(call, 3, "收你加急费");
        await home.InspectAsync();
        Tick(home);
        await home.TrySayAsync(call, [new UtteranceInput(2, "customer", "你是谁"), new UtteranceInput(1, "thirdParty", "他不在", 4.0005, 7.25)]);
        home.Clock.Now -= TimeSpan.FromSeconds(3);
        await home.TryCloseAsync(call, endedAt: home.Clock.Now.AddSeconds(-1));
        await home.InspectAsync();
        Tick(home);

        await CorrectAsync(home);
        await HearAsync(home);
        var forgotten = await home.OpenCallAsync(home.Colleague);
        await home.SayAsync(forgotten, 0, "老赖", caller: home.Colleague);
        await home.TrySendAsync(await home.PermitAsync("sms"), "您好，我是某行。");
        Tick(home);
        await home.TrySendAsync(await home.PermitAsync("sms"), "你这个老赖");
        var thread = (await home.TrySendAsync(await home.PermitAsync("im"), "您好，我是某行。")).Value.ConversationId!;
        await home.SayAsync(thread, 1, "什么事？", "customer");
        Tick(home);
        await home.TrySayAsync(thread, [new UtteranceInput(2, "staff", "找到你家"), new UtteranceInput(3, "customer", "不要")], home.Recorder);
        await home.TryOpenAsync(new OpenConversationRequest("chat", "inbound", CaseId: ConductHome.Case, PersonId: ConductHome.Debtor));
        await ImportAsync(home);
        home.Clock.Now += TimeSpan.FromHours(13);
        (await home.Get<CloseSilent>().SweepAsync(CancellationToken.None)).ShouldBe(1);
        await home.InspectAsync();
        Tick(home);
        await JudgeAsync(home);
        await ChangeRulesAsync(home);
    }

    /// <summary>Another rulebook, under which some findings are superseded and others are new, and back again.</summary>
    private static async Task ChangeRulesAsync(ConductHome home)
    {
        foreach (var book in new[] { Books.Of("1", words: "您好", abuse: true), Books.Of("2", words: "找到你家"), Books.Of("3", words: "您好", abuse: true) })
        {
            await RulebookLifeTests.PublishAsync(home, book);
            await RulebookRunTests.AgainAsync(home);
            Tick(home);
        }
    }

    private static async Task JudgeAsync(ConductHome home)
    {
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var alerts = (await home.Get<AlertList>().PageAsync(officer, null, 50, new AlertFilter(null, null, null), CancellationToken.None)).Value.Items;
        alerts.Count.ShouldBeGreaterThan(3);
        (await home.Get<AcknowledgeAlert>().RunAsync(inspector, alerts[0].Id, CancellationToken.None)).IsFailure.ShouldBeFalse();
        Tick(home);
        (await home.Get<AcknowledgeAlert>().RunAsync(officer, alerts[0].Id, CancellationToken.None)).Value.AcknowledgedBy.ShouldBe("inspector");
        (await home.Get<AcknowledgeAlert>().RunAsync(officer, alerts[2].Id, CancellationToken.None)).IsFailure.ShouldBeFalse();

        var first = (await home.Get<ClaimReview>().NextAsync(inspector, CancellationToken.None))!.Id;
        Tick(home);
        await DecideAsync(home, inspector, first, "upheld", "确实辱骂");
        Tick(home);
        (await home.Get<DecideReview>().UndoAsync(inspector, first, CancellationToken.None)).IsFailure.ShouldBeFalse();
        Tick(home);
        await DecideAsync(home, inspector, first, "overturned", null);
        var second = (await home.Get<ClaimReview>().NextAsync(officer, CancellationToken.None))!.Id;
        (await home.Get<ClaimReview>().ReleaseAsync(officer, second, CancellationToken.None)).IsFailure.ShouldBeFalse();
        await DecideAsync(home, inspector, second, "unclear", "听不清");
        var third = (await home.Get<ClaimReview>().NextAsync(officer, CancellationToken.None))!.Id;
        await DecideAsync(home, officer, third, "upheld", "如所述");
        Tick(home);
        (await home.Get<DecideReview>().UndoAsync(officer, third, CancellationToken.None)).IsFailure.ShouldBeFalse();
        (await home.Get<ClaimReview>().ReleaseAsync(officer, third, CancellationToken.None)).IsFailure.ShouldBeFalse();
    }

    private static async Task DecideAsync(ConductHome home, Caller caller, string review, string verdict, string? note) =>
        (await home.Get<DecideReview>().DecideAsync(caller, review, new DecideReviewRequest(verdict, note), CancellationToken.None)).IsFailure.ShouldBeFalse();

    private static async Task ImportAsync(ConductHome home)
    {
        const string line =
            """
            {"id":"c-1","kind":"chat","direction":"outbound","startedAt":"2026-02-27T11:06:00+08:00","zone":"Asia/Shanghai","staff":"collector","case":"A1","person":"P1","personRole":"Debtor","attributes":{"queue":"M2","employer":"lender"},"utterances":[{"role":"staff","start":0.4,"end":2.2,"text":"你这个老赖"},{"role":"customer","start":3.5,"end":4.0004,"text":"请文明"}]}
            """;
        var report = await home.Get<ImportRunner>().RunAsync(
            () => new MemoryStream(Encoding.UTF8.GetBytes(line)),
            "conversations",
            new ImportScope(TestInstallation.Institution, null, "Asia/Shanghai", "f.jsonl"),
            null,
            null,
            CancellationToken.None);
        report.Value.Counts.RowsAdded.ShouldBe(1);
    }

    /// <summary>An odd step, so that moments cannot agree by chance.</summary>
    private static void Tick(ConductHome home) => home.Clock.Now += TimeSpan.FromMicroseconds(1_234_567);

    private static List<TableRow> Table(Session session, string table, string key, Action<TableRow>? open = null) =>
        session.Query<object>($"SELECT * FROM {table} ORDER BY {key}").ConvertAll(found =>
        {
            TableRow row = [];
            foreach (var (column, value) in (IDictionary<string, object?>)found)
            {
                row[column] = value;
            }

            open?.Invoke(row);
            return row;
        });

    private static void OpenHead(ConductHome home, Session session, TableRow row)
    {
        var notes = home.Get<ConversationHeads>().Open(session, ConductStore.Find(session, TestInstallation.Institution, (string)row["id"]!)!);
        row["head"] = LedgerRebuild.Head(notes.ExternalId, notes.Attributes);
    }

    private static void OpenWords(ConductHome home, Session session, TableRow row) =>
        row["words"] = FindingWords.Open(home.Get<KeyRing>(), session, FindingStore.FindAll(session, TestInstallation.Institution, [(string)row["id"]!])[0], new HashSet<string>());

    private static void OpenNote(ConductHome home, Session session, TableRow row)
    {
        var review = ReviewStore.Find(session, TestInstallation.Institution, (string)row["id"]!)!;
        var finding = FindingStore.FindAll(session, TestInstallation.Institution, [review.FindingId])[0];
        row["note"] = ReviewNote.Open(home.Get<KeyRing>(), session, review, finding.PersonId);
        foreach (var lease in Leases)
        {
            row.Remove(lease);
        }
    }

    private static void Compare(List<TableRow> kept, IReadOnlyCollection<TableRow> rebuilt)
    {
        kept.ShouldNotBeEmpty();
        rebuilt.Select(row => row.ToString()).Order(StringComparer.Ordinal).ShouldBe(kept.Select(row => row.ToString()).Order(StringComparer.Ordinal));
    }

    /// <summary>Words that were heard better later: a finding goes, comes back, and is said anew.</summary>
    private static async Task CorrectAsync(ConductHome home)
    {
        var call = await home.OpenCallAsync();
        await home.TrySayAsync(call, [new UtteranceInput(0, "staff", "你这个老赖"), new UtteranceInput(1, "staff", "找到你家")]);
        await home.InspectAsync();
        Tick(home);
        await home.TrySayAsync(call, [new UtteranceInput(0, "staff", "你这个老乡", Revision: 2), new UtteranceInput(1, "staff", "找到你家去", Revision: 1)]);
        await home.InspectAsync();
        Tick(home);
        await home.TrySayAsync(call, [new UtteranceInput(0, "staff", "你这个老来", Revision: 1), new UtteranceInput(0, "staff", "你这个老赖", Revision: 3)]);
        await home.InspectAsync();
        Tick(home);
        await home.TrySayAsync(call, [new UtteranceInput(1, "staff", "找不到", Revision: 2)]);
        await home.InspectAsync();
        await home.TryCloseAsync(call);
        await home.InspectAsync();
        Tick(home);
    }

    /// <summary>A call that was recorded elsewhere and transcribed there.</summary>
    private static async Task HearAsync(ConductHome home)
    {
        var kept = await home.Get<KeepRecording>().RunAsync(
            home.Collector,
            new RecordingParts(
                Encoding.UTF8.GetBytes("""{"startedAt":"2026-03-02T09:00:00+08:00","endedAt":"2026-03-02T09:01:00+08:00","direction":"outbound","employeeId":"collector","caseId":"A1","speakers":{"A":"staff"}}"""),
                [1, 2, 3],
                "audio/wav",
                Encoding.UTF8.GetBytes("""{"segments":[{"start":0,"end":1,"text":"你这个老赖","speaker":"A"}]}""")),
            CancellationToken.None);
        kept.IsFailure.ShouldBeFalse();
        await home.InspectAsync();
        Tick(home);
    }
}
