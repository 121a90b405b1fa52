using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

public sealed class RecordFactTests
{
    private static readonly RecordFactRequest Refusal = new(ContactHome.Case, ContactHome.Friend, "refusal", Form: "oral", Note: "不要再联系我");

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_fact_is_listed_with_its_note_and_its_note_is_not_in_the_table(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        var recorded = (await home.RecordAsync(Refusal)).Value;

        var page = await home.ReadAsync(session => home.Get<RecordFact>().List(session, home.Collector, ContactHome.Friend, null));

        recorded.Receipt.ShouldNotBeNull();
        page.Value.Items.Single().ShouldBe(recorded with { Receipt = null, AccountIds = page.Value.Items.Single().AccountIds });
        page.Value.Items.Single().Note.ShouldBe("不要再联系我");
        page.Value.Items.Single().RecordedByName.ShouldBe("collector");
    }

    [Fact]
    public async Task A_listed_contact_who_refused_is_not_asked_again()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        await home.RecordAsync(new RecordFactRequest(ContactHome.Case, ContactHome.Debtor, "unreachable-evidence"));
        await home.RecordAsync(Refusal);

        var answer = (await home.AskAsync(new AskPermitRequest(ContactHome.Case, ContactHome.Friend, "call", ContactHome.FriendMobile, "location"))).Value;

        answer.Permit.ShouldBeNull();
        answer.Decision.Rules.ShouldContain(rule => rule.Id == "cn.standard.third-party.refusal" && rule.Effect == "refuse");
    }

    [Fact]
    public async Task A_fact_is_taken_back_once()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var fact = (await home.RecordAsync(Refusal)).Value;

        var first = await home.WriteAsync(session => home.Get<RecordFact>().Withdraw(session, home.Collector, fact.Id));
        var second = await home.WriteAsync(session => home.Get<RecordFact>().Withdraw(session, home.Collector, fact.Id));

        first.Value.WithdrawnAt.ShouldBe(home.Clock.Now);
        second.Failure!.Code.ShouldBe("fact-withdrawn");
        (await home.ActsAsync()).ShouldBe(["contact.fact", "contact.fact-withdrawn"]);
    }

    [Fact]
    public async Task Facts_of_cases_out_of_scope_are_neither_listed_nor_recorded_nor_taken_back()
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);
        var fact = (await home.RecordAsync(Refusal)).Value;
        var colleague = await home.Installation.AddStaffAsync(Role.Collector, "colleague");

        var listed = await home.ReadAsync(session => home.Get<RecordFact>().List(session, colleague, ContactHome.Friend, null));
        var named = await home.ReadAsync(session => home.Get<RecordFact>().List(session, colleague, ContactHome.Friend, ContactHome.Case));
        var recorded = await home.RecordAsync(Refusal, colleague);
        var withdrawn = await home.WriteAsync(session => home.Get<RecordFact>().Withdraw(session, colleague, fact.Id));

        listed.Value.Items.ShouldBeEmpty();
        named.Failure!.Code.ShouldBe("not-found");
        recorded.Failure!.Code.ShouldBe("not-found");
        withdrawn.Failure!.Code.ShouldBe("not-found");
    }

    public static TheoryData<RecordFactRequest, string> Wrong => new()
    {
        { Refusal with { Kind = "grumble" }, "kind" },
        { Refusal with { Form = "sung" }, "form" },
        { Refusal with { Kind = "consent" }, "scope" },
        { Refusal with { Kind = "consent", Scope = "everything" }, "scope" },
        { Refusal with { Kind = "consent", Scope = "third-party" }, "toPersonId" },
        { Refusal with { Kind = "medium-stop" }, "channel" },
        { Refusal with { Kind = "inconvenient" }, "from" },
        { Refusal with { Kind = "inconvenient", From = "25:00", To = "08:00" }, "from" },
        { Refusal with { Kind = "inconvenient", From = "21:00" }, "to" },
        { Refusal with { Kind = "invalid-number" }, "contactPointId" },
        { Refusal with { At = TestInstallation.Start.AddDays(1) }, "at" },
        { Refusal with { Until = TestInstallation.Start.AddDays(-1) }, "until" },
        { Refusal with { AccountIds = ["ac00000000000000000009"] }, "accountIds" },
        { Refusal with { Kind = "sensitive-event" }, "scope" },
        { Refusal with { Kind = "sensitive-event", Scope = "hours" }, "scope" },
        { Refusal with { Scope = "hours" }, "scope" },
        { Refusal with { Kind = "inconvenient", Scope = "time" }, "from" },
        { Refusal with { Form = "employer-policy" }, "form" },
        { Refusal with { Purpose = "gossip" }, "purpose" },
        { Refusal with { Kind = "deceased", Purpose = "marketing" }, "purpose" },
        { Refusal with { Kind = "email-notice" }, "contactPointId" },
        { Refusal with { Kind = "email-notice", ContactPointId = ContactHome.FriendMobile }, "contactPointId" },
        { Refusal with { Kind = "reassignment-check" }, "contactPointId" },
        { Refusal with { Kind = "invalid-number", ContactPointId = ContactHome.Mobile }, "contactPointId" },
        { Refusal with { Note = new string('长', 2001) }, "note" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_fact_that_makes_no_sense_is_refused_with_the_field(RecordFactRequest request, string field)
    {
        await using var home = await ContactHome.OpenAsync(Dialect.Sqlite);

        var answer = await home.RecordAsync(request);

        answer.Failure!.Field.ShouldBe(field);
        (await home.ActsAsync()).ShouldBeEmpty();
    }
}
