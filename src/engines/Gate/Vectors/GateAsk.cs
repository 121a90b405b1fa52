namespace Daylight.Gate;

/// <summary>What came of one line: a decision as JSON, or problems.</summary>
/// <param name="Json">The decision on one line; null when the line was rejected.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Problems">Why the line was rejected.</param>
public sealed record AskAnswer(string? Json, Decision? Decision, IReadOnlyList<PackProblem> Problems);

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
        var question = QuestionReader.Read(root, root.Text("zone"));
        if (problems.Count > 0) return new(null, null, problems);
        var decision = policy.Decide(question);
        return new(DecisionJson.Write(decision, root.Text("id")), decision, []);
    }

    private static Node Nested(Node node)
    {
        if (node is not MapNode map || map.Fields.Any(f => f.Name == "intent")) return node;
        return new MapNode([.. map.Fields, ("intent", map)], map.Line);
    }
}
