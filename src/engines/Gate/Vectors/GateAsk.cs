namespace Daylight.Gate;

/// <summary>What came of one line: a decision as JSON, or problems.</summary>
/// <param name="Json">The decision on one line; null when the line was rejected.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Problems">Why the line was rejected.</param>
public sealed record AskAnswer(string? Json, Decision? Decision, IReadOnlyList<PackProblem> Problems)
{
    /// <summary>Fields that nobody knows; they were ignored.</summary>
    public IReadOnlyList<PackProblem> Warnings { get; init; } = [];
}

/// <summary>The work of <c>daylight gate ask</c>, line by line.</summary>
public static class GateAsk
{
    /// <summary>
    /// Answers one line: an object with <c>intent</c> and optional <c>given</c>, <c>history</c>, <c>zone</c> and <c>id</c> as in vectors,
    /// or the fields of the intent themselves beside <c>given</c>, <c>history</c> and <c>zone</c>.
    /// </summary>
    public static AskAnswer Answer(string line, GatePolicy policy, string fileName = "intents", int lineNumber = 1)
    {
        var problems = new List<PackProblem>();
        var node = YamlTree.ReadJson(line, fileName, lineNumber, problems);
        if (node is null) return new(null, null, problems);
        var root = new Fields(Nested(node), fileName, "", problems);
        var (id, warnings) = (root.Text("id"), new List<PackProblem>());
        var question = new QuestionReader(root, root.Text("zone"), warnings).Question();
        if (problems.Count > 0) return new(null, null, problems);
        var decision = policy.Decide(question);
        root.Close(warnings);
        return new(DecisionJson.Write(decision, id), decision, []) { Warnings = IsNested(node) ? warnings : [.. warnings.Where(w => !Beside(w))] };
    }

    private static bool IsNested(Node node) => node is MapNode map && map.Fields.Any(f => f.Name == "intent");

    /// <summary>Where the intent's fields stand at the top, each level sees the other's fields.</summary>
    private static bool Beside(PackProblem warning) =>
        warning.Field is "intent.id" or "intent.zone" or "intent.given" or "intent.history" || !warning.Field.Contains('.', StringComparison.Ordinal);

    private static Node Nested(Node node)
    {
        if (node is not MapNode map || IsNested(node)) return node;
        return new MapNode([.. map.Fields, ("intent", map)], map.Line);
    }
}
