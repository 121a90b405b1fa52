using System.Globalization;

namespace Daylight.Ledger.Verification;

/// <summary>One verification of a bundle's files.</summary>
internal sealed class BundleReading(
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, BundleReader reader, CheckList checks)
{
    // The last second that has a date.
    private const long LastSecond = 253_402_300_799;

    public VerificationReport Verify()
    {
        var policy = ReadPolicy();
        CheckManifestSignature(policy);
        var manifest = ReadManifest();
        if (manifest is not null)
        {
            manifest.CheckFiles(files, checks);
        }

        var checkpoint = CheckCheckpoint(policy, manifest);
        var entries = checkpoint is null ? null : EntryReading.Read(files, checkpoint, checks);
        var opened = 0;
        TimeReading? time = null;
        if (checkpoint is not null && entries is not null)
        {
            PayloadReading payloads = new(files, entries, manifest, reader.Identity);
            payloads.Check(checks);
            opened = payloads.Opened;
            CaseReading.Check(manifest?.CaseId, entries, files, checks);
            EarlierReading.Check(files, policy, checkpoint, checks);
            HistoryReading.Check(manifest?.CaseId, entries, files, checks);
            time = new TimeReading(files, policy!, checkpoint, reader.Roots); // There is no checkpoint without a policy.
            time.Check(checks);
        }

        AddWhatIsNotProven(time);
        return new VerificationReport(checks.Checks)
        {
            Checkpoint = checkpoint,
            CaseId = manifest?.CaseId,
            Entries = entries?.Proven.Count ?? 0,
            Payloads = opened,
        };
    }

    private TlogPolicy? ReadPolicy()
    {
        try
        {
            if (reader.Policy is { } given)
            {
                var own = TlogPolicy.Parse(given);
                checks.Pass("policy", "使用您提供的策略：公钥由您认定", "your policy is used: you vouch for the keys");
                return own;
            }

            if (!files.TryGetValue("policy.txt", out var bytes))
            {
                checks.Fail("policy", BundleVerdict.Malformed, "缺少 policy.txt，也未提供策略", "policy.txt is missing and no policy was given");
                return null;
            }

            var policy = TlogPolicy.Parse(bytes.Span);
            checks.NotChecked(
                "policy",
                "使用包内自带的策略：只能说明本包自身前后一致，公钥属于谁须另行核对",
                "the bundle's own policy is used: this shows only that the bundle agrees with itself; whose key it is must be checked in another way");
            return policy;
        }
        catch (LedgerFormatException failure)
        {
            checks.Fail("policy", BundleVerdict.Malformed, $"policy.txt 不能读取：{failure.Problem}", $"policy.txt can not be read: {failure.Problem}");
            return null;
        }
    }

    private void CheckManifestSignature(TlogPolicy? policy)
    {
        const string Id = "manifest-signature";
        if (!files.TryGetValue("manifest.json", out var manifest) || !files.TryGetValue("manifest.json.sig", out var signature))
        {
            checks.Fail(Id, BundleVerdict.Malformed, "缺少 manifest.json 或其签名", "manifest.json or its signature is missing");
            return;
        }

        if (policy is null)
        {
            checks.NotChecked(Id, "没有可用的策略，清单签名未核验", "without a policy the signature of the list was not checked");
            return;
        }

        if (!files.ContainsKey("checkpoint"))
        {
            checks.NotChecked(Id, "没有检查点，不知道应由哪个账本签名，清单签名未核验", "without a checkpoint it is unknown which log should have signed the list, so its signature was not checked");
            return;
        }

        try
        {
            var note = SignedNote.Parse(signature.Span);
            var expected = "daylight-bundle-manifest/v1\n"
                + $"sha256 {Hash32.Sha256(manifest.Span).ToHex()}\n"
                + $"sm3 {Sm3.HashData(manifest.Span).ToHex()}\n";
            var signed = note.Signatures.Count == 1 && note.Signatures[0].Name == CheckpointOrigin()
                && note.Verify([.. policy.Logs.Select(log => log.Key)]).Ok;
            if (signed && note.Text == expected)
            {
                checks.Pass(Id, "清单由账本密钥签名，SHA-256 与 SM3 均符", "the list of files is signed by the log's key, in SHA-256 and SM3");
                return;
            }

            var place = signed ? "manifest.json" : "manifest.json.sig";
            checks.Fail(Id, BundleVerdict.Tampered, $"清单或其签名被改动（{place}）", $"the list of files or its signature was changed ({place})");
        }
        catch (LedgerFormatException failure)
        {
            checks.Fail(
                Id, BundleVerdict.Tampered, $"manifest.json.sig 不能读取：{failure.Problem}", $"manifest.json.sig can not be read: {failure.Problem}");
        }
    }

    // A policy may know several logs; only the one whose checkpoint this is may vouch for the files.
    private string? CheckpointOrigin() => files.TryGetValue("checkpoint", out var bytes) && bytes.Span.IndexOf((byte)'\n') is >= 0 and var end
        ? StrictText.Decode(bytes.Span[..end], "checkpoint")
        : null;

    private Manifest? ReadManifest()
    {
        if (!files.TryGetValue("manifest.json", out var bytes))
        {
            return null;
        }

        try
        {
            return Manifest.Parse(bytes.Span);
        }
        catch (LedgerFormatException failure)
        {
            checks.Fail(
                "file-hashes", BundleVerdict.Malformed, $"manifest.json 不能读取：{failure.Problem}", $"manifest.json can not be read: {failure.Problem}");
            return null;
        }
    }

    private Checkpoint? CheckCheckpoint(TlogPolicy? policy, Manifest? manifest)
    {
        const string Id = "checkpoint";
        if (policy is null || !files.TryGetValue("checkpoint", out var bytes))
        {
            checks.Fail(Id, BundleVerdict.Malformed, "缺少检查点或策略，检查点未核验", "the checkpoint or a policy is missing, so it was not checked");
            return null;
        }

        try
        {
            var note = SignedNote.Parse(bytes.Span);
            var outcome = policy.Evaluate(note);
            if (outcome is PolicyOutcome.Rejected rejected)
            {
                checks.Fail(Id, BundleVerdict.Tampered, $"检查点签名不被策略认可：{rejected.Problem}", $"the policy does not accept the checkpoint: {rejected.Problem}");
                return null;
            }

            var checkpoint = Checkpoint.Parse(note.Text);
            if (manifest is not null && !manifest.Names(checkpoint))
            {
                checks.Fail(Id, BundleVerdict.Tampered, "检查点与清单所述不符", "the checkpoint is not the one the list of files names");
                return null;
            }

            checks.Pass(
                Id,
                $"检查点签名有效：{checkpoint.Origin}，{checkpoint.Size} 条，根 {checkpoint.Root}",
                $"the checkpoint's signature is valid: {checkpoint.Origin}, {checkpoint.Size} entries, root {checkpoint.Root}");
            CheckWitnesses(policy, outcome, note);
            return checkpoint;
        }
        catch (LedgerFormatException failure)
        {
            checks.Fail(Id, BundleVerdict.Tampered, $"检查点不能读取：{failure.Problem}", $"the checkpoint can not be read: {failure.Problem}");
            return null;
        }
    }

    private void CheckWitnesses(TlogPolicy policy, PolicyOutcome outcome, SignedNote note)
    {
        const string Id = "witnesses";
        if (policy.RequiresNoWitness)
        {
            checks.NotChecked(
                Id,
                "策略不要求见证人：没有第三方证明账本未曾分叉",
                "the policy asks for no witness: no third party shows that the log was never forked");
            return;
        }

        if (outcome is PolicyOutcome.QuorumMissing missing)
        {
            var names = string.Join(", ", missing.Missing.Select(witness => witness.Name));
            checks.Fail(
                Id,
                BundleVerdict.Incomplete,
                $"见证人签名不足，没有足够的第三方证明账本未曾分叉，缺：{names}",
                $"too few witnesses cosigned, so not enough third parties show that the log was never forked; missing: {names}");
            return;
        }

        var cosigned = outcome is PolicyOutcome.Accepted accepted ? accepted.Cosigned : [];
        var seen = string.Join(", ", cosigned.Select(witness => $"{witness.Name} ({Stated(note, witness)})"));
        checks.Pass(
            Id,
            $"见证人已签名，以下时间账目已存在，且此前账本只有增加：{seen}",
            $"cosigned by witnesses, at whose time the entries existed and the log had only grown: {seen}");
    }

    private static string Stated(SignedNote note, PolicyWitness witness) => NoteVerifier.CosignedAt(note.Signatures.First(witness.Key.Claims)) is >= 0 and <= LastSecond and var seconds
        ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
        : "?";

    private void AddWhatIsNotProven(TimeReading? time)
    {
        if (time is null)
        {
            TimeReading.NotProven(checks);
        }
        else
        {
            time.CheckAuthorities(checks);
        }

        checks.NotChecked("omission", "不能证明应记之事都已记录，须与外部记录核对", "not proven: that everything that happened was recorded; compare with outside records");
        checks.NotChecked("truth", "不能证明内容在写入之前属实", "not proven: that the content was true before it was recorded");
        checks.NotChecked("person", "不能证明代号对应的自然人", "not proven: which person a pseudonym stands for");
        checks.NotChecked("place-and-camera", "不能证明拍摄地点与拍摄设备", "not proven: the place and the camera of a capture");
    }
}
