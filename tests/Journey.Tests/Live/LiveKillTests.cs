using System.Globalization;
using Daylight.Journey.Crashes;
using Shouldly;
using Xunit;

namespace Daylight.Journey.Live;

/// <summary>The real server process, killed in the middle of a live conversation.</summary>
public sealed class LiveKillTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("daylight-live-kill-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Killed_in_the_middle_of_a_conversation_the_server_goes_on_with_every_acknowledged_word_and_what_spans_the_kill_is_found()
    {
        var house = await CrashHouse.OpenAsync(_data);
        string conversation;
        long acknowledged;
        var (url, server) = Start();
        using (server)
        using (HttpClient http = new() { BaseAddress = url })
        {
            await Servers.ReadyAsync(http, server);
            ApiProgram collector = new(http, house.Token, "");
            conversation = await Portfolios.OpenAsync(collector, house.Cases[0]);
            using var line = await UtteranceLine.ConnectAsync(url, house.Token);

            // A request to stop, which staff must acknowledge within three turns; the server dies between the two.
            await line.SendAsync(conversation, "1", (0, "staff", "您好，请问是张先生吗？"), (1, "customer", "是我。你们别再打电话给我了，我要投诉你们。"));
            acknowledged = (await line.AnswerAsync())!["nextSeq"]!.GetValue<long>();
            await line.SendAsync(conversation, "2", (2, "staff", "嗯。"));
            server.Kill(entireProcessTree: false);
            await server.WaitForExitAsync();
        }

        (url, server) = Start();
        using (server)
        using (HttpClient http = new() { BaseAddress = url })
        {
            await Servers.ReadyAsync(http, server);
            using var line = await UtteranceLine.ConnectAsync(url, house.Token);
            var stands = await line.StandsAtAsync(conversation);
            stands.ShouldBeGreaterThanOrEqualTo(acknowledged);
            (int, string, string)[] rest = [(2, "staff", "嗯。"), (3, "customer", "听到没有？"), (4, "staff", "投诉也没用，随便你投诉。"), (5, "customer", "你什么态度。"), (6, "staff", "你今天必须把钱还上。")];
            for (var i = (int)stands - 2; i < rest.Length; i++)
            {
                await line.SendAsync(conversation, i.ToString(CultureInfo.InvariantCulture), rest[i]);
                (await line.AnswerAsync())!["problem"].ShouldBeNull();
            }

            ApiProgram collector = new(http, house.Token, "");
            var view = await Portfolios.UntilAsync(
                () => collector.GetAsync($"/conversations/{conversation}"),
                answer => answer["findings"].AsArray().Any(finding => finding!["category"]!.GetValue<string>() == "ignored-request"));
            view["utterances"].AsArray().Select(item => item!["seq"]!.GetValue<int>()).ShouldBe(Enumerable.Range(0, 7));
            server.Kill(entireProcessTree: false);
            await server.WaitForExitAsync();
        }

        var verified = await Command.RunAsync("ledger", "verify", "--data", _data, "--deep");
        verified.Code.ShouldBe(0, verified.Output);
    }

    private (Uri Url, System.Diagnostics.Process Server) Start()
    {
        var url = $"http://127.0.0.1:{Ports.Free()}";
        return (new Uri(url), Command.Start("serve", "--data", _data, "--urls", url));
    }
}
