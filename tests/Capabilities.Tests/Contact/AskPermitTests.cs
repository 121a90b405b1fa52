using Daylight.Evidence;
using Daylight.Gate;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class AskPermitTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_call_in_the_morning_gets_a_permit_with_its_obligations_and_leaves_an_entry(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);

        var answer = (await home.AskAsync()).Value;

        answer.Decision.Verdict.ShouldBe("permit-with-obligations");
        answer.Decision.Obligations.ShouldContain(obligation => obligation.Code == "identify");
        answer.Decision.Packs.Select(pack => pack.Name).ShouldBe(["cn-guideline", "cn-standard"]);
        answer.Decision.Zone.ShouldBe("Asia/Shanghai");
        answer.Permit.ShouldNotBeNull();
        answer.Permit.Status.ShouldBe("issued");
        answer.Permit.ExpiresAt.ShouldBe(home.Clock.Now + AskPermit.LifeMax);
        (await home.ActsAsync()).ShouldBe(["contact.decided"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_call_at_night_is_refused_with_the_rule_and_the_hour_at_which_it_opens(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        home.Clock.Now = ContactHome.At(22, 30);

        var answer = (await home.AskAsync()).Value;

        answer.Permit.ShouldBeNull();
        answer.Decision.Verdict.ShouldBe("refuse");
        answer.Decision.Next.ShouldBe(ContactHome.At(8, 0, day: 3));
        answer.Decision.Rules.Where(rule => rule.Effect == "refuse").Select(rule => rule.Id)
            .ShouldBe(["cn.guideline.hours", "cn.standard.hours"], ignoreOrder: true);
        (await home.ActsAsync()).ShouldBe(["contact.decided"]);
    }

    [Fact]
    public async Task A_permit_ends_when_quiet_hours_begin_even_if_its_ten_minutes_are_not_over()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        home.Clock.Now = ContactHome.At(21, 56);

        var answer = (await home.AskAsync()).Value;

        answer.Permit!.ExpiresAt.ShouldBe(ContactHome.At(22));
    }

    [Fact]
    public async Task Permits_that_are_out_count_against_the_daily_cap()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        for (var i = 0; i < 3; i++)
        {
            (await home.AskAsync()).Value.Permit.ShouldNotBeNull();
        }

        var fourth = (await home.AskAsync()).Value;

        fourth.Permit.ShouldBeNull();
        var counter = fourth.Decision.Counters.Single(one => one.Rule == "cn.standard.effective-talks");
        (counter.Before, counter.Limit).ShouldBe((3, 3));
    }

    [Fact]
    public async Task A_case_of_somebody_else_is_not_found_for_a_collector()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var answer = await home.AskAsync(ContactHome.Call with { CaseId = ContactHome.OtherCase, PersonId = ContactHome.OtherDebtor });

        answer.Failure!.Code.ShouldBe("not-found");
        (await home.ActsAsync(ContactHome.OtherCase)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("telepathy", ContactHome.Mobile, null, "channel")]
    [InlineData("call", ContactHome.FriendMobile, null, "contactPointId")]
    [InlineData("call", ContactHome.Home, null, "contactPointId")]
    [InlineData("call", ContactHome.Mobile, "revenge", "purpose")]
    public async Task A_request_that_makes_no_sense_is_refused_with_the_field(string channel, string point, string? purpose, string field)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var answer = await home.AskAsync(ContactHome.Call with { Channel = channel, ContactPointId = point, Purpose = purpose });

        answer.Failure!.Kind.ShouldBe(FailureKind.Invalid);
        answer.Failure.Field.ShouldBe(field);
    }

    [Fact]
    public async Task The_friend_is_refused_until_it_is_on_record_that_the_debtor_cannot_be_reached()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        AskPermitRequest friend = new(ContactHome.Case, ContactHome.Friend, "call", ContactHome.FriendMobile, "location");
        var before = (await home.AskAsync(friend)).Value;

        await home.RecordAsync(new RecordFactRequest(ContactHome.Case, ContactHome.Debtor, "unreachable-evidence", Form: "written"));
        var after = (await home.AskAsync(friend)).Value;

        before.Permit.ShouldBeNull();
        before.Decision.Rules.ShouldContain(rule => rule.Id == "cn.guideline.third-party.ladder" && rule.Effect == "refuse");
        after.Permit.ShouldNotBeNull();
        after.Decision.Obligations.ShouldContain(obligation => obligation.Code == "locate-or-relay-only");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_contact_of_long_ago_that_cannot_be_read_refuses_as_one_of_today_does(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        await home.ContactAsync("no-answer"); // The policy is known now, and with it how far back a question reads.
        await home.WriteAsync(session => session.Execute(
            """
            INSERT INTO contact_event (id, institution_id, case_id, person_id, person_role, staff_id, direction, channel, purpose, account_ids, status, began_at, outcome)
            VALUES ('ct00000000000000000009', @Institution, @Case, @Debtor, 'Debtor', 'st1', 'outbound', 'telepathy', 'collection', '[]', 'made', 1, 'no-answer')
            """,
            new { TestInstallation.Institution, ContactHome.Case, ContactHome.Debtor }));

        var answer = (await home.AskAsync()).Value;

        answer.Permit.ShouldBeNull();
        answer.Decision.Rules.ShouldContain(rule => rule.Id == "gate.unreadable-history");
    }

    [Fact]
    public async Task Without_packs_everything_is_refused()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite, []);

        var answer = (await home.AskAsync()).Value;

        answer.Permit.ShouldBeNull();
        answer.Decision.Verdict.ShouldBe("refuse");
    }

    [Fact]
    public async Task A_contact_stamped_by_a_clock_that_ran_ahead_still_counts_after_the_clock_went_back()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        home.Clock.Now = ContactHome.At(12);
        for (var i = 0; i < 3; i++)
        {
            await home.ContactAsync("effective-talk");
        }

        home.Clock.Now = ContactHome.At(10);
        var answer = (await home.AskAsync()).Value;

        answer.Permit.ShouldBeNull();
    }

    [Fact]
    public async Task The_sealed_decision_holds_what_it_rested_on_and_the_leaf_holds_none_of_it()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.ContactAsync("no-answer");
        await home.RecordAsync(new RecordFactRequest(ContactHome.Case, ContactHome.Debtor, "refusal", Note: "不想还"));

        var answer = (await home.AskAsync()).Value;

        var (content, leaf) = await home.ReadAsync(session =>
        {
            var row = DecisionStore.ById(session, TestInstallation.Institution, answer.Decision.Id!)!;
            var entry = EntryStore.ById(session, TestInstallation.Institution, row.EntryId)!;
            return (home.Get<Exhibits>().OpenForInspection(session, TestInstallation.Institution, row.ExhibitId), EntryLeaf.Parse(entry.Leaf));
        });
        var record = System.Text.Json.JsonDocument.Parse(content).RootElement;
        record.GetProperty("question").GetProperty("state").GetProperty("facts").GetArrayLength().ShouldBe(1);
        record.GetProperty("question").GetProperty("history").GetProperty("outcome").GetString().ShouldBe("no-answer");
        record.GetProperty("packs").GetArrayLength().ShouldBe(2);
        record.GetProperty("zoneData").GetString().ShouldNotBeNullOrEmpty();
        record.GetProperty("answer").GetProperty("counters")[0].GetArrayLength().ShouldBe(6);
        content.Length.ShouldBeLessThan(4_000);
        System.Text.Encoding.UTF8.GetString(content).ShouldNotContain("不想还");
        leaf.RuleSet.ShouldStartWith("sha256:");
        leaf.Payload.ShouldNotBeNull();
        System.Text.Encoding.UTF8.GetString(leaf.ToBytes()).ShouldNotContain("refusal");
    }

    [Theory]
    [InlineData("UPDATE contact_event SET channel = 'telepathy'", "gate.unreadable-history")]
    [InlineData("UPDATE contact_event SET outcome = 'enlightened'", "gate.unreadable-history")]
    [InlineData("UPDATE contact_event SET direction = 'sideways'", "gate.unreadable-history")]
    [InlineData("UPDATE contact_event SET purpose = 'fun'", "gate.unreadable-history")]
    [InlineData("UPDATE contact_event SET place = 'moon'", "gate.unreadable-history")]
    [InlineData("UPDATE contact_event SET account_ids = 'all of them'", "gate.unreadable-history")]
    [InlineData("UPDATE contact_event SET began_at = 9223372036854775807", "gate.unreadable-history")]
    [InlineData("UPDATE person_fact SET kind = 'mood'", "gate.unreadable-facts")]
    [InlineData("UPDATE person_fact SET form = 'sung'", "gate.unreadable-facts")]
    [InlineData("UPDATE person_fact SET from_time = 'noonish'", "gate.unreadable-facts")]
    [InlineData("UPDATE person_fact SET until = 9223372036854775807", "gate.unreadable-facts")]
    [InlineData("UPDATE person_fact SET account_ids = '[null]'", "gate.unreadable-facts")]
    [InlineData("UPDATE person SET zone = 'Mars/Olympus'", "gate.unknown-zone")]
    [InlineData("UPDATE person SET zone = ''", "gate.unknown-zone")]
    public async Task What_the_tables_hold_and_nobody_can_read_refuses_with_a_reason_and_is_no_error(string change, string rule)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.ContactAsync("no-answer");
        await home.RecordAsync(new RecordFactRequest(ContactHome.Case, ContactHome.Debtor, "consent", From: "12:00", To: "14:00", Scope: "hours"));
        var permit = (await home.AskAsync()).Value.Permit!;
        await home.Installation.WriteAsync(session => session.Execute(change));

        var answer = (await home.AskAsync()).Value;

        answer.Permit.ShouldBeNull();
        answer.Decision.Verdict.ShouldBe("refuse");
        answer.Decision.Rules.ShouldContain(spoke => spoke.Id == rule);
        (await home.UseAsync(permit.Id)).Failure!.Code.ShouldBe("permit-expired");
    }
}
