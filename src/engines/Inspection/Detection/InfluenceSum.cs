namespace Daylight.Inspection;

/// <summary>Gathers what the pieces of one text add to a verdict, by where they stand in the original.</summary>
internal sealed class InfluenceSum(DetectorText text)
{
    private readonly Dictionary<TextSpan, double> weights = [];

    internal void Add(int start, int end, double weight)
    {
        TextSpan span = start < end ? new(text.From(start), text.To(end - 1)) : new(0, 0);
        weights[span] = weights.GetValueOrDefault(span) + weight;
    }

    internal List<DetectorInfluence> Strongest() =>
        [.. weights.Select(pair => new DetectorInfluence(pair.Key, pair.Value))
            .OrderByDescending(influence => Math.Abs(influence.Weight)).ThenBy(influence => influence.Span.From).ThenBy(influence => influence.Span.To)];
}
