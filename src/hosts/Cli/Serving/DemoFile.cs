using System.Text.Json;

namespace Daylight.Cli.Serving;

/// <summary>A sign-in of the demonstration, printed at every start.</summary>
internal sealed record DemoSignIn(string Role, string RoleZh, string Name, string Password);

/// <summary>A simulated collector and the token its program uses.</summary>
internal sealed record DemoCollector(string Name, string StaffId, string Token);

/// <summary>
/// What the demonstration needs again after a restart: sign-ins and tokens of invented staff. It lies in the data directory
/// as <c>demo.json</c>, readable by the server's user only, and exists only where <c>--demo</c> made it.
/// </summary>
internal sealed record DemoFile(
    string InstitutionId, string AdminToken, bool Loaded, IReadOnlyList<DemoSignIn> SignIns, IReadOnlyList<DemoCollector> Collectors)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "demo.json");

    public static DemoFile? Read(string dataFolder) => File.Exists(PathIn(dataFolder))
        ? JsonSerializer.Deserialize<DemoFile>(File.ReadAllText(PathIn(dataFolder)), Options)
        : null;

    public void Write(string dataFolder)
    {
        var path = PathIn(dataFolder);
        var temporary = path + ".new";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(temporary, options))
        {
            JsonSerializer.Serialize(file, this, Options);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
