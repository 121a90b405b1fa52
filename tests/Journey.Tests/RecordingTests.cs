using System.Text.Json;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary><c>daylight inspect</c> hears the recording of a conversation.</summary>
public sealed class RecordingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daylight-recording").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_voice_raised_in_the_recording_is_found()
    {
        Write(recording: "call.wav");
        WriteWav("call.wav");
        var (code, output) = await InspectAsync();
        code.ShouldBe(0, output);
        var findings = await File.ReadAllLinesAsync(Path.Combine(_folder, "findings.jsonl"));
        findings.Length.ShouldBe(1, output);
        JsonDocument.Parse(findings[0]).RootElement.GetProperty("utterance").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_recording_that_is_not_there_is_told_and_the_words_are_inspected()
    {
        Write(recording: "gone.wav");
        var (code, output) = await InspectAsync();
        code.ShouldBe(0, output);
        output.ShouldContain("conversations.jsonl:1: recording: there is no file gone.wav");
        output.ShouldContain("1 conversations");
    }

    private Task<(int Code, string Output)> InspectAsync() => Command.RunAsync(
        "inspect", "--rulebook", Path.Combine(_folder, "book.yaml"), "--in", Path.Combine(_folder, "conversations.jsonl"), "--out", Path.Combine(_folder, "findings.jsonl"));

    private void Write(string recording)
    {
        File.WriteAllText(Path.Combine(_folder, "book.yaml"), """
            rulebook: test
            version: "1"
            rules:
              - id: loud
                category: conflict
                title: {zh: 声音, en: loud}
                when: {louder: {decibels: 8, by: staff}}
            """);
        File.WriteAllText(Path.Combine(_folder, "conversations.jsonl"), JsonSerializer.Serialize(new
        {
            id = "c-1", kind = "call", recording,
            utterances = Enumerable.Range(0, 4).Select(i => new { role = "staff", start = i * 2.0, end = (i * 2.0) + 1.5, text = "您好" }),
        }) + "\n");
    }

    /// <summary>The staff's channel: a tone of a twentieth of full scale, from the sixth second on three tenths (15.6 dB more).</summary>
    private void WriteWav(string name)
    {
        const int rate = 8_000;
        using BinaryWriter writer = new(File.Create(Path.Combine(_folder, name)));
        writer.Write("RIFF"u8);
        writer.Write(36 + (rate * 8 * 4));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)2);
        writer.Write(rate);
        writer.Write(rate * 4);
        writer.Write((short)4);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(rate * 8 * 4);
        for (var i = 0; i < rate * 8; i++)
        {
            writer.Write((short)(Math.Sin(2 * Math.PI * 440 * i / rate) * (i < rate * 6 ? 0.05 : 0.3) * 32_767));
            writer.Write((short)0);
        }
    }
}
