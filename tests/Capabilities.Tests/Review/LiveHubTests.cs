using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Identity;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Daylight.Review;

public sealed class LiveHubTests(ITestOutputHelper output)
{
    private const char RecordEnd = '\u001e';

    [Fact]
    public async Task Only_who_may_see_alerts_is_let_in()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        Caller? caller = null;
        await using var host = await HostAsync(home, () => caller);

        (await host.GetTestClient().PostAsync("/hub/live/negotiate?negotiateVersion=1", null)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        caller = home.Collector;
        (await host.GetTestClient().PostAsync("/hub/live/negotiate?negotiateVersion=1", null)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        caller = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        (await host.GetTestClient().PostAsync("/hub/live/negotiate?negotiateVersion=1", null)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_browser_is_told_of_its_team_and_of_nothing_else()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var lead = await home.Installation.AddStaffAsync(Role.Supervisor, "lead", ConductHome.TeamA);
        await using var host = await HostAsync(home, () => lead);
        using var browser = await ConnectAsync(host);

        var inB = await home.OpenCallAsync(home.Colleague);
        await home.SayAsync(inB, 0, "老赖", caller: home.Colleague);
        await home.InspectAsync();
        var inA = await home.OpenCallAsync();
        await home.SayAsync(inA, 0, "你这个老赖");
        await home.InspectAsync();

        var batch = await browser.BatchAsync();
        batch.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("conversationId").GetString()).ShouldBe([inA]);
        batch.GetProperty("conversations").EnumerateArray().Select(view => view.GetProperty("id").GetString()).ShouldBe([inA]);
        batch.GetProperty("snapshot").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_browser_of_who_decides_on_models_is_told_of_one()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var caller = officer;
        await using var host = await HostAsync(home, () => caller);
        var feed = await home.Get<LiveFeed>().LoadAsync(TestInstallation.Institution, CancellationToken.None);
        using var ofOfficer = await ConnectAsync(host);
        caller = inspector;
        using var ofInspector = await ConnectAsync(host);
        ModelAlertRecord row = new() { Id = "al-1", InstitutionId = TestInstallation.Institution, Seq = 1, Model = "own-abuse", Hash = "sha256:00", Drift = 0.3, Texts = 300 };
        var alert = (await home.ReadAsync(session => home.Get<ModelAlerts>().Views(session, TestInstallation.Institution, [row])))[0];

        home.Get<LiveFeed>().Apply(TestInstallation.Institution, alert);
        var told = await ofOfficer.BatchAsync();
        while (told.GetProperty("alerts").GetArrayLength() == 0)
        {
            told = await ofOfficer.BatchAsync();
        }

        var call = await home.OpenCallAsync();
        await home.SayAsync(call, 0, "老赖");
        await home.InspectAsync();
        List<string?> heard = [];
        while (!heard.Contains("abuse"))
        {
            heard.AddRange((await ofInspector.BatchAsync()).GetProperty("alerts").EnumerateArray().Select(one => one.GetProperty("category").GetString()));
        }

        told.GetProperty("alerts")[0].GetProperty("model").GetProperty("name").GetString().ShouldBe("own-abuse");
        heard.ShouldNotContain(ModelAlerts.Category);
        feed.Seq.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task After_a_break_the_browser_asks_for_what_it_missed()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        await using var host = await HostAsync(home, () => inspector);
        var seq = (await home.Get<ReadWall>().RunAsync(inspector, CancellationToken.None)).Seq;
        var id = await home.OpenCallAsync();
        await home.SayAsync(id, 0, "老赖");
        await home.InspectAsync();
        using var browser = await ConnectAsync(host);

        await browser.SendAsync($$"""{"type":1,"invocationId":"1","target":"Since","arguments":[{{seq}}]}""");

        var answer = await browser.AnswerAsync();
        answer.GetProperty("result").GetProperty("alerts").GetArrayLength().ShouldBe(1);
        answer.GetProperty("result").GetProperty("conversations")[0].GetProperty("lastText").GetString().ShouldBe("老赖");
    }

    [Fact]
    public async Task Many_changes_at_once_come_as_few_batches_that_hold_them_all()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        await using var host = await HostAsync(home, () => inspector);
        using var browser = await ConnectAsync(host);
        var id = await home.OpenCallAsync();
        await home.InspectAsync();
        HashSet<long> seen = [];
        var watch = Stopwatch.StartNew();
        for (var seq = 0; seq < 40; seq++)
        {
            await home.SayAsync(id, seq, $"{seq}，老赖");
            await home.InspectAsync();
        }

        var batches = 0;
        while (seen.Count < 40)
        {
            var batch = await browser.BatchAsync();
            batches++;
            seen.UnionWith(batch.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("seq").GetInt64()));
        }

