namespace Daylight.Journey.Demo;

/// <summary>The samples as they stand in the repository.</summary>
internal static class SampleFolder
{
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) => File.Exists(System.IO.Path.Combine(folder.FullName, "Daylight.slnx"))
        ? System.IO.Path.Combine(folder.FullName, "samples")
        : Find(folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository."));
}
