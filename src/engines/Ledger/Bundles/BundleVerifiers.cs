namespace Daylight.Ledger.Bundles;

/// <summary>
/// The two verifiers that travel in every bundle: a page for any browser, offline, and a script of plain Python 3. Each is
/// written from the format and shares no code with <see cref="BundleVerifier"/> or with the other.
/// </summary>
internal static class BundleVerifiers
{
    private static readonly string[] Names = ["verify.html", "verify.py"];

    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files { get; } =
        Names.ToDictionary(name => name, name => (ReadOnlyMemory<byte>)Read(name), StringComparer.Ordinal);

    private static byte[] Read(string name)
    {
        // Embedded by the project file, so it is always there.
        using var stream = typeof(BundleVerifiers).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
