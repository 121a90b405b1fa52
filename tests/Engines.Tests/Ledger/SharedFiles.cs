using System.Text.Json;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>Finds the repository and the data that lies beside it.</summary>
internal static class SharedFiles
{
    public static string Repository { get; } = FindRepository();

    public static string Data(string path) => Path.Combine(Repository, "..", "shared", "data", path);

    public static string Case(string name) => Path.Combine(Repository, "spec", "cases", "ledger", name);

    public static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Daylight.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Daylight.slnx is in no folder above the tests.");
        }

        return folder;
    }
}
