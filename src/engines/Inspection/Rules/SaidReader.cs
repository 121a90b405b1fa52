using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>Reads 'said' mappings. Tests that are written alike become one test.</summary>
internal sealed class SaidReader(LexiconReader lexicons, SimilarReader similar, DetectorReader detectors, YamlProblems problems)
{
    private const int RegexLengthMax = 2000;

    private readonly List<SaidTest> tests = [];
    private IReadOnlyList<UtteranceRole> byDefault = [UtteranceRole.Staff];
    private Guard guardsDefault = Guard.All;

    internal IReadOnlyList<SaidTest> Tests => tests;

    internal void ReadDefaults(YamlMap? defaults)
    {
        if (defaults is null)
        {
            return;
        }

        byDefault = defaults.Has("by") ? defaults.Choices("by", Names.Roles) : byDefault;
        guardsDefault = defaults.Has("guards") ? Guards(defaults) : guardsDefault;
        similar.ReadDefaults(defaults);
        defaults.Done();
    }

    internal Condition? Read(YamlNode node)
    {
        if (YamlMap.Of(node, "'said'", problems) is not { } map)
        {
            return null;
        }

        var place = Place.Read(map.Map("position"));
        var to = map.Choice("to", Names.Roles);
        var test = Test(map, place.First);
        map.Done();
        tests.Add(test);
        return place.Around(new Said(test), to);
    }

    /// <summary>The operator 'detector': a statistical model that this installation has under this name.</summary>
    internal Condition? ReadDetector(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var detector = detectors.Read(map);
        var place = Place.Read(map.Map("position"));
        var to = map.Choice("to", Names.Roles);
        var by = map.Has("by") ? map.Choices("by", Names.Roles) : byDefault;
        var isTogether = detector?.Scope == Scope.Conversation;
        if (isTogether && (map.Has("guards") || map.Has("position")))
        {
            map.ProblemAt("scope", "of a whole conversation all that is said counts, wherever it stands and whatever stands beside it", "remove 'guards' and 'position'");
        }

        var guards = map.Has("guards") ? Guards(map) : isTogether ? Guard.None : DetectorReader.GuardsDefault(detector);
        var lengthMin = map.Whole("lengthMin", 0, 10_000) ?? DetectorReader.LengthMinDefault(detector);
        map.Done();
        if (detector is null)
        {
            return null;
        }

        var test = new SaidTest { Id = tests.Count, By = by, Detector = isTogether ? detector.Each() : detector, Guards = guards, LengthMin = lengthMin, First = place.First };
        tests.Add(test);
        return isTogether ? new Evidence(place.Around(new Said(test), to), detector.AtLeast) : place.Around(new Said(test), to);
    }

    /// <summary>The operator 'entity': the entity itself is the hit.</summary>
    internal Condition? ReadEntity(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var to = map.Choice("to", Names.Roles);
        var by = map.Has("by") ? map.Choices("by", Names.Roles) : byDefault;
        var guards = map.Has("guards") ? Guards(map) : Guard.None;
        var test = new SaidTest { Id = tests.Count, By = by, Entity = EntityOf(map), Guards = guards };
        map.Done();
        tests.Add(test);
        return to is { } listener ? new Addressed(new Said(test), listener) : new Said(test);
    }

    /// <summary>The operator 'similar': 'to' holds the samples, so the listener is 'hearer' here.</summary>
    internal Condition? ReadSimilar(YamlMap? map)
    {
        if (map is null || similar.Read(map) is not { } samples)
        {
            return null;
        }

        var hearer = map.Choice("hearer", Names.Roles);
        var by = map.Has("by") ? map.Choices("by", Names.Roles) : byDefault;
        var guards = map.Has("guards") ? Guards(map) : guardsDefault;
        var test = new SaidTest { Id = tests.Count, By = by, Similar = samples, Guards = guards };
        map.Done();
        tests.Add(test);
        return hearer is { } listener ? new Addressed(new Said(test), listener) : new Said(test);
    }

    /// <summary>A kind, a list of kinds, or a mapping with what else must hold.</summary>
    private EntityTest? Entity(YamlMap map)
    {
        if (map.Take("entity") is not YamlMappingNode)
        {
            return map.Has("entity") ? new EntityTest(map.Choices("entity", Names.EntityKinds)) : null;
        }

        var full = map.Map("entity")!; // a mapping, see above
        var test = EntityOf(full);
        full.Done();
        return test;
    }

