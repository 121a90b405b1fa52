using System.Text.Json;

namespace Daylight.Demo.Samples;

/// <summary>Everything that can be said in a simulated day.</summary>
internal sealed record SampleLibrary(IReadOnlyList<SampleConversation> Conversations, IReadOnlyList<SampleMessage> Messages)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the folder; conversations in the order of their file names, so that choices repeat.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; the message names the file and line.</exception>
    public static SampleLibrary Read(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(folder, "conversations"), "*.jsonl").Order(StringComparer.Ordinal);
        return new SampleLibrary([.. files.SelectMany(Lines<SampleConversation>)], [.. Lines<SampleMessage>(Path.Combine(folder, "messages.jsonl"))]);
    }

    private static IEnumerable<T> Lines<T>(string file) =>
        File.ReadLines(file).Select((line, index) => (line, index)).Where(read => read.line.Length > 0).Select(read => Parse<T>(file, read.line, read.index + 1));

    private static T Parse<T>(string file, string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json) ?? throw new InvalidDataException($"{file}:{number}: empty");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}:{number}: {error.Message}", error);
        }
    }
}
