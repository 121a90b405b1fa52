namespace Daylight.Ledger;

/// <summary>
/// Writes a leaf straight into bytes, its keys in their order. It stands in the way of every act, so it makes no object in
/// between; that reading gives the leaf back is tested, not done each time.
/// </summary>
internal static class EntryLeafWriter
{
    /// <exception cref="LedgerFormatException">Longer than 65,535 bytes, or a field has no form.</exception>
    public static byte[] Write(EntryLeaf leaf)
    {
        var writer = new RestrictedJsonWriter();
        writer.Open();
        Text(writer, "act", leaf.Act);
        Require(leaf.Act.AsSpan().IndexOfAnyExcept(EntryLeaf.ActCharacters) < 0, "act is not lower-case words joined by dots");
        Optional(writer, "asr", leaf.Assurance is { } grade ? Grade(grade) : null);
        Optional(writer, "c", leaf.Payload?.C);
        Optional(writer, "c3", leaf.Payload?.C3);
        Optional(writer, "cap", leaf.Capture);
        Optional(writer, "case", leaf.CaseId);
        Ciphertext(writer, leaf.Ciphertext);
        Details(writer, leaf.Details);
        Optional(writer, "dev", leaf.Device);
        Text(writer, "id", leaf.Id);
        Optional(writer, "k", leaf.KeyId);
        Optional(writer, "op", leaf.Operator);
        Previous(writer, leaf);
        Optional(writer, "rule", leaf.RuleSet);
        Optional(writer, "sub", leaf.Subject);
        Optional(writer, "tc", leaf.Claimed is { } claimed ? LeafTime.Format(claimed) : null);
        Text(writer, "tr", LeafTime.Format(leaf.Received));
        writer.Key("v");
        writer.Number(EntryLeaf.Version);
        writer.Close();
        return RestrictedJson.Short(writer.ToBytes(), EntryBundle.EntryBytesMax);
    }

    private static void Ciphertext(RestrictedJsonWriter writer, Ciphertext? sealedObject)
    {
        if (sealedObject is null)
        {
            return;
        }

        Require(sealedObject.Length >= 0, "ct is not h, n and t");
        writer.Key("ct");
        writer.Open();
        Optional(writer, "h", sealedObject.Hash);
        writer.Key("n");
        writer.Number(sealedObject.Length);
        Text(writer, "t", sealedObject.MediaType);
        writer.Close();
    }

    private static void Details(RestrictedJsonWriter writer, IReadOnlyDictionary<string, LeafValue> details)
    {
        if (details.Count == 0)
        {
            return;
        }

        Require(details.Count <= EntryLeaf.DetailsMax, $"d is not an object of 1 to {EntryLeaf.DetailsMax} details");
        Require(details.Values.All(detail => detail is LeafText or LeafNumber), "d holds more than texts and integers");
        writer.Key("d");
        writer.Members(details, depth: 2);
    }

    private static void Previous(RestrictedJsonWriter writer, EntryLeaf leaf)
    {
        if (leaf.CaseId is null)
        {
            return;
        }

        writer.Key("prev");
        if (leaf.Previous is { } previous)
        {
            writer.Hash(previous);
            return;
        }

        writer.Text("");
    }

    private static string Grade(Assurance grade) => grade switch
    {
        Assurance.A => "A",
        Assurance.B => "B",
        Assurance.C => "C",
        Assurance.D => "D",
        _ => throw Failure("asr is none of A, B, C, D"),
    };

    private static void Optional(RestrictedJsonWriter writer, string key, Hash32? hash)
    {
        if (hash is { } known)
        {
            writer.Key(key);
            writer.Hash(known);
        }
    }

    private static void Optional(RestrictedJsonWriter writer, string key, string? text)
    {
        if (text is not null)
        {
            Text(writer, key, text);
        }
    }

    private static void Text(RestrictedJsonWriter writer, string key, string text)
    {
        Require(text.Length > 0, $"{key} is not a text or is empty");
        writer.Key(key);
        writer.Text(text);
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
