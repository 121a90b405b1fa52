using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Daylight.Inspection;

/// <summary>A mistake in a rulebook file: where, what is wrong and what would be right.</summary>
public sealed record RulebookProblem(string File, int Line, int Column, string Message, string? Proposal)
{
    /// <summary>The problem as one line: FILE:LINE:COLUMN: message; proposal.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}" + (Proposal is null ? "" : $"; {Proposal}");
}

/// <summary>The result of reading a rulebook: the rulebook, or the problems that stand in its way.</summary>
public sealed record RulebookReading(Rulebook? Rulebook, IReadOnlyList<RulebookProblem> Problems);

/// <summary>Reads rulebook YAML (spec/rule-language.md). Never throws on any text.</summary>
public static class RulebookReader
{
    private const string ZoneDefault = "Asia/Shanghai";

    /// <summary>Roles in a case that must not hear of the debt.</summary>
    private static readonly string[] ThirdPartiesDefault = ["ListedContact", "Employer", "Unrelated", "Spouse"];

    /// <summary>Reads a rulebook; the file name is only used in problems.</summary>
    public static RulebookReading Read(string yaml, string fileName) => Read(yaml, fileName, RuleSources.Shipped);

    /// <summary>Reads a rulebook against an institution's own background of ordinary text.</summary>
    public static RulebookReading Read(string yaml, string fileName, Background background) => Read(yaml, fileName, RuleSources.Shipped with { Background = background });

    /// <summary>Reads a rulebook with what its rules may lean on.</summary>
    public static RulebookReading Read(string yaml, string fileName, RuleSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var problems = new YamlProblems(fileName);
        if (YamlText.Read(yaml, problems) is not { } root || YamlMap.Of(root, "a rulebook", problems) is not { } map)
        {
            return new RulebookReading(null, problems.All);
        }

        var parts = Compile(map, Hash(yaml), sources, problems);
        return new RulebookReading(problems.Any ? null : new Rulebook(parts), problems.All);
    }

    private static RulebookParts Compile(YamlMap map, string hash, RuleSources sources, YamlProblems problems)
    {
        var name = map.RequiredText("rulebook");
        var version = map.RequiredText("version");
        var title = map.Map("title");
        var titles = new LocalText(title?.RequiredText("zh") ?? name, title?.RequiredText("en") ?? name);
        title?.Done();
        var zone = Zone(map);
        var thirdParties = map.Has("thirdParties") ? map.Texts("thirdParties").Select(t => t.Value!).ToArray() : ThirdPartiesDefault;
        var table = new PhraseTable(sources.Background);
        var lexicons = new LexiconReader(table, problems);
        var similar = new SimilarReader(lexicons, table, sources.Background, problems);
        var detectors = new DetectorReader(sources, problems);
        var said = new SaidReader(lexicons, similar, detectors, problems);
        said.ReadDefaults(map.Map("defaults"));
        lexicons.ReadAll(map.Map("lexicons"));
        var conditions = new ConditionReader(said, problems);
        conditions.ReadNamed(map.Map("conditions"));
        var rules = new RuleReader(conditions, new ExampleReader(problems), problems);
        rules.Categories.UnionWith(map.Texts("categories").Select(c => c.Value!));
        var caps = Caps(map.Map("scoring"), rules.Categories, problems);
        var confirmations = Confirmations(map.Map("confirm"), rules.Categories, conditions, problems);
        ReadRules(map, rules);
        map.Done();
        table.Freeze();
        similar.Build();
        return new RulebookParts(name, version, titles, hash, zone, rules.Rules, table, said.Tests, caps, confirmations, thirdParties, detectors.Models);
    }

    private static void ReadRules(YamlMap map, RuleReader rules)
    {
        foreach (var node in map.List("rules"))
        {
            rules.ReadRule(node);
        }

        foreach (var node in map.List("flows"))
        {
            rules.ReadFlow(node);
        }

        if (!map.Has("rules") && !map.Has("flows"))
        {
            map.Problem("a rulebook needs 'rules' or 'flows'");
        }
    }

    private static DateTimeZone Zone(YamlMap map)
    {
        var name = map.Text("zone") ?? ZoneDefault;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone)
        {
            return zone;
        }

        var nearest = YamlProblems.Nearest(name, DateTimeZoneProviders.Tzdb.Ids);
        map.ProblemAt("zone", $"'{name}' is not an IANA zone", nearest is null ? "such as Asia/Shanghai" : $"did you mean '{nearest}'?");
        return DateTimeZone.Utc;
    }

    private static Dictionary<string, double> Caps(YamlMap? scoring, IReadOnlySet<string> categories, YamlProblems problems)
    {
        var caps = new Dictionary<string, double>(StringComparer.Ordinal);
        var map = scoring?.Map("caps");
        foreach (var category in map?.Keys.ToArray() ?? [])
        {
            Check(category, map!, categories, problems);
            caps[category] = map!.Number(category, 0, 100) ?? 100;
        }

        map?.Done();
        scoring?.Done();
        return caps;
    }

    /// <summary>By category, what must hold somewhere in a conversation before its findings are written.</summary>
    private static Dictionary<string, Condition> Confirmations(YamlMap? map, IReadOnlySet<string> categories, ConditionReader conditions, YamlProblems problems)
    {
        Dictionary<string, Condition> confirmations = new(StringComparer.Ordinal);
        foreach (var category in map?.Keys.ToArray() ?? [])
        {
            Check(category, map!, categories, problems);
            if (conditions.Read(map!.Take(category)) is { } condition)
            {
                confirmations[category] = condition;
            }
        }

        return confirmations;
    }

    private static void Check(string category, YamlMap map, IReadOnlySet<string> categories, YamlProblems problems)
    {
        if (!categories.Contains(category))
        {
            var nearest = YamlProblems.Nearest(category, categories);
            problems.Add(map.Take(category)!, $"'{category}' is not a category", nearest is null ? null : $"did you mean '{nearest}'?"); // asked only of keys that are there
        }
    }

    /// <summary>Line ends do not change what a rulebook says, so they do not change its hash.</summary>
    private static string Hash(string yaml)
        => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml.ReplaceLineEndings("\n"))));
}
