using System.Text.Json.Nodes;
using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>Takes a pack's text apart for the screen, as it is written.</summary>
internal static class PackDetails
{
    /// <summary>Fields every rule has; the rest are what its kind needs.</summary>
    private static readonly string[] Head = ["kind", "instrument", "article", "text", "strength", "mark", "from", "to"];

    public static PackDetailView Of(PackDocument text, string source, PolicyPack? loaded, IReadOnlyList<PackProblem> problems)
    {
        var outline = text.Outline!; // It was found as a pack.
        var instrument = Word(outline.Fields, "instrument") ?? "";
        return new PackDetailView(
            text.Name,
            text.Version,
            text.Hash,
            source,
            Word(outline.Fields, "jurisdiction") ?? "",
            Text(outline.Fields["title"]),
            outline.Fields["scope"]?.DeepClone() as JsonObject,
            Word(outline.Fields, "overlay") == "true",
            Word(outline.Fields, "zone"),
            text.Days,
            text.Text,
            [.. problems.Select(BrowsePacks.Problem)],
            [.. outline.Rules.Select(rule => Rule(rule, instrument, loaded))],
            [.. outline.Vectors.Select(vector => new VectorView(vector.Id, vector.Line, Word(vector.Fields, "cite"), vector.Fields))]);
    }

    /// <summary>A text in both languages; empty where one is not written.</summary>
    public static Platform.Bilingual Text(JsonNode? node) =>
        new((node as JsonObject)?["zh"]?.ToString() ?? "", (node as JsonObject)?["en"]?.ToString() ?? "");

    public static bool IsConfirmed(JsonObject fields) =>
        Word(fields, "mark") is "V1" or "V2" && Word(fields, "conflict") is not "true";

    public static string? Word(JsonObject fields, string name) => fields[name]?.ToString();

    private static RuleDetailView Rule(PartOutline rule, string instrument, PolicyPack? loaded) => new(
        rule.Id,
        rule.Line,
        Word(rule.Fields, "kind") ?? "",
        Word(rule.Fields, "instrument") ?? instrument,
        Word(rule.Fields, "article") ?? "",
        Text(rule.Fields["text"]),
        Word(rule.Fields, "strength") ?? "",
        Word(rule.Fields, "mark") ?? "",
        loaded?.Rules.FirstOrDefault(one => one.Id == rule.Id)?.Confirmed ?? IsConfirmed(rule.Fields),
        Word(rule.Fields, "from"),
        Word(rule.Fields, "to"),
        new JsonObject(rule.Fields.Where(field => !Head.Contains(field.Key, StringComparer.Ordinal))
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))));
}
