using System.Text;
using System.Text.Json.Nodes;
using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class ReplayDecisionTests
{
    private static readonly string[] Outcomes = ["no-answer", "busy", "conversation", "effective-talk", "voicemail", "dropped"];
    private static readonly string[] Facts = ["refusal", "inconvenient", "medium-stop", "consent"];

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Random_decisions_come_out_the_same_to_the_byte_after_packs_changed_and_outcomes_were_restated(Dialect dialect)
    {
        var home = await ContactHome.OpenAsync(dialect, ShippedPacks.All);
        Random random = new(20260302);
        await PlayAsync(home, random, dialect == Dialect.Sqlite ? 2000 : 300);
        await home.WriteAsync(session => home.Get<AdoptedPacks>().Choose(session, TestInstallation.Institution, ["cn", "cn-house"], home.Clock.Now));
        await PlayAsync(home, random, 100);
        await RestateAllAsync(home, random);

        await using var again = await ContactHome.ReopenAsync(dialect, home, [new NamedText("cn.yaml", "group: cn\nmembers: [nothing-left]\n")]);
        var auditor = await again.Installation.AddStaffAsync(Role.Auditor, "auditor");
        var summary = await again.Get<ReplayDecision>().ReplayAllAsync(
            auditor, TestInstallation.Start.AddDays(-1), again.Clock.Now.AddDays(1), null, CancellationToken.None);

        summary.Named.ShouldBeEmpty();
        summary.Different.ShouldBe(0);
        summary.Impossible.ShouldBe(0);
        summary.OtherZoneData.ShouldBe(0);
        summary.Same.ShouldBe(dialect == Dialect.Sqlite ? 2100 : 400);
        summary.Decisions.ShouldBe(summary.Same);
    }

    [Fact]
    public async Task One_replay_shows_both_hashes_and_leaves_the_entry_that_the_record_was_opened()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.ContactAsync("effective-talk");
        var answer = (await home.AskAsync()).Value;
        var auditor = await home.Installation.AddStaffAsync(Role.Auditor, "auditor");

        var view = (await home.WriteAsync(session => home.Get<ReplayDecision>().Replay(session, auditor, answer.Decision.Id!))).Value;

        view.Outcome.ShouldBe("same");
        view.ReplayedHash.ShouldBe(view.StoredHash);
        view.StoredHash.ShouldStartWith("sha256:");
        view.ZoneData.ShouldBe(view.ZoneDataHere);
        view.Differences.ShouldBeEmpty();
        view.Decision!.Rules.ShouldBe(answer.Decision.Rules);
        view.Decision.Counters.ShouldBe(answer.Decision.Counters);
        (await home.ActsAsync()).ShouldBe(["contact.decided", "contact.outcome", "contact.decided", "exhibit.opened"]);
    }

    [Fact]
    public async Task A_decision_of_another_institution_is_not_found()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var answer = (await home.AskAsync()).Value;
        await home.Installation.AddInstitutionAsync("in00000000000000000002", "另一家");
        var stranger = await home.Installation.AddStaffAsync(Role.Auditor, "stranger", institution: "in00000000000000000002");

        var replay = await home.WriteAsync(session => home.Get<ReplayDecision>().Replay(session, stranger, answer.Decision.Id!));

        replay.Failure!.Code.ShouldBe("not-found");
    }

    [Fact]
    public async Task A_record_that_says_otherwise_than_the_engine_is_told_apart_field_by_field()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var id = await ForgeAsync(home, record =>
        {
            record["answer"]!["verdict"] = "refuse";
            record["answer"]!["counters"]![0]![2] = 7;
            record["sha256"] = "sha256:" + new string('0', 64);
        });

        var view = (await ReplayAsync(home, id)).Value;

        view.Outcome.ShouldBe("different");
        view.Differences.ShouldContain(new ReplayDifference("verdict", "refuse", "permit-with-obligations"));
        view.Differences.ShouldContain(one => one.Field.StartsWith("counters: ", StringComparison.Ordinal) && one.Stored!.Contains('7'));
        view.ReplayedHash.ShouldNotBe(view.StoredHash);
    }

    [Fact]
    public async Task Other_zone_data_is_told_and_does_not_matter_where_the_zone_did_not_change()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var answer = (await home.AskAsync()).Value;
        var id = await ForgeAsync(home, record =>
        {
            record["zoneData"] = "TZDB: 2019a (mapping: 14743)";
            record["sha256"] = HashWith(home, record, "TZDB: 2019a (mapping: 14743)");
        });

        var view = (await ReplayAsync(home, id)).Value;

        answer.Decision.ZoneData.ShouldNotBe("TZDB: 2019a (mapping: 14743)");
        view.Outcome.ShouldBe("same");
        view.ZoneData.ShouldBe("TZDB: 2019a (mapping: 14743)");
        view.ZoneDataHere.ShouldBe(DateTimeZoneProviders.Tzdb.VersionId);
    }

    [Fact]
    public async Task Records_of_the_first_form_stay_readable_and_say_why_they_cannot_be_decided_again()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var id = await StoreAsync(home, """{"caseId":"cs1","personId":"pn1","facts":[],"history":[],"decision":{"id":"dc1","verdict":"permit"}}""");

        var view = (await ReplayAsync(home, id)).Value;

        view.Outcome.ShouldBe("impossible");
        view.Reason!.ShouldContain("before records held the whole question");
    }

    [Fact]
    public async Task A_text_that_the_archive_does_not_hold_makes_a_replay_impossible_and_says_which()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var missing = "sha256:" + new string('1', 64);
        var id = await ForgeAsync(home, record => record["packs"]![0]![2] = missing);

        var view = (await ReplayAsync(home, id)).Value;

        view.Outcome.ShouldBe("impossible");
        view.Reason!.ShouldContain(missing);
    }

    [Fact]
    public async Task An_erased_person_leaves_a_decision_that_cannot_be_decided_again()
    {
        var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var answer = (await home.AskAsync()).Value;
        await home.Installation.WriteAsync(session => session.Execute("DELETE FROM subject_key WHERE subject_id = @Debtor", new { ContactHome.Debtor }));
        await using var again = await ContactHome.ReopenAsync(Dialect.Sqlite, home, ShippedPacks.All);

        var view = (await ReplayAsync(again, answer.Decision.Id!)).Value;

        view.Outcome.ShouldBe("impossible");
        view.Reason!.ShouldContain("erased");
    }

    private static async Task<Result<ReplayView>> ReplayAsync(ContactHome home, string id)
    {
        var auditor = await home.Installation.AddStaffAsync(Role.Auditor, "auditor");
        return await home.WriteAsync(session => home.Get<ReplayDecision>().Replay(session, auditor, id));
    }

    /// <summary>A decision whose record was changed before it was sealed.</summary>
    private static async Task<string> ForgeAsync(ContactHome home, Action<JsonNode> change)
    {
        var answer = (await home.AskAsync()).Value;
        var content = await home.ReadAsync(session => home.Get<Exhibits>().OpenForInspection(
            session, TestInstallation.Institution, DecisionStore.ById(session, TestInstallation.Institution, answer.Decision.Id!)!.ExhibitId));
        var record = JsonNode.Parse(content)!;
        change(record);
        return await StoreAsync(home, record.ToJsonString());
    }

    private static Task<string> StoreAsync(ContactHome home, string record) => home.WriteAsync(session =>
    {
        var receipt = home.Get<EvidenceLog>().Append(session, new EntryDraft(TestInstallation.Institution, "contact.decided")
        {
            CaseId = ContactHome.Case,
            SubjectId = ContactHome.Debtor,
            Content = new EvidenceContent(Encoding.UTF8.GetBytes(record), "application/json"),
        });
        var id = home.Get<IdSource>().New("dc");
        DecisionStore.Insert(
            session,
            new DecisionRow
            {
                Id = id,
                InstitutionId = TestInstallation.Institution,
                CaseId = ContactHome.Case,
                PersonId = ContactHome.Debtor,
                StaffId = home.Collector.StaffId,
                Channel = "call",
                AskedAt = UtcMicros.From(home.Clock.Now),
                Verdict = "permit",
                EntryId = receipt.EntryId,
                ExhibitId = receipt.ExhibitId!,
            },
            []);
        return id;
    });

    private static string HashWith(ContactHome home, JsonNode record, string zoneData)
    {
        var read = DecisionRecord.Read(Encoding.UTF8.GetBytes(record.ToJsonString()))!;
        var policy = home.ReadAsync(session => home.Get<AdoptedPacks>().PolicyOf(session, TestInstallation.Institution, home.Clock.Now)).GetAwaiter().GetResult();
        return DecisionRecord.Hash(policy.Decide(read.Question) with { ZoneData = zoneData }, read.DecisionId);
    }

    /// <summary>Days of asking, reporting, re-stating and learning facts, at odd moments.</summary>
    private static async Task PlayAsync(ContactHome home, Random random, int decisions)
    {
        for (var i = 0; i < decisions; i++)
        {
            home.Clock.Now += TimeSpan.FromTicks(random.NextInt64(TimeSpan.FromMinutes(40).Ticks));
            var answer = (await home.AskAsync(Wish(random))).Value;
            if (answer.Permit is { } permit && random.Next(4) > 0)
            {
                home.Clock.Now += TimeSpan.FromSeconds(random.Next(90));
                var outcome = permit.Channel == "call" ? Outcomes[random.Next(Outcomes.Length)] : permit.Channel == "visit" ? "no-answer" : "delivered";
                await home.ReportAsync(permit.Id, outcome);
            }

            if (random.Next(60) == 0)
            {
                await home.RecordAsync(Fact(random));
            }
        }
    }

    private static AskPermitRequest Wish(Random random) => random.Next(10) switch
    {
        0 => new AskPermitRequest(ContactHome.Case, ContactHome.Friend, "call", ContactHome.FriendMobile, "location"),
        1 => new AskPermitRequest(ContactHome.Case, ContactHome.Debtor, "sms", ContactHome.Mobile),
        2 => new AskPermitRequest(ContactHome.Case, ContactHome.Debtor, "visit", ContactHome.Home, Place: "home", StaffCount: random.Next(1, 4)),
        3 => ContactHome.Call with { AccountIds = [ContactHome.Account] },
        _ => ContactHome.Call,
    };

    private static RecordFactRequest Fact(Random random)
    {
        var kind = Facts[random.Next(Facts.Length)];
        return new RecordFactRequest(
            ContactHome.Case,
            random.Next(5) == 0 ? ContactHome.Friend : ContactHome.Debtor,
            kind,
            Form: "oral",
            From: kind is "inconvenient" or "consent" ? "12:00" : null,
            To: kind is "inconvenient" or "consent" ? "14:00" : null,
            Scope: kind == "consent" ? "hours" : null,
            Channel: kind == "medium-stop" ? "sms" : null,
            Note: "私人内容");
    }

    private static Task RestateAllAsync(ContactHome home, Random random) => home.Installation.WriteAsync(session =>
    {
        foreach (var id in session.Query<string>("SELECT id FROM contact_event WHERE status = 'made' AND channel = 'call' ORDER BY id"))
        {
            EventStore.SetOutcome(session, id, Outcomes[random.Next(Outcomes.Length)], UtcMicros.From(home.Clock.Now), null);
        }
    });
}
