using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Shouldly;
using Xunit;

namespace Daylight.Conduct;

public sealed class OpenConversationTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_permit_serves_one_conversation(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var permit = await home.PermitAsync();

        var first = await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", permit));
        var second = await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", permit));

        first.Value.Receipt.LeafHash.ShouldNotBeEmpty();
        second.Failure!.Code.ShouldBe("permit-used");
        (await home.ActsAsync()).Count(act => act == "conversation.opened").ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_is_called_without_a_permit()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        var opened = await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", CaseId: ConductHome.Case, PersonId: ConductHome.Debtor));

        opened.Failure!.Code.ShouldBe("permit-required");
        (await home.ActsAsync()).ShouldNotContain("conversation.opened");
    }

    [Fact]
    public async Task A_permit_for_a_message_opens_no_call()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var permit = await home.PermitAsync("sms");

        var opened = await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", permit));

        opened.Failure!.Code.ShouldBe("permit-mismatch");
        (await home.TrySendAsync(permit, "您好")).Value.Verdict.ShouldBe("allowed");
    }

    [Fact]
    public async Task A_permit_of_a_colleague_opens_nothing()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var permit = await home.PermitAsync();

        (await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", permit), home.Colleague)).Failure!.Code.ShouldBe("permit-not-found");
        (await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", permit))).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_rings_by_themselves_needs_no_permit()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        var opened = await home.TryOpenAsync(new OpenConversationRequest("call", "inbound", CaseId: ConductHome.Case, PersonId: ConductHome.Debtor));

        opened.IsFailure.ShouldBeFalse();
        var card = await home.ReadAsync(session => home.Get<Transcripts>().Card(session, TestInstallation.Institution, opened.Value.Id));
        card!.Head.Direction.ShouldBe(Inspection.ConversationDirection.Inbound);
        card.Head.PersonRole.ShouldBe("Debtor");
    }

    [Theory]
    [InlineData(ConductHome.OtherCase, ConductHome.OtherDebtor)]
    [InlineData(ConductHome.Case, ConductHome.OtherDebtor)]
    [InlineData("cs00000000000000000404", ConductHome.Debtor)]
    public async Task A_case_or_person_out_of_reach_is_not_found(string caseId, string personId)
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        var opened = await home.TryOpenAsync(new OpenConversationRequest("call", "inbound", CaseId: caseId, PersonId: personId));

        opened.Failure!.Code.ShouldBe("not-found");
    }

    [Fact]
    public async Task The_same_external_id_twice_is_refused_and_the_permit_stays()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var first = await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", await home.PermitAsync(), ExternalId: "pbx-1"));
        var permit = await home.PermitAsync();

        var second = await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", permit, ExternalId: "pbx-1"));

        second.Failure!.Code.ShouldBe("conversation-exists");
        second.Failure.Facts!["conversationId"].ShouldBe(first.Value.Id);
        (await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", permit, ExternalId: "pbx-2"))).IsFailure.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-03-02T20:00:00Z")]
    [InlineData("2019-01-01T00:00:00Z")]
    public async Task A_beginning_that_contradicts_our_clock_is_kept_beside_it(string claimed)
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var startedAt = DateTimeOffset.Parse(claimed, System.Globalization.CultureInfo.InvariantCulture);

        var outbound = await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", await home.PermitAsync(), StartedAt: startedAt));
        var inbound = await home.TryOpenAsync(new OpenConversationRequest("call", "inbound", CaseId: ConductHome.Case, PersonId: ConductHome.Debtor, StartedAt: startedAt));

        foreach (var opened in new[] { outbound, inbound })
        {
            var row = await home.ReadAsync(session => ConductStore.Find(session, TestInstallation.Institution, opened.Value.Id));
            Platform.UtcMicros.ToInstant(row!.StartedAt).ShouldBe(startedAt);
            Platform.UtcMicros.ToInstant(row.ReceivedAt).ShouldBe(home.Clock.Now);
            (await home.TryCloseAsync(opened.Value.Id)).IsFailure.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("fax", "outbound", null, "kind")]
    [InlineData("call", "sideways", null, "direction")]
    [InlineData("call", "outbound", "Mars/Olympus", "zone")]
    public async Task A_word_nobody_knows_names_its_field(string kind, string direction, string? zone, string field)
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        var opened = await home.TryOpenAsync(new OpenConversationRequest(kind, direction, await home.PermitAsync(), Zone: zone));

        opened.Failure!.Field.ShouldBe(field);
    }

    [Fact]
    public async Task For_whom_the_staff_work_is_known_from_the_institution_whatever_the_sender_says()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        var plain = await home.OpenCallAsync();
        var said = await home.OpenCallAsync(attributes: new Dictionary<string, string> { ["employer"] = "lender" });

        var heads = await home.ReadAsync(session => new[] { plain, said }.Select(id => home.Get<Transcripts>().Card(session, TestInstallation.Institution, id)!.Head).ToList());
        heads[0].Attributes["employer"].ShouldBe("agency");
        heads[1].Attributes["employer"].ShouldBe("agency");
    }
}
