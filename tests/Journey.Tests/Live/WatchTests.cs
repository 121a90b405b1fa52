using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Xunit;

namespace Daylight.Journey.Live;

/// <summary><c>daylight watch</c>: the command itself, against the whole product.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private const string Transcript = """{"segments":[{"start":0.1,"end":1.0,"text":"你好，我是公安局的，你已经被立案了，今天不还钱就去抓你。","speaker":"A"},{"start":1.5,"end":2.0,"text":"啊？","speaker":"B"}]}""";
    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-watch-").FullName;
    private Product _product = null!;
    private House _house = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync();
        _house = await _product.OpenHouseAsync("甲机构");
        await Portfolios.BringInAsync(_house);
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_the_server_acknowledged_is_moved_and_inspected_what_it_refuses_is_set_aside_with_the_reason_and_the_rest_stays()
    {
        Put("one.json", Sidecar("A00001") with { Speakers = true });
        Put("one.wav", RandomNumberGenerator.GetBytes(200));
        Put("one.transcript.json", Encoding.UTF8.GetBytes(Transcript));
        Put("two.json", Sidecar("A99999"));
        Put("two.wav", RandomNumberGenerator.GetBytes(200));
        Put("three.json", Sidecar("A00002")); // Its recording has not come yet.
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "three.json"), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
        Put("four.json", Encoding.UTF8.GetBytes("{"));

        var (code, output) = await WatchAsync();

        code.ShouldBe(2, output);
        output.ShouldContain("1 recordings taken, 0 were there before, 2 refused, 1 wait");
        Files("done").ShouldBe(["one.json", "one.transcript.json", "one.wav"]);
        Files("refused").ShouldBe(["four.json", "four.json.reason.txt", "two.json", "two.json.reason.txt", "two.wav"]);
        (await File.ReadAllTextAsync(Path.Combine(_folder, "refused", "two.json.reason.txt"))).ShouldStartWith("caseId: ");
        Files("").ShouldBe(["three.json"]);
        await Portfolios.WaitForAsync(_house.Inspector, "/alerts", item => item["severity"]!.GetValue<string>() == "critical");
        (await _house.Admin.GetAsync("/transcriptions?status=done"))["items"].AsArray().ShouldHaveSingleItem()!["recogniser"]!.GetValue<string>().ShouldBe("openai");
    }

    [Fact]
    public async Task The_same_recording_is_taken_once_and_nothing_in_done_is_overwritten()
    {
        var recording = RandomNumberGenerator.GetBytes(200);
        foreach (var expected in new[] { "1 recordings taken, 0 were there before", "0 recordings taken, 1 were there before" })
        {
            Put("one.json", Sidecar("A00001"));
            Put("one.wav", recording);
            var (code, output) = await WatchAsync();
            code.ShouldBe(0, output);
            output.ShouldContain(expected);
        }

        Files("done").ShouldBe(["one.1.json", "one.1.wav", "one.json", "one.wav"]);
        (await _house.Admin.GetAsync("/transcriptions?status=waiting"))["items"].AsArray().Count.ShouldBe(1, "no recogniser is configured, so it waits");
    }

    [Fact]
    public async Task While_the_server_is_away_everything_stays_where_it_is()
    {
        Put("one.json", Sidecar("A00001"));
        Put("one.wav", RandomNumberGenerator.GetBytes(200));

        var (code, output) = await Command.RunAsync("watch", _folder, "--once", "--server", $"http://127.0.0.1:{Ports.Free()}", "--token", _house.Admin.Token);

        code.ShouldBe(1, output);
        Files("").ShouldBe(["one.json", "one.wav"]);
    }

    [Fact]
    public async Task Who_may_not_import_is_told_and_nothing_moves()
    {
        Put("one.json", Sidecar("A00001"));
        Put("one.wav", RandomNumberGenerator.GetBytes(200));

        var (code, output) = await Command.RunAsync("watch", _folder, "--once", "--server", _product.Http.BaseAddress!.ToString(), "--token", _house.Auditor.Token);

        code.ShouldBe(3, output);
        output.ShouldContain("403");
        Files("").ShouldBe(["one.json", "one.wav"]);
    }

    private static SidecarText Sidecar(string reference) => new(reference, false);

    private Task<(int Code, string Output)> WatchAsync() =>
        Command.RunAsync("watch", _folder, "--once", "--server", _product.Http.BaseAddress!.ToString(), "--token", _house.Admin.Token);

    private void Put(string name, SidecarText sidecar) => Put(name, Encoding.UTF8.GetBytes(
        $$"""{"callId":"{{sidecar.Reference}}","startedAt":"2026-03-02T09:00:00+08:00","endedAt":"2026-03-02T09:00:30+08:00","direction":"outbound","employeeId":"first","caseId":"{{sidecar.Reference}}"{{(sidecar.Speakers ? ",\"speakers\":{\"A\":\"staff\",\"B\":\"customer\"}" : "")}}}"""));

    /// <summary>Written half an hour ago: what is fresh may still be written to, and is left alone.</summary>
    private void Put(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-30));
    }

    private string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(_folder, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private sealed record SidecarText(string Reference, bool Speakers);
}
