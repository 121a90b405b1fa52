using Daylight.Ledger.Verification;

namespace Daylight.Ledger;

/// <summary>
/// Checks an evidence bundle offline, one statement after the other (spec/bundle.md). It is written against the
/// format and uses nothing of the code that writes bundles.
/// </summary>
public static class BundleVerifier
{
    /// <summary>The longest bundle read.</summary>
    public const long BundleBytesMax = int.MaxValue - 64;

    /// <summary>Verifies a zip.</summary>
    /// <param name="zip">Its bytes.</param>
    /// <param name="policy">A policy obtained in another way; null to fall back on the bundle's own.</param>
    public static VerificationReport Verify(ReadOnlyMemory<byte> zip, string? policy = null) => Verify(zip, new BundleReader { Policy = policy });

    /// <summary>Verifies a zip.</summary>
    /// <param name="zip">Its bytes.</param>
    /// <param name="reader">What the reader brings along.</param>
    public static VerificationReport Verify(ReadOnlyMemory<byte> zip, BundleReader reader)
    {
        var checks = new CheckList();
        var archive = BundleArchive.Read(zip);
        checks.Conclude(
            "zip-structure",
            archive.Problems,
            $"容器完好：{archive.Files.Count} 个文件，每一字节都有归属",
            $"the container is intact: {archive.Files.Count} files, every byte accounted for");
        if (archive.Readable)
        {
            return new BundleReading(archive.Files, reader, checks).Verify();
        }

        checks.Fail("rest", BundleVerdict.Malformed, "容器不能读完，其余未核验", "the container can not be read to its end, so nothing else was checked");
        return new VerificationReport(checks.Checks);
    }

    /// <summary>Verifies a zip from a stream, which is read to its end.</summary>
    /// <param name="zip">The stream.</param>
    /// <param name="policy">A policy obtained in another way; null to fall back on the bundle's own.</param>
    public static VerificationReport Verify(Stream zip, string? policy = null)
    {
        using var buffer = new MemoryStream();
        var piece = new byte[128 * 1024];
        for (var read = zip.Read(piece); read > 0; read = zip.Read(piece))
        {
            if (buffer.Length + read > BundleBytesMax)
            {
                return TooLong();
            }

            buffer.Write(piece, 0, read);
        }

        return Verify(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), policy);
    }

    /// <summary>Verifies an unpacked bundle.</summary>
    /// <param name="files">Contents by name, with forward slashes.</param>
    /// <param name="policy">A policy obtained in another way; null to fall back on the bundle's own.</param>
    public static VerificationReport Verify(IReadOnlyDictionary<string, byte[]> files, string? policy = null)
    {
        var checks = new CheckList();
        checks.NotChecked("zip-structure", "核验的是已解开的文件，容器未核验", "unpacked files were given, so the container was not checked");
        var contents = files.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value, StringComparer.Ordinal);
        return new BundleReading(contents, new BundleReader { Policy = policy }, checks).Verify();
    }

    private static VerificationReport TooLong()
    {
        var checks = new CheckList();
        checks.Fail("zip-structure", BundleVerdict.Malformed, "文件超过 2 GB，不予读取", "longer than two gigabytes, so it is not read");
        return new VerificationReport(checks.Checks);
    }
}
