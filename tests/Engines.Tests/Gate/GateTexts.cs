using Daylight.Gate;

namespace Daylight.Engines.Gate;

/// <summary>The shipped packs and case files, read once.</summary>
internal static class GateTexts
{
    public static readonly string Root = FindRoot();

    public static readonly PackLibrary Library = PackLibrary.Read(Files("packs"));

    public static GatePolicy Policy(params string[] packs) =>
        Library.Resolve(packs, out var unknown) ?? throw new InvalidOperationException($"no pack {string.Join(", ", unknown)}: {string.Join("\n", Library.Problems)}");

    /// <summary>The question of the first vector of a text.</summary>
    public static GateQuestion Question(string vectors) => ((ContactVector)VectorFile.Read(vectors, "t").Vectors[0]).Question;

    public static IEnumerable<NamedText> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.yaml").Order(StringComparer.Ordinal).Select(f => new NamedText(Path.GetFileName(f), File.ReadAllText(f)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daylight.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no Daylight.slnx above the tests");
    }
}
