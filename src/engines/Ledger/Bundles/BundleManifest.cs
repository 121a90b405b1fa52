namespace Daylight.Ledger.Bundles;

/// <summary>The list of files, and the note by which the log's key vouches for it.</summary>
internal static class BundleManifest
{
    private const int BytesMax = 16 * 1024 * 1024;

    public static byte[] Write(BundleParts parts, Checkpoint checkpoint, BundleFileSet files) => RestrictedJson.Write(
        Object(
            [.. parts.Recipient is { } recipient ? [("recipient", recipient.ToString())] : Array.Empty<(string, LeafValue)>(),
            ("case", parts.CaseId),
            ("checkpoint", Object(("origin", checkpoint.Origin), ("root", checkpoint.Root.ToBase64()), ("size", checkpoint.Size))),
            ("created", LeafTime.Format(parts.Created)),
            ("files", new LeafObject(files.Listed.ToDictionary(file => file.Name, FileObject, StringComparer.Ordinal))),
            ("format", "daylight-bundle/1"),
            ("operator", parts.Operator),
            ("purpose", parts.Purpose),
            ("software", parts.Software),
            ("specs", Object(
                ("merkle-tree", "RFC 9162"),
                ("signed-note", "v1.0.0"),
                ("tlog-checkpoint", "v1.0.0"),
                ("tlog-cosignature", "v1.0.1"),
                ("tlog-policy", "2026-06"),
                ("tlog-proof", "v1")))]),
        BytesMax);

    /// <summary>
    /// The log's key otherwise signs only checkpoints, whose first line is the origin and whose second is a number.
    /// This text has neither, so a signature of one can never pass for the other.
    /// </summary>
    public static string NoteText(byte[] manifest) =>
        $"daylight-bundle-manifest/v1\nsha256 {Hash32.Sha256(manifest).ToHex()}\nsm3 {Sm3.HashData(manifest).ToHex()}\n";

    private static LeafValue FileObject((string Name, BundleFile File) file) => Object(
        [.. file.File.Plain is { } plain ? [("plain", Object(("c", plain.C.ToBase64()), ("c3", plain.C3.ToBase64())))] : Array.Empty<(string, LeafValue)>(),
        ("role", file.File.Role),
        ("sha256", Hash32.Sha256(file.File.Content.Span).ToHex()),
        ("size", file.File.Content.Length),
        ("sm3", Sm3.HashData(file.File.Content.Span).ToHex())]);

    private static LeafObject Object(params (string Key, LeafValue Value)[] members) =>
        new(members.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal));
}
