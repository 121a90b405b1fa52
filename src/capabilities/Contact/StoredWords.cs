using System.Text.Json;
using Daylight.Gate;
using Daylight.Platform;
using NodaTime;

namespace Daylight.Contact;

/// <summary>
/// Reads what the tables hold back into the vocabulary. Rows are written from checked words; one that cannot be read means
/// that the table was changed from outside, and what is not known is refused, never guessed.
/// </summary>
internal static class StoredWords
{
    private static readonly long Earliest = UtcMicros.From(new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly long Latest = UtcMicros.From(new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Reads a word that may be missing; false if it is there and is none.</summary>
    public static bool TryRead<T>(string? word, out T? value)
        where T : struct, Enum
    {
        value = null;
        if (word is null)
        {
            return true;
        }

        if (!Words.TryRead<T>(word, out var known))
        {
            return false;
        }

        value = known;
        return true;
    }

    /// <summary>A stored moment; null if no clock of ours can have written it.</summary>
    public static Instant? Moment(long micros) =>
        micros >= Earliest && micros < Latest ? Instant.FromDateTimeOffset(UtcMicros.ToInstant(micros)) : null;

    /// <summary>A stored list of ids; null if it is none.</summary>
    public static IReadOnlyList<string>? Ids(string json)
    {
        try
        {
            var ids = JsonSerializer.Deserialize<List<string?>>(json);
            return ids is null || ids.Contains(null) ? null : ids.ConvertAll(id => id!); // None is null.
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
