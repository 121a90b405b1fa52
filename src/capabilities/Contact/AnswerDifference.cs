using System.Text.Json;

namespace Daylight.Contact;

/// <summary>Tells in which fields two answers in short differ: rules and counters by name, everything else as it stands.</summary>
internal static class AnswerDifference
{
    private const int Most = 50;

    public static IReadOnlyList<ReplayDifference> Between(JsonElement stored, JsonElement replayed)
    {
        var (before, after) = (Fields(stored), Fields(replayed));
        List<ReplayDifference> found =
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal)
                .Select(field => new ReplayDifference(field, before.GetValueOrDefault(field), after.GetValueOrDefault(field)))
                .Where(one => one.Stored != one.Replayed)
                .Take(Most),
        ];
        return found.Count > 0
            ? found
            : [new ReplayDifference("form", "as it was written then", "everything decided is the same, but this version writes the words of the answer otherwise")];
    }

    private static Dictionary<string, string> Fields(JsonElement answer)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (var property in answer.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Array)
            {
                fields[property.Name] = property.Value.ToString();
                continue;
            }

            foreach (var item in property.Value.EnumerateArray())
            {
                fields.TryAdd($"{property.Name}: {Name(property.Name, item)}", item.ToString());
            }
        }

        return fields;
    }

    /// <summary>A rule is named by its id, behind what it said; a counter by its rule and key.</summary>
    private static string Name(string list, JsonElement item)
    {
        if (list == "counters")
        {
            return $"{item[0]} {item[1]}";
        }

        var text = (item.ValueKind == JsonValueKind.Array ? item[0] : item).ToString();
        return list == "rules" ? text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..] : text;
    }
}
