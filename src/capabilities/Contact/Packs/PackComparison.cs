using System.Text.Json.Nodes;
using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>Compares two texts of a pack as they are written, so that kinds of rules it does not know are compared too.</summary>
internal static class PackComparison
{
    public static PackComparisonView Of(PackDocument from, PackDocument to)
    {
        var (old, now) = (from.Outline!, to.Outline!); // Both were found as packs.
        return new PackComparisonView(
            to.Name,
            from.Hash,
            to.Hash,
            [.. Fields(old.Fields, now.Fields)],
            [.. Rules(old.Rules, now.Rules)],
            Missing(now.Vectors, old.Vectors),
            Missing(old.Vectors, now.Vectors),
            LineDiff.Of(from.Text, to.Text));
    }

    private static IEnumerable<RuleChangeView> Rules(IReadOnlyList<PartOutline> old, IReadOnlyList<PartOutline> now)
    {
        foreach (var rule in now)
        {
            var before = old.FirstOrDefault(one => one.Id == rule.Id);
            var fields = before is null ? [] : Fields(before.Fields, rule.Fields).ToList();
            if (before is null || fields.Count > 0)
            {
                yield return new RuleChangeView(rule.Id, before is null ? "added" : "changed", PackDetails.Text(rule.Fields["text"]), before?.Line, rule.Line, fields);
            }
        }

        foreach (var gone in old.Where(one => now.All(rule => rule.Id != one.Id)))
        {
            yield return new RuleChangeView(gone.Id, "removed", PackDetails.Text(gone.Fields["text"]), gone.Line, null, []);
        }
    }

    private static IEnumerable<FieldChangeView> Fields(JsonObject old, JsonObject now) =>
        old.Select(field => field.Key).Concat(now.Select(field => field.Key)).Distinct(StringComparer.Ordinal)
            .Where(name => !JsonNode.DeepEquals(old[name], now[name]))
            .Select(name => new FieldChangeView(name, old[name], now[name]));

    private static int Missing(IReadOnlyList<PartOutline> some, IReadOnlyList<PartOutline> others) =>
        some.Count(one => others.All(other => other.Id != one.Id));
}