    private static EntityTest EntityOf(YamlMap map)
    {
        if (!map.Has("kind"))
        {
            map.Problem("'kind' is missing", "one of " + string.Join(", ", Names.EntityKinds.Keys));
        }

        var test = new EntityTest(map.Choices("kind", Names.EntityKinds))
        {
            Valid = map.Flag("valid"),
            Count = map.Whole("count", 1, 50) ?? 1,
            AtLeast = Minor(map.Number("atLeast", 0, 1e12)),
            Below = Minor(map.Number("below", 0, 1e12)),
            EqualTo = map.Text("equals"),
            DifferentFrom = map.Text("differs"),
        };
        if ((test.AtLeast is not null || test.Below is not null) && test.Kinds.Any(k => k != EntityKind.Amount))
        {
            map.Problem("'atLeast' and 'below' compare money; the kind must be amount", "count entities with 'count'");
        }

        return test;
    }

    private static long? Minor(double? amount) => amount is { } a ? (long)Math.Round(a * 100) : null;

    private SaidTest Test(YamlMap map, Window? first)
    {
        var options = map.Map("match") is { } match ? LexiconReader.Options(match) : MatchOptions.Loosest;
        var test = new SaidTest
        {
            Id = tests.Count,
            By = map.Has("by") ? map.Choices("by", Names.Roles) : byDefault,
            Any = lexicons.ReadSet(map.Texts("any"), options),
            All = All(map, options),
            None = lexicons.ReadSet(map.Texts("none")),
            NotIn = lexicons.ReadSet(map.Texts("notIn")),
            Regex = Expression(map, "regex"),
            NotRegex = Expression(map, "notRegex"),
            Entity = Entity(map),
            Bars = detectors.ReadBars(map),
            Guards = map.Has("guards") ? Guards(map) : guardsDefault,
            Scope = map.Choice("scope", Names.Scopes) ?? Scope.Utterance,
            AtLeast = map.Whole("atLeast", 1, 50) ?? 1,
            Begins = map.Choice("begins", Names.Beginnings),
            LengthMin = map.Whole("lengthMin", 0, 10_000) ?? 0,
            First = first,
        };
        if (map.Has("any") && test.Any.IsEmpty && !problems.Any)
        {
            map.Problem("'any' holds no phrase", "add phrases or remove it");
        }

        return test;
    }

    /// <summary>Each entry is a phrase list of its own: all entries must occur, of each any phrase.</summary>
    private List<PhraseSet> All(YamlMap map, MatchOptions options)
        => map.List("all").Select(entry => lexicons.ReadSet(map.Texts(entry, "all"), options)).Where(set => !set.IsEmpty).ToList();

    private static Guard Guards(YamlMap map) => map.Choices("guards", Names.Guards).Aggregate(Guard.None, (sum, g) => sum | g);

    private Regex? Expression(YamlMap map, string key)
    {
        if (map.Take(key) is not { } node)
        {
            return null;
        }

        if (node is not YamlScalarNode { Value: { Length: > 0 and <= RegexLengthMax } text })
        {
            problems.Add(node, $"'{key}' must be a text of 1 to {RegexLengthMax} characters");
            return null;
        }

        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            problems.Add(node, $"'{key}' cannot be used: {e.Message.ReplaceLineEndings(" ")}", "look-around, back-references and atomic groups are not available; use notIn, none or notRegex");
            return null;
        }
    }
}

/// <summary>Where in a conversation something must be said.</summary>
internal readonly record struct Place(Window? First, Window? Last, (double From, double To)? Percent)
{
    internal static Place Read(YamlMap? position)
    {
        var first = position?.Map("first") is { } f ? WindowReader.Read(f) : null;
        var last = position?.Map("last") is { } l ? WindowReader.Read(l) : null;
        var percent = position?.Map("percent");
        var part = percent is null ? ((double, double)?)null : (percent.Number("from", 0, 100) ?? 0, percent.Number("to", 0, 100) ?? 100);
        percent?.Done();
        position?.Done();
        return new Place(first, last, part);
    }

    /// <summary>The condition, bound to its listener and to what is only decided later; <see cref="First"/> is the test's own.</summary>
    internal Condition Around(Condition condition, UtteranceRole? to)
    {
        condition = to is { } listener ? new Addressed(condition, listener) : condition;
        condition = Percent is (var from, var until) ? new Within(condition, from, until) : condition;
        return Last is null ? condition : new AtEnd(condition, Last);
    }
}

/// <summary>Reads distances: seconds, utterances, turns, sentences.</summary>
internal static class WindowReader
{
    internal static Window? Read(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var window = new Window(map.Number("seconds", 0, 864_000), map.Whole("utterances", 0, 100_000), map.Whole("turns", 0, 100_000), map.Whole("sentences", 0, 100_000));
        if (window is { Seconds: null, Utterances: null, Turns: null, Sentences: null })
        {
            map.Problem("a distance needs seconds, utterances, turns or sentences", "such as {turns: 3}");
        }

        map.Done();
        return window;
    }
}
