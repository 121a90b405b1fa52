using Daylight.Gate;
using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>The packs that ship with the product, as texts.</summary>
internal static class ShippedPacks
{
    public static IReadOnlyList<NamedText> All { get; } =
        [.. Directory.EnumerateFiles(ProductFiles.Require("packs"), "*.yaml").Select(path => new NamedText(Path.GetFileName(path), File.ReadAllText(path)))];
}
