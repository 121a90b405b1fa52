namespace Daylight.Platform;

/// <summary>Finds what ships with the product as files: packs, rulebooks, samples, the built console.</summary>
public static class ProductFiles
{
    /// <summary>
    /// The absolute path of a file or folder that lies beside the program, or in a folder above it (a source checkout);
    /// null if there is none.
    /// </summary>
    /// <param name="relative">For example <c>packs</c> or <c>rulebooks/cn-collection.yaml</c>.</param>
    public static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (Path.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>As <see cref="Find"/>, where the product cannot do without.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static string Require(string relative) =>
        Find(relative) ?? throw new FileNotFoundException($"{relative}: not found beside the program or above it; the installation is incomplete.");
}
