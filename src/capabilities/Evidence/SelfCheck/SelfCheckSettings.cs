using System.Text.Json;
using System.Text.Json.Serialization;
using Daylight.Platform;

namespace Daylight.Evidence;

/// <summary>How often the ledger checks itself and how many exhibits it opens: <c>config/self-check.json</c>; without the file hourly, one in a hundred.</summary>
/// <param name="Every">From one check to the next.</param>
/// <param name="Percent">How many of a hundred exhibits are drawn.</param>
internal sealed record SelfCheckSettings(TimeSpan Every, int Percent)
{
    private const int MinutesMax = 7 * 24 * 60;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidOperationException">It says something that cannot be meant.</exception>
    public static SelfCheckSettings Read(DataDirectory data)
    {
        var path = Path.Combine(data.Config, "self-check.json");
        try
        {
            var written = File.Exists(path) ? JsonSerializer.Deserialize<Written>(File.ReadAllBytes(path), Strict) ?? new Written() : new Written();
            return written is { EveryMinutes: >= 1 and <= MinutesMax, Percent: >= 1 and <= 100 }
                ? new SelfCheckSettings(TimeSpan.FromMinutes(written.EveryMinutes), written.Percent)
                : throw new InvalidOperationException($"{path}: everyMinutes is 1 to {MinutesMax}, percent 1 to 100");
        }
        catch (JsonException failure)
        {
            throw new InvalidOperationException($"{path}: {failure.Message}");
        }
    }

    private sealed record Written(int EveryMinutes = 60, int Percent = 1);
}
