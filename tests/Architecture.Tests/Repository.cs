namespace Daylight.Architecture;

/// <summary>The source tree the tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>True when the reviewed text files shall be written anew instead of compared (DAYLIGHT_UPDATE=1).</summary>
    public static bool Update => Environment.GetEnvironmentVariable("DAYLIGHT_UPDATE") == "1";

    public static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
                && !path.Contains("/node_modules/", StringComparison.Ordinal) && !path.Contains("/dist/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Daylight.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside a checkout.");
        }

        return folder.FullName;
    }
}
