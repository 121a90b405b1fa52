using System.Text;

namespace Daylight.Inspection;

/// <summary>Opens the tables that are part of the engine. They are compiled in; nothing is read from a disk.</summary>
internal static class HanTable
{
    internal static Stream Open(string name)
        => typeof(HanTable).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not compiled in");

    internal static string Text(string name)
    {
        using var reader = new StreamReader(Open(name), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
