using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>What scripts rely on in <c>daylight inspect</c>: no line stops the others, nothing that is read is destroyed.</summary>
public sealed class InspectCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-inspect").FullName;

    public InspectCommandTests() => File.WriteAllText(At("book.yaml"), """
        rulebook: test
        version: "1"
        rules:
          - id: found
            category: abuse
            title: {zh: 词, en: word}
            when: {said: {any: [老赖]}}
        """);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Bad_lines_are_named_and_kept_aside_and_the_good_ones_are_inspected()
    {
        await WriteAsync(Line("c-1"), "no JSON", Line("c-2", "\"recording\":\"a\\u0000b.wav\","), "{\"id\":\"c-3\"}", Line("c-4"));
        var (code, output) = await InspectAsync();
        code.ShouldBe(2, output);
        output.ShouldContain("talks.jsonl:2: line: is not JSON");
        output.ShouldContain("talks.jsonl:3: recording: its path holds a NUL character");
        output.ShouldContain("talks.jsonl:4: utterances: is missing or not a list");
        (await ConversationsAsync()).ShouldBe(["c-1", "c-2", "c-4"]);
        (await File.ReadAllLinesAsync(At("talks.jsonl.rejects.jsonl"))).ShouldBe(["no JSON", "{\"id\":\"c-3\"}"]);
    }

    [Fact]
    public async Task Rejects_that_cannot_be_written_do_not_stop_the_others()
    {
        Directory.CreateDirectory(At("talks.jsonl.rejects.jsonl"));
        await WriteAsync("no JSON", Line("c-1"));
        var (code, output) = await InspectAsync();
        code.ShouldBe(2, output);
        output.ShouldContain("talks.jsonl.rejects.jsonl: cannot be written");
        (await ConversationsAsync()).ShouldBe(["c-1"]);
    }

    [Fact]
    public async Task A_field_that_is_not_known_is_told_once_with_the_number_of_its_lines()
    {
        await WriteAsync(Line("c-1", "\"mood\":1,"), Line("c-2", "\"mood\":2,"));
        var (code, output) = await InspectAsync();
        code.ShouldBe(0, output);
        output.Split('\n').Count(line => line.Contains("mood", StringComparison.Ordinal)).ShouldBe(1, output);
        output.ShouldContain("talks.jsonl:1: mood: is not known and is ignored (in 2 lines)");
    }

    [Fact]
    public async Task Of_more_fields_than_are_told_it_is_counted_how_often_they_were_met()
    {
        await WriteAsync([.. Enumerable.Range(0, 6).Select(line => Line($"c-{line}", string.Concat(Enumerable.Range(0, 20).Select(i => $"\"mood{(line % 3 * 20) + i}\":1,"))))]);
        var (code, output) = await InspectAsync();
        code.ShouldBe(0, output);
        output.ShouldContain("more fields were ignored, 20 times, each counted once a line.");
    }

    [Fact]
    public async Task What_is_read_is_never_written_over_by_whatever_name()
    {
        await WriteAsync(Line("c-1"));
        File.CreateSymbolicLink(At("link.jsonl"), At("talks.jsonl"));
        Directory.CreateSymbolicLink(At("beside"), _folder);
        foreach (var read in new[] { "talks.jsonl", "book.yaml", "link.jsonl", Path.Combine("beside", "talks.jsonl") })
        {
            var before = await File.ReadAllTextAsync(At(read));
            var (code, output) = await InspectAsync(read);
            code.ShouldBe(3, output);
            output.ShouldContain("is read by this command");
            (await File.ReadAllTextAsync(At(read))).ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_mark_at_the_beginning_other_line_ends_and_the_number_of_threads_change_nothing()
    {
        var lines = Enumerable.Range(1, 300).Select(i => Line($"c-{i}")).ToArray();
        await WriteAsync(lines);
        (await InspectAsync("one.jsonl", "--threads", "1")).Code.ShouldBe(0);
        await File.WriteAllTextAsync(At("talks.jsonl"), "\uFEFF" + string.Join("\r\n", lines));
        var (code, output) = await InspectAsync("several.jsonl", "--threads", "5");
        code.ShouldBe(0, output);
        (await File.ReadAllTextAsync(At("several.jsonl"))).ShouldBe(await File.ReadAllTextAsync(At("one.jsonl")));
        output.ShouldNotContain("\u001b[");
    }

    [Fact]
    public async Task An_inspection_that_was_stopped_does_not_say_that_it_is_done()
    {
        await WriteAsync(["no JSON", .. Enumerable.Range(1, 400_000).Select(i => Line($"c-{i}"))]);
        using var inspection = Command.Start("inspect", "--rulebook", At("book.yaml"), "--in", At("talks.jsonl"), "--out", At("findings.jsonl"));
        while (!inspection.HasExited && !(File.Exists(At("findings.jsonl")) && new FileInfo(At("findings.jsonl")).Length > 0))
        {
            await Task.Delay(20);
        }

        using var kill = Process.Start("kill", ["-TERM", $"{inspection.Id}"]);
        await inspection.WaitForExitAsync();
        inspection.ExitCode.ShouldBe(130);
        (await File.ReadAllLinesAsync(At("talks.jsonl.rejects.jsonl"))).ShouldBe(["no JSON"]);
    }

    [Fact]
    public async Task One_look_into_a_folder_that_was_stopped_does_not_say_that_it_is_done()
    {
        using TcpListener server = new(IPAddress.Loopback, 0); // It takes the recording and never answers.
        server.Start();
        foreach (var (name, text) in new[] { ("call.json", "{}"), ("call.wav", "RIFF") })
        {
            await File.WriteAllTextAsync(At(name), text);
            File.SetLastWriteTimeUtc(At(name), DateTime.UnixEpoch);
        }

        using var look = Command.Start("watch", _folder, "--server", $"http://{server.LocalEndpoint}", "--token", "t", "--once");
        using var asked = await server.AcceptTcpClientAsync();
        using var kill = Process.Start("kill", ["-TERM", $"{look.Id}"]);
        await look.WaitForExitAsync();
        look.ExitCode.ShouldBe(130);
    }

    private static string Line(string id, string more = "") => $$"""{"id":"{{id}}",{{more}}"utterances":[{"role":"staff","text":"你这个老赖"}]}""";

    private string At(string name) => Path.Combine(_folder, name);

    private Task WriteAsync(params string[] lines) => File.WriteAllLinesAsync(At("talks.jsonl"), lines);

    private Task<(int Code, string Output)> InspectAsync(string output = "findings.jsonl", params string[] more) =>
        Command.RunAsync(["inspect", "--rulebook", At("book.yaml"), "--in", At("talks.jsonl"), "--out", At(output), .. more]);

    private async Task<string?[]> ConversationsAsync() =>
        [.. (await File.ReadAllLinesAsync(At("findings.jsonl"))).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("conversation").GetString())];
}
