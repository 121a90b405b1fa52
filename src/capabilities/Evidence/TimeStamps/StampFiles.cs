using System.Globalization;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Objects;

namespace Daylight.Evidence;

/// <summary>A stamp's files, as they lie beside the log and go along in a bundle.</summary>
/// <param name="Note">The exact checkpoint that was stamped.</param>
/// <param name="Query">The query.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Chain">The certificates in PEM, the signer's first.</param>
internal sealed record StampParts(byte[] Note, byte[] Query, byte[] Reply, string Chain);

/// <summary>The files under <c>log/ORIGIN/tsa/SIZE/</c>: <c>checkpoint</c> and, of each stamp, <c>AUTHORITY.DIGEST.{tsq,tsr,chain.pem}</c>.</summary>
internal sealed class StampFiles(DataDirectory data, string origin)
{
    private readonly string _folder = Path.Combine([data.Log, .. origin.Split('/'), "tsa"]);

    /// <summary>The path within the log's folder, without the ending.</summary>
    public static string Stem(long size, string authority, string digest) =>
        string.Create(CultureInfo.InvariantCulture, $"tsa/{size}/{authority}.{digest}");

    /// <summary>Writes all parts, the answer last: where it is, the others are.</summary>
    public void Write(long size, string authority, StampDigest digest, StampParts parts)
    {
        var folder = Folder(size);
        var stem = $"{authority}.{StampDigests.Word(digest)}";
        Durable.Write(Path.Combine(folder, "checkpoint"), parts.Note);
        Durable.Write(Path.Combine(folder, $"{stem}.tsq"), parts.Query);
        Durable.Write(Path.Combine(folder, $"{stem}.chain.pem"), Encoding.UTF8.GetBytes(parts.Chain));
        Durable.Write(Path.Combine(folder, $"{stem}.tsr"), parts.Reply);
    }

    /// <summary>The parts of a stamp, or null if one is missing.</summary>
    public StampParts? Read(StampRow row)
    {
        var folder = Folder(row.Size);
        var stem = Path.Combine(folder, $"{row.Authority}.{row.Digest}");
        string[] paths = [Path.Combine(folder, "checkpoint"), $"{stem}.tsq", $"{stem}.tsr", $"{stem}.chain.pem"];
        return paths.All(File.Exists)
            ? new StampParts(File.ReadAllBytes(paths[0]), File.ReadAllBytes(paths[1]), File.ReadAllBytes(paths[2]), File.ReadAllText(paths[3]))
            : null;
    }

    /// <summary>A file by its path within the log's folder, which the caller has checked to be one of ours; or null.</summary>
    public static byte[]? Find(DataDirectory data, string origin, string path)
    {
        var full = Path.Combine([data.Log, .. origin.Split('/'), .. path.Split('/')]);
        return File.Exists(full) ? File.ReadAllBytes(full) : null;
    }

    private string Folder(long size) => Path.Combine(_folder, size.ToString(CultureInfo.InvariantCulture));
}
