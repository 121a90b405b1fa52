namespace Daylight.Ledger.Verification;

/// <summary>The payloads handed over: in the clear, or encrypted to a recipient.</summary>
internal sealed class PayloadReading(
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, EntryReading entries, Manifest? manifest, AgeIdentity? identity)
{
    private readonly List<Problem> _problems = [];
    private int _withheld;
    private int _sealed;

    /// <summary>How many are what their entries committed to.</summary>
    public int Opened { get; private set; }

    public void Check(CheckList checks)
    {
        foreach (var entry in entries.Proven.Values)
        {
            Check(entry, $"payload/{StrictText.Decimal(entry.Index)}");
        }

        foreach (var name in files.Keys.Where(name => name.StartsWith("payload/", StringComparison.Ordinal)).Where(IsStray))
        {
            _problems.Add(Problem.Malformed($"{name} 不属于任何账目", $"{name} belongs to no entry"));
        }

        checks.Conclude("payloads", _problems, $"{Opened} 份原文与账目中的承诺相符", $"{Opened} payloads are those the entries committed to");
        if (_sealed > 0)
        {
            checks.NotChecked(
                "payloads-sealed",
                $"{_sealed} 份原文已加密，只有收件人能打开，内容未核验",
                $"{_sealed} payloads are encrypted; only their recipient can open them, so their content was not checked");
        }

        if (_withheld > 0)
        {
            checks.NotChecked("payloads-withheld", $"{_withheld} 条账目的原文未交付，未核验", $"the payloads of {_withheld} entries are not handed over and were not checked");
        }
    }

    private void Check(ProvenEntry entry, string folder)
    {
        var hasContent = files.TryGetValue($"{folder}/content", out var content);
        var hasSalt = files.TryGetValue($"{folder}/salt.bin", out var salt);
        var hasSealed = files.TryGetValue($"{folder}/sealed.age", out var sealedFile);
        if (hasSealed && (hasContent || hasSalt))
        {
            _problems.Add(Problem.Malformed($"{folder} 既有明文又有密文", $"{folder} holds a payload both in the clear and encrypted"));
        }
        else if (hasSealed)
        {
            CheckSealed(entry, $"{folder}/sealed.age", sealedFile.Span);
        }
        else if (hasContent && hasSalt)
        {
            Compare(entry, $"{folder}/content", salt.Span, content.Span);
        }
        else if (hasContent || hasSalt)
        {
            _problems.Add(Problem.Incomplete($"{folder} 缺原文或盐值", $"{folder} lacks its content or salt"));
        }
        else
        {
            _withheld += entry.Leaf.Payload is null ? 0 : 1;
        }
    }

    private void CheckSealed(ProvenEntry entry, string name, ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("age-encryption.org/v1\n"u8))
        {
            _problems.Add(Problem.Malformed($"{name} 不是 age 文件", $"{name} is not an age file"));
            return;
        }

        if (manifest is not null && (entry.Leaf.Payload is null || manifest.Plain(name) != entry.Leaf.Payload))
        {
            _problems.Add(Problem.Tampered($"清单对 {name} 原文的承诺与账目不同", $"the list commits to another plaintext of {name} than the entry does"));
            return;
        }

        if (identity is null)
        {
            _sealed++;
            return;
        }

        try
        {
            var plain = AgeFile.Open(identity, file);
            var salt = Math.Min(plain.Length, Commitment.SaltSize);
            Compare(entry, name, plain.AsSpan(0, salt), plain.AsSpan(salt));
        }
        catch (LedgerFormatException failure)
        {
            _problems.Add(Problem.Tampered($"{name} 不能用所给密钥打开：{failure.Problem}", $"{name} can not be opened with the given key: {failure.Problem}"));
        }
    }

    private void Compare(ProvenEntry entry, string name, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        if (entry.Leaf.Payload is { } commitment && commitment.Opens(salt, content))
        {
            Opened++;
        }
        else
        {
            _problems.Add(Problem.Tampered($"{name} 不是账目所承诺的原文", $"{name} is not what the entry committed to"));
        }
    }

    private bool IsStray(string name)
    {
        var parts = name.Split('/');
        return parts.Length != 3 || parts[2] is not ("content" or "salt.bin" or "sealed.age")
            || !StrictText.TryReadDecimal(parts[1], out _) || !files.ContainsKey($"entries/{parts[1]}.json");
    }
}
