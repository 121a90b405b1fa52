using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Shouldly;
using Xunit;

namespace Daylight.Conduct;

public sealed class SendMessageTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_clean_message_is_sent_and_uses_its_permit(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var permit = await home.PermitAsync("sms");

        var sent = (await home.TrySendAsync(permit, "您好，我是某行，请留意还款日。")).Value;

        sent.Verdict.ShouldBe("allowed");
        sent.Findings.ShouldBeEmpty();
        sent.MessageId.ShouldNotBeNull();
        (await home.TrySendAsync(permit, "再发一条")).Failure!.Code.ShouldBe("permit-used");
        var transcript = await home.ReadAsync(session => home.Get<Transcripts>().Of(session, TestInstallation.Institution, sent.ConversationId!));
        transcript!.Conversation.Kind.ShouldBe("sms");
        transcript.Conversation.Status.ShouldBe("closed");
        transcript.Outcome.ShouldBe("delivered");
        transcript.Utterances.Single().Text.ShouldBe("您好，我是某行，请留意还款日。");
        (await home.ActsAsync()).ShouldContain("message.sent");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task In_a_closed_case_nothing_is_sent_and_what_the_person_writes_is_kept(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var thread = (await home.TrySendAsync(await home.PermitAsync("im"), "您好，我是某行。")).Value.ConversationId!;
        var (message, call) = (await home.PermitAsync("im"), await home.PermitAsync());
        (await home.Get<CloseCase>().RunAsync(officer, ConductHome.Case, new CloseCaseRequest("paid"), CancellationToken.None)).IsFailure.ShouldBeFalse();

        (await home.TrySendAsync(message, "还有一句。")).Failure!.Detail.ShouldContain("gate.case-closed");
        (await home.TryOpenAsync(new OpenConversationRequest("call", "outbound", call))).Failure!.Detail.ShouldContain("gate.case-closed");
        (await home.SayAsync(thread, 1, "我还清了。", "customer")).Accepted.ShouldBe(1);
        (await home.TryOpenAsync(new OpenConversationRequest("call", "inbound", CaseId: ConductHome.Case, PersonId: ConductHome.Debtor))).IsFailure.ShouldBeFalse();
        var acts = await home.ActsAsync();
        acts.Skip(acts.IndexOf("case.close") + 1).ShouldNotContain("message.sent");
        acts.Count(act => act == "message.sent").ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_breaks_a_red_line_is_never_sent_and_the_permit_stays()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var permit = await home.PermitAsync("sms");

        var blocked = (await home.TrySendAsync(permit, "你这个老赖", "t.abuse")).Value;

        blocked.Verdict.ShouldBe("blocked");
        blocked.Findings.Single(finding => finding.Rule == "t.abuse").Matched.ShouldBe("老赖");
        blocked.MessageId.ShouldBeNull();
        blocked.Receipt.ShouldNotBeNull();
        (await home.ActsAsync()).ShouldContain("message.screened");
        (await home.ActsAsync()).ShouldNotContain("message.sent");
        (await home.TrySendAsync(permit, "您好，我是某行。")).Value.Verdict.ShouldBe("allowed");
    }

    [Fact]
    public async Task A_warning_must_be_acknowledged_before_the_message_goes_out()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var permit = await home.PermitAsync("sms");
        const string text = "我是某行，明天去找到你家";

        var warned = (await home.TrySendAsync(permit, text)).Value;
        var other = (await home.TrySendAsync(permit, text, "t.fee")).Value;
        var sent = (await home.TrySendAsync(permit, text, "t.threat")).Value;

        warned.Verdict.ShouldBe("warned");
        warned.ConversationId.ShouldBeNull();
        other.Verdict.ShouldBe("warned");
        sent.Verdict.ShouldBe("allowed");
        sent.Findings.ShouldContain(finding => finding.Rule == "t.threat");
        await home.InspectAsync();
        (await home.FindingsAsync(sent.ConversationId!)).ShouldContain(row => row.Rule == "t.threat");
    }

    [Fact]
    public async Task Chat_messages_of_one_thread_stay_together_with_the_answers()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);

        var first = (await home.TrySendAsync(await home.PermitAsync("im"), "您好，我是某行。")).Value;
        await home.SayAsync(first.ConversationId!, 1, "什么事？", "customer");
        var second = (await home.TrySendAsync(await home.PermitAsync("im"), "提醒您还款。")).Value;

        second.ConversationId.ShouldBe(first.ConversationId);
        (await home.TryCloseAsync(first.ConversationId!, "replied")).Value.Utterances.Select(item => item.Role).ShouldBe(["staff", "customer", "staff"]);
    }

    [Fact]
    public async Task The_answer_to_an_sms_opens_a_thread_in_which_further_messages_go_on()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var first = (await home.TrySendAsync(await home.PermitAsync("sms"), "您好，我是某行。")).Value;
        var thread = (await home.TryOpenAsync(new OpenConversationRequest("sms", "inbound", CaseId: ConductHome.Case, PersonId: ConductHome.Debtor))).Value.Id;
        await home.SayAsync(thread, 0, "什么事？", "customer");

        var second = (await home.TrySendAsync(await home.PermitAsync("sms"), "提醒您还款。")).Value;

        (first.Seq, second.Seq).ShouldBe((0, 1));
        second.ConversationId.ShouldBe(thread);
        first.ConversationId.ShouldNotBe(thread);
        (await home.ActsAsync()).Count(act => act == "contact.outcome").ShouldBe(2);
        (await home.TryCloseAsync(thread, "replied")).Value.Utterances.Select(item => item.Role).ShouldBe(["customer", "staff"]);
    }

    [Fact]
    public async Task A_permit_to_ring_carries_no_message()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var permit = await home.PermitAsync();

        (await home.TrySendAsync(permit, "您好")).Failure!.Code.ShouldBe("permit-mismatch");
        (await home.TrySendAsync("pm00000000000000000404", "您好")).Failure!.Code.ShouldBe("permit-not-found");
        (await home.TrySendAsync(permit, " ")).Failure!.Field.ShouldBe("text");
    }
}
