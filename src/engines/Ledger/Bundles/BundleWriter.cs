using Daylight.Ledger.Bundles;

namespace Daylight.Ledger;

/// <summary>
/// Makes the zip that can be checked without us (spec/bundle.md). Pure: the same parts give the same bytes.
/// It does not verify what it is given; <c>BundleVerifier</c> does, and shares no code with this.
/// </summary>
public static class BundleWriter
{
    /// <summary>Writes a bundle.</summary>
    /// <param name="parts">What goes in.</param>
    /// <param name="log">The log's key, which also signs the list of files.</param>
    public static byte[] Write(BundleParts parts, NoteSigner log)
    {
        var checkpoint = Checkpoint.Parse(parts.Checkpoint.Text);
        var files = new BundleFileSet();
        files.Add("README.zh-CN.md", "readme", StrictText.Encode(BundleReadme.Text(parts, checkpoint, log.Verifier), "readme"));
        foreach (var (name, content) in BundleVerifiers.Files)
        {
            files.Add(name, "verifier", content);
        }

        files.Add("policy.txt", "policy", StrictText.Encode(parts.Policy, "policy"));
        files.Add("checkpoint", "checkpoint", parts.Checkpoint.ToBytes());
        foreach (var entry in parts.Entries)
        {
            AddEntry(files, entry, parts.Checkpoint);
        }

        AddSnapshot(files, parts);
        foreach (var earlier in parts.Earlier)
        {
            var old = Checkpoint.Parse(earlier.Note.Text);
            var proof = string.Concat(earlier.Proof.Select(hash => hash.ToBase64() + "\n"));
            files.Add($"consistency/{Decimal(old.Size)}-{Decimal(checkpoint.Size)}.txt", "consistency", StrictText.Encode($"{proof}\n{earlier.Note}", "proof"));
        }

        BundleHistories.Add(files, parts);
        AddStamps(files, parts);
        files.Add("report.zh-CN.html", "report", BundleReportHtml.Write(BundleReport.Of(parts, log.Verifier)));
        if (parts.ReportPdf is { } pdf)
        {
            files.Add("report.zh-CN.pdf", "report", pdf);
        }

        var manifest = BundleManifest.Write(parts, checkpoint, files);
        var note = BundleManifest.NoteText(manifest);
        return StoredZip.Write(files.With(
            ("manifest.json", manifest),
            ("manifest.json.sig", new SignedNote(note, log.Sign(note)).ToBytes())));
    }

    private static void AddEntry(BundleFileSet files, BundleEntry entry, SignedNote checkpoint)
    {
        var index = Decimal(entry.Index);
        files.Add($"entries/{index}.json", "entry", entry.Leaf);
        files.Add($"proofs/{index}.tlog-proof", "proof", new TlogProof(entry.Index, entry.Path, checkpoint).ToBytes());
        switch (entry.Payload)
        {
            case BundlePayload.Clear clear:
                files.Add($"payload/{index}/content", "payload", clear.Content);
                files.Add($"payload/{index}/salt.bin", "salt", clear.Salt);
                break;
            case BundlePayload.Encrypted encrypted:
                files.AddEncrypted($"payload/{index}/sealed.age", encrypted.AgeFile, EntryLeaf.Parse(entry.Leaf.Span).Payload);
                break;
            case null:
                break;
        }
    }

    private static void AddStamps(BundleFileSet files, BundleParts parts)
    {
        foreach (var size in parts.Stamps.GroupBy(stamp => stamp.Size))
        {
            var folder = $"tsa/{Decimal(size.Key)}";
            files.Add($"{folder}/checkpoint", "stamped-checkpoint", size.First().Note);
            foreach (var stamp in size)
            {
                var stem = $"{folder}/{stamp.Authority}.{StampDigests.Word(stamp.Digest)}";
                files.Add($"{stem}.tsq", "time-stamp", stamp.Query);
                files.Add($"{stem}.tsr", "time-stamp", stamp.Reply);
                files.Add($"{stem}.chain.pem", "time-stamp", StrictText.Encode(stamp.ChainPem, "chain"));
            }
        }
    }

    private static void AddSnapshot(BundleFileSet files, BundleParts parts)
    {
        if (parts.SnapshotIndex is not { } index)
        {
            return;
        }

        var snapshot = EntryLeaf.Parse(parts.Entries.Single(entry => entry.Index == index).Leaf.Span);
        var text = new LeafObject(new Dictionary<string, LeafValue>(snapshot.Details, StringComparer.Ordinal)
        {
            ["case"] = parts.CaseId,
            ["snapshot"] = index,
        });
        files.Add("case/completeness.json", "completeness", RestrictedJson.Write(text));
    }

    private static string Decimal(long value) => StrictText.Decimal(value);
}
