namespace Daylight.Gate;

/// <summary>Vectors read from a text of one or more YAML documents.</summary>
/// <param name="Vectors">The vectors that could be read.</param>
/// <param name="Problems">What could not; each counts as a failure.</param>
public sealed record VectorFile(IReadOnlyList<Vector> Vectors, IReadOnlyList<PackProblem> Problems)
{
    /// <summary>Fields that nobody knows; they are ignored.</summary>
    public IReadOnlyList<PackProblem> Warnings { get; init; } = [];

    /// <summary>Reads a vector file. Never throws on a bad text.</summary>
    public static VectorFile Read(string yaml, string fileName)
    {
        var (problems, warnings) = (new List<PackProblem>(), new List<PackProblem>());
        var vectors = new List<Vector>();
        foreach (var document in YamlTree.Read(yaml, fileName, problems))
            if (document is not ScalarNode { IsNull: true })
                vectors.AddRange(Document(new Fields(document, fileName, "", problems), warnings));
        if (vectors.Count == 0 && problems.Count == 0) problems.Add(new(fileName, 0, "vectors", "the file holds no vectors"));
        return new(vectors, problems) { Warnings = warnings };
    }

    /// <summary>Reads one document; the schemas are written from what is asked for here.</summary>
    internal static List<Vector> Document(Fields fields, List<PackProblem> warnings)
    {
        var defaults = new VectorDefaults(fields.Texts("packs"), fields.Text("zone"), fields.Text("calendar"));
        var vectors = fields.Maps("vectors").Select(item => VectorReader.Read(item, defaults, warnings)).OfType<Vector>().ToList();
        fields.Close(warnings);
        return vectors;
    }
}