        output.WriteLine($"40 alerts in {batches} batches within {watch.ElapsedMilliseconds} ms");
        // Four a second, the one that opened the conversation, and the two that were saved up before it.
        batches.ShouldBeLessThanOrEqualTo((int)(watch.Elapsed.TotalSeconds * 4) + 3);
    }

    [Fact]
    public async Task An_utterance_reaches_the_browser_as_an_alert()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        await using var host = await HostAsync(home, () => inspector);
        await using var delivery = await home.DeliverAsync();
        using var browser = await ConnectAsync(host);
        var id = await home.OpenCallAsync();
        List<double> milliseconds = [];
        for (var seq = 0; seq < 20; seq++)
        {
            // The four a second are shared with what came before: wait them out, as a conversation does.
            await Task.Delay(300);
            var watch = Stopwatch.StartNew();
            await home.SayAsync(id, seq, $"{seq}，老赖");
            await browser.BatchAsync(batch => batch.GetProperty("alerts").GetArrayLength() > 0);
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
        }

        milliseconds.Sort();
        output.WriteLine($"utterance to alert at the socket: median {milliseconds[10]:F1} ms, worst of 20 {milliseconds[^1]:F1} ms");
        milliseconds.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Who_reviews_emergencies_hears_of_one_at_once_and_others_hear_nothing_of_it()
    {
        await using var home = await ConductHome.OpenAsync(Dialect.Sqlite);
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        var inspector = await home.Installation.AddStaffAsync(Role.Inspector, "inspector");
        var caller = officer;
        await using var host = await HostAsync(home, () => caller);
        using var told = await ConnectAsync(host);
        caller = inspector;
        using var untold = await ConnectAsync(host);
        Notices notices = new(host.Services.GetRequiredService<IHubContext<LiveHub>>(), NullLogger<Notices>.Instance);

        await notices.ConsiderAsync([new LedgerDamaged("in00000000000000000099")], CancellationToken.None);
        await notices.ConsiderAsync([new EmergencyChanged(TestInstallation.Institution)], CancellationToken.None);
        await notices.ConsiderAsync([new LedgerDamaged(TestInstallation.Institution)], CancellationToken.None);

        (await told.NoticeAsync()).ShouldBe("emergency");
        (await told.NoticeAsync()).ShouldBe("health");
        await untold.SendAsync("""{"type":1,"invocationId":"1","target":"Since","arguments":[0]}""");
        (await untold.NextAsync(message => message.TryGetProperty("target", out _) || message.TryGetProperty("invocationId", out _)))
            .TryGetProperty("target", out _).ShouldBeFalse("the answer to what was asked later comes first");
    }

    private static async Task<WebApplication> HostAsync(ConductHome home, Func<Caller?> caller)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        builder.Services.AddSingleton<TimeProvider>(home.Clock);
        builder.Services.AddSingleton(home.Get<LiveFeed>());
        builder.Services.AddSingleton(home.Get<LiveSignal>());
        builder.Services.AddSingleton<LiveConnections>();
        builder.Services.AddHostedService<LivePush>();
        var host = builder.Build();
        host.Use((http, next) =>
        {
            http.Features.Set(caller());
            http.Features.Set(new CallerCredential("of the test", isToken: false));
            return next();
        });
        LiveHub.Map(host);
        await host.StartAsync();
        return host;
    }

    private static async Task<Browser> ConnectAsync(WebApplication host)
    {
        Browser browser = new(await host.GetTestServer().CreateWebSocketClient().ConnectAsync(new Uri("ws://localhost/hub/live"), CancellationToken.None));
        await browser.SendAsync("""{"protocol":"json","version":1}""");
        await browser.NextAsync(message => !message.TryGetProperty("type", out _));
        return browser;
    }

    /// <summary>The browser's end of the live connection, speaking SignalR's JSON protocol.</summary>
    private sealed class Browser(WebSocket socket) : IDisposable
    {
        private readonly Queue<JsonElement> _waiting = [];

        public Task SendAsync(string message) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(message + RecordEnd), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        /// <summary>The next batch that is accepted; others before it are passed over.</summary>
        public async Task<JsonElement> BatchAsync(Func<JsonElement, bool>? accept = null)
        {
            var message = await NextAsync(item => Type(item) == 1
                && item.GetProperty("target").GetString() == "batch"
                && (accept is null || accept(item.GetProperty("arguments")[0])));
            return message.GetProperty("arguments")[0];
        }

        public async Task<string?> NoticeAsync() => (await NextAsync(item => Type(item) == 1 && item.GetProperty("target").GetString() == "notice")).GetProperty("arguments")[0].GetString();

        public Task<JsonElement> AnswerAsync() => NextAsync(item => Type(item) == 3);

        public async Task<JsonElement> NextAsync(Func<JsonElement, bool> accept)
        {
            while (true)
            {
                while (_waiting.TryDequeue(out var message))
                {
                    if (accept(message))
                    {
                        return message;
                    }
                }

                await ReadAsync();
            }
        }

        public void Dispose() => socket.Dispose();

        private static int Type(JsonElement message) => message.TryGetProperty("type", out var type) ? type.GetInt32() : 0;

        private async Task ReadAsync()
        {
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
            using MemoryStream bytes = new();
            var buffer = new byte[64 * 1024];
            do
            {
                var read = await socket.ReceiveAsync(buffer, patience.Token);
                bytes.Write(buffer, 0, read.Count);
            }
            while (bytes.Length == 0 || bytes.GetBuffer()[bytes.Length - 1] != RecordEnd);
            foreach (var part in Encoding.UTF8.GetString(bytes.ToArray()).Split(RecordEnd, StringSplitOptions.RemoveEmptyEntries))
            {
                _waiting.Enqueue(JsonDocument.Parse(part).RootElement);
            }
        }
    }
}
