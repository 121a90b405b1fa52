namespace Daylight.Ledger;

/// <summary>Reads the keys of a leaf; every form that <see cref="EntryLeafWriter"/> would not write is refused.</summary>
internal static class EntryLeafReader
{
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        "act", "asr", "c", "c3", "cap", "case", "ct", "d", "dev", "id", "k", "op", "prev", "rule", "sub", "tc", "tr", "v",
    };

    public static EntryLeaf Read(LeafObject value)
    {
        Require(value.Members.Keys.All(Keys.Contains), "holds a key this version does not know");
        Require(value.Number("v") == EntryLeaf.Version, "version is not 1");
        var caseId = Text(value, "case");
        return new EntryLeaf
        {
            Id = Text(value, "id") ?? throw Failure("id is missing"),
            Act = Act(value),
            Received = LeafTime.Parse(Text(value, "tr") ?? throw Failure("tr is missing")),
            Claimed = Text(value, "tc") is { } claimed ? LeafTime.Parse(claimed) : null,
            CaseId = caseId,
            Previous = Previous(value, caseId),
            Operator = Text(value, "op"),
            Subject = Text(value, "sub"),
            Device = Text(value, "dev"),
            Capture = Hash(value, "cap"),
            Assurance = Grade(value),
            RuleSet = Text(value, "rule"),
            Payload = Payload(value),
            Ciphertext = Ciphertext(value),
            KeyId = Text(value, "k"),
            Details = Details(value),
        };
    }

    private static string Act(LeafObject value)
    {
        var act = Text(value, "act") ?? throw Failure("act is missing");
        Require(act.AsSpan().IndexOfAnyExcept(EntryLeaf.ActCharacters) < 0, "act is not lower-case words joined by dots");
        return act;
    }

    private static Hash32? Previous(LeafObject value, string? caseId)
    {
        var text = value.Text("prev");
        Require(text is null == caseId is null, "prev belongs to entries of a case, and to all of them");
        Require(text is not null || !value.Members.ContainsKey("prev"), "prev is not a text");
        return string.IsNullOrEmpty(text) ? null : Hash32.Parse(text);
    }

    private static Assurance? Grade(LeafObject value) => Text(value, "asr") switch
    {
        null => null,
        "A" => Assurance.A,
        "B" => Assurance.B,
        "C" => Assurance.C,
        "D" => Assurance.D,
        _ => throw Failure("asr is none of A, B, C, D"),
    };

    private static Commitment? Payload(LeafObject value)
    {
        var (c, c3) = (Hash(value, "c"), Hash(value, "c3"));
        Require(c is null == c3 is null, "c and c3 come together");
        return c is { } sha256 && c3 is { } sm3 ? new Commitment(sha256, sm3) : null;
    }

    private static Ciphertext? Ciphertext(LeafObject value)
    {
        if (!value.Members.TryGetValue("ct", out var member))
        {
            return null;
        }

        if (member is not LeafObject { Members.Count: 3 } ct || Hash(ct, "h") is not { } hash
            || ct.Number("n") is not (>= 0 and { } length) || Text(ct, "t") is not { } type)
        {
            throw Failure("ct is not h, n and t");
        }

        return new Ciphertext(hash, length, type);
    }

    private static IReadOnlyDictionary<string, LeafValue> Details(LeafObject value)
    {
        if (!value.Members.TryGetValue("d", out var member))
        {
            return new Dictionary<string, LeafValue>(StringComparer.Ordinal);
        }

        if (member is not LeafObject { Members.Count: > 0 and <= EntryLeaf.DetailsMax } details)
        {
            throw Failure($"d is not an object of 1 to {EntryLeaf.DetailsMax} details");
        }

        Require(details.Members.Values.All(detail => detail is LeafText or LeafNumber), "d holds more than texts and integers");
        return details.Members;
    }

    private static Hash32? Hash(LeafObject value, string key) => Text(value, key) is { } text ? Hash32.Parse(text) : null;

    /// <summary>A text that is not empty, or null if the key is absent.</summary>
    private static string? Text(LeafObject value, string key)
    {
        if (!value.Members.TryGetValue(key, out var member))
        {
            return null;
        }

        return member is LeafText { Value.Length: > 0 } text ? text.Value : throw Failure($"{key} is not a text or is empty");
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw Failure(problem);
        }
    }

    private static LedgerFormatException Failure(string problem) => new("leaf", problem);
}
