namespace Daylight.Gate;

/// <summary>Reads a pack's text.</summary>
public static class PackReader
{
    /// <summary>Reads one pack. Never throws on a bad text: problems say where and what.</summary>
    public static PackReading Read(string yaml, string fileName) => new(null, [new(fileName, 0, "pack", "not readable")]);
}
