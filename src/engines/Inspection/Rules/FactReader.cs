using YamlDotNet.RepresentationModel;

namespace Daylight.Inspection;

/// <summary>Reads conditions about what was done, how often, how fast and how long, rather than about words.</summary>
internal static class FactReader
{
    private static readonly IReadOnlyList<UtteranceRole> Everybody = [.. Names.Roles.Values];

    internal static Condition Event(YamlMap map)
    {
        var happened = new EventHappened(
            map.Choices("kind", Names.EventKinds),
            By(map),
            (decimal?)map.Number("atLeast", 0, 1e12),
            (decimal?)map.Number("below", 0, 1e12));
        if (!map.Has("kind"))
        {
            map.Problem("'kind' is missing", "one of " + string.Join(", ", Names.EventKinds.Keys));
        }

        if ((happened.AtLeast is not null || happened.Below is not null) && happened.Kinds.Any(k => k is not (UtteranceEventKind.RedPacket or UtteranceEventKind.Transfer)))
        {
            map.Problem("'atLeast' and 'below' compare the amount of a redPacket or transfer", "give other kinds a condition of their own");
        }

        map.Done();
        return happened;
    }

    internal static Condition? Earlier(YamlMap map)
    {
        var filter = new EarlierFilter(
            Texts(map, "rule"), Texts(map, "category"), map.Choices("kinds", Names.Kinds), map.Choices("directions", Names.Directions), map.Flag("sameStaff") ?? false);
        var (atLeast, days) = (map.Whole("atLeast", 1, 10_000), map.Whole("days", 1, 3660));
        map.Done();
        if (atLeast is null || days is null)
        {
            map.Problem("'earlier' needs 'atLeast' and 'days'", "such as {atLeast: 3, days: 7}");
            return null;
        }

        return new Earlier(filter, atLeast.Value, days.Value);
    }

    internal static Condition Repeated(YamlMap map)
    {
        var repeated = new Repeated(
            map.Has("by") ? By(map) : [UtteranceRole.Staff],
            map.Number("similarity", 0.3, 1) ?? 0.7,
            map.Whole("times", 2, 50) ?? 2,
            map.Whole("lengthMin", 2, 1000) ?? 6,
            WindowReader.Read(map.Map("within")));
        map.Done();
        return repeated;
    }

    internal static Condition Pace(YamlMap map)
    {
        var pace = new Pace(map.Number("above", 1, 10_000), map.Number("below", 1, 10_000), map.Choice("by", Names.Roles) ?? UtteranceRole.Staff, map.Whole("lengthMin", 1, 10_000) ?? 10);
        if (pace is { Above: null, Below: null })
        {
            map.Problem("'pace' needs 'above' or 'below', in characters a minute", "such as {above: 360}");
        }

        map.Done();
        return pace;
    }

    internal static Condition Length(YamlMap map)
    {
        var seconds = map.Map("seconds");
        var utterances = map.Map("utterances");
        var length = new Length(seconds?.Number("atLeast", 0, 1e7), seconds?.Number("below", 0, 1e7), utterances?.Whole("atLeast", 0, 1_000_000), utterances?.Whole("below", 0, 1_000_000));
        if (length is { SecondsMin: null, SecondsBelow: null, UtterancesMin: null, UtterancesBelow: null })
        {
            map.Problem("'length' needs 'seconds' or 'utterances' with 'atLeast' or 'below'", "such as {seconds: {below: 10}}");
        }

        seconds?.Done();
        utterances?.Done();
        map.Done();
        return length;
    }

    private static IReadOnlyList<UtteranceRole> By(YamlMap map) => map.Has("by") ? map.Choices("by", Names.Roles) : Everybody;

    private static string[] Texts(YamlMap map, string key) => map.Texts(key).Select(t => t.Value!).ToArray(); // texts are never null, see YamlMap
}
