namespace Daylight.Gate;

/// <summary>Vectors read from a text of one or more YAML documents.</summary>
/// <param name="Vectors">The vectors that could be read.</param>
/// <param name="Problems">What could not; each counts as a failure.</param>
public sealed record VectorFile(IReadOnlyList<Vector> Vectors, IReadOnlyList<PackProblem> Problems)
{
    /// <summary>Reads a vector file. Never throws on a bad text.</summary>
    public static VectorFile Read(string yaml, string fileName)
    {
        var problems = new List<PackProblem>();
        var vectors = new List<Vector>();
        foreach (var document in YamlTree.Read(yaml, fileName, problems))
        {
            if (document is ScalarNode { IsNull: true }) continue;
            var fields = new Fields(document, fileName, "", problems);
            var packs = fields.Texts("packs");
            foreach (var item in fields.Maps("vectors"))
                if (Vector(item, packs, fields.Text("zone")) is { } vector) vectors.Add(vector);
        }
        if (vectors.Count == 0 && problems.Count == 0) problems.Add(new(fileName, 0, "vectors", "the file holds no vectors"));
        return new(vectors, problems);
    }

    internal static Vector? Vector(Fields item, IReadOnlyList<string> packs, string? zone)
    {
        var before = item.Problems.Count;
        var question = QuestionReader.Read(item, item.Text("zone") ?? zone);
        var vector = new Vector
        {
            Id = item.Required("id"),
            Cite = item.Text("cite"),
            Line = item.Line,
            Packs = item.Has("packs") ? item.Texts("packs") : packs,
            Question = question,
            Expect = Expect(item, item.Map("expect"), item.Text("zone") ?? zone, question.Intent.Person),
        };
        return item.Problems.Count == before ? vector : null;
    }

    private static Expectation Expect(Fields item, Fields expect, string? zone, string person)
    {
        var verdict = expect.Word<Verdict>("verdict");
        if (verdict is null && !expect.Has("verdict")) expect.Problem("verdict", "is missing");
        var next = expect.Text("next") is { } text && text != "never" ? Times.ReadInstant(text, QuestionReader.ZoneOf(item, zone, person)) : null;
        if (next is null && expect.Text("next") is { } bad && bad != "never") expect.Problem("next", $"'{bad}' is not a moment");
        return new()
        {
            Verdict = verdict ?? Verdict.Refuse,
            Rules = expect.Has("rules") ? expect.Texts("rules") : null,
            Obligations = expect.Has("obligations") ? expect.Texts("obligations") : null,
            Flags = expect.Has("flags") ? expect.Texts("flags") : null,
            Next = next,
            ChecksNext = expect.Has("next"),
        };
    }
}
