using System.Net;
using Daylight.Ledger;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>The loop, end to end, through the public API.</summary>
public sealed class LoopTests : IAsyncLifetime
{
    private Product _product = null!;
    private House _house = null!;
    private List<string> _cases = [];

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync();
        _house = await _product.OpenHouseAsync("甲机构");
        _cases = await Portfolios.BringInAsync(_house);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_violation_is_seen_decided_and_handed_over_as_a_bundle_that_verifies()
    {
        var conversation = await TalkBadlyAsync(_cases[0]);

        var alert = await Portfolios.WaitForAsync(_house.Inspector, "/alerts", item => item["conversationId"]!.GetValue<string>() == conversation && item["severity"]!.GetValue<string>() == "critical");
        (await _house.Inspector.PostAsync($"/alerts/{alert["id"]}/acknowledgement")).Status.ShouldBe(HttpStatusCode.OK);

        var claimed = await _house.Inspector.PostAsync("/reviews/next");
        claimed.Status.ShouldBe(HttpStatusCode.OK);
        var decided = await _house.Inspector.PostAsync($"/reviews/{claimed["id"]}/decision", new { verdict = "upheld", note = "属实" });
        decided.Status.ShouldBe(HttpStatusCode.OK, decided.Body?.ToJsonString());

        var (status, bundle) = await _house.Compliance.DownloadAsync("/evidence/bundles", new { caseId = _cases[0], purpose = "court" });
        status.ShouldBe(HttpStatusCode.OK);
        Bundles.Verify(bundle).ExitCode.ShouldBe(0, Bundles.Describe(bundle));
    }

    [Fact]
    public async Task Flipping_a_byte_anywhere_in_a_bundle_is_found_and_placed()
    {
        await TalkBadlyAsync(_cases[0]);
        var (_, bundle) = await _house.Compliance.DownloadAsync("/evidence/bundles", new { caseId = _cases[0], purpose = "court" });

        for (var i = 0; i < bundle.Length; i += Math.Max(1, bundle.Length / 400))
        {
            var broken = (byte[])bundle.Clone();
            broken[i] ^= 0x01;
            Bundles.Verify(broken).ExitCode.ShouldBeOneOf([1, 3], $"the byte at {i} of {bundle.Length}");
        }
    }

    [Fact]
    public async Task The_live_wall_and_the_conversation_show_what_was_said_and_found()
    {
        var conversation = await TalkBadlyAsync(_cases[0], close: false);
        await Portfolios.WaitForAsync(_house.Inspector, "/alerts", item => item["conversationId"]!.GetValue<string>() == conversation);

        var wall = await _house.Inspector.GetAsync("/live/wall");
        wall["conversations"].AsArray().Single()!["id"]!.GetValue<string>().ShouldBe(conversation);
        var view = await _house.Inspector.GetAsync($"/conversations/{conversation}");
        view["utterances"].AsArray().Count.ShouldBe(4);
        view["findings"].AsArray().ShouldContain(finding => finding!["severity"]!.GetValue<string>() == "critical");
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart_and_the_ledger_verifies_deeply()
    {
        var conversation = await TalkBadlyAsync(_cases[0]);
        await _product.RestartAsync();
        var house = _house with { Auditor = new ApiProgram(_product.Http, _house.Auditor.Token, _house.Auditor.StaffId) };

        (await house.Auditor.GetAsync($"/conversations/{conversation}"))["utterances"].AsArray().Count.ShouldBe(4);
        var verification = await house.Auditor.PostAsync("/evidence/verifications", new { deep = true });
        verification["ok"].GetValue<bool>().ShouldBeTrue(verification.Body!.ToJsonString());
    }

    [Fact]
    public async Task A_message_with_a_threat_is_blocked_and_a_proper_one_is_sent()
    {
        var (person, mobile) = await Portfolios.DebtorAsync(_house.First, _cases[1]);
        var asked = await Portfolios.AskAsync(_house.First, _cases[1], person, mobile, "sms");
        var permitId = asked["permit"]["id"]!.GetValue<string>();

        var blocked = await _house.First.PostAsync("/messages", new { permitId, text = "再不还钱就让公安来抓你，把你的照片发给通讯录所有人" });
        blocked.Text("verdict").ShouldBe("blocked", blocked.Body!.ToJsonString());
        blocked["findings"].AsArray().Count.ShouldBeGreaterThan(0);

        var sent = await _house.First.PostAsync("/messages", new { permitId, text = "【晨光】您好，请于方便时致电客服热线，谢谢。" });
        sent.Text("verdict").ShouldBe("allowed", sent.Body!.ToJsonString());
    }

    private async Task<string> TalkBadlyAsync(string caseId, bool close = true)
    {
        var conversation = await Portfolios.OpenAsync(_house.First, caseId);
        (string Role, string Text)[] lines =
        [
            ("staff", "你好，我这边是公安局经侦大队的，你涉嫌贷款诈骗，已经立案了。"),
            ("customer", "啊？我没有诈骗啊。"),
            ("staff", "今天不还钱，明天就派人去你家抓你，把你的事告诉你们全村人。"),
            ("customer", "我真的没钱，你们别这样。"),
        ];
        for (var i = 0; i < lines.Length; i++)
        {
            var said = await Portfolios.SayAsync(_house.First, conversation, i, lines[i].Role, lines[i].Text);
            said.Status.ShouldBe(HttpStatusCode.OK, said.Body?.ToJsonString());
        }

        if (close)
        {
            (await _house.First.PostAsync($"/conversations/{conversation}/close", new { outcome = "conversation" })).Status.ShouldBe(HttpStatusCode.OK);
        }

        return conversation;
    }
}
