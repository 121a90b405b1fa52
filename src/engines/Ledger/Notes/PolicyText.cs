namespace Daylight.Ledger;

/// <summary>The line format of policies. Blanks are spaces and tabs only; names are compared as written.</summary>
internal sealed class PolicyText
{
    public const string None = "none";

    private readonly List<PolicyLog> _logs = [];
    private readonly Dictionary<string, PolicyMember> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _grouped = new(StringComparer.Ordinal);
    private string? _quorum;

    private PolicyText()
    {
    }

    public static TlogPolicy Parse(ReadOnlySpan<byte> bytes)
    {
        foreach (var octet in bytes)
        {
            Require(octet is 0x09 or 0x0a or (>= 0x20 and not 0x7f), "holds a control character");
        }

        var text = StrictText.Decode(bytes, "policy");
        Require(text.EndsWith('\n'), "does not end in a newline");
        var lines = text[..^1].Split('\n');
        Require(lines.Length <= TlogPolicy.LinesMax, "too many lines");
        var policy = new PolicyText();
        foreach (var line in lines)
        {
            policy.Read(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        }

        Require(policy._quorum is not null, "no quorum line");
        return new TlogPolicy(policy._logs, policy._members, policy._quorum ?? None);
    }

    private void Read(string[] words)
    {
        if (words.Length == 0 || words[0].StartsWith('#'))
        {
            return;
        }

        switch (words[0])
        {
            case "log":
                ReadLog(words);
                break;
            case "witness":
                ReadWitness(words);
                break;
            case "group":
                ReadGroup(words);
                break;
            case "quorum":
                ReadQuorum(words);
                break;
            default:
                throw new LedgerFormatException("policy", "a line is none of log, witness, group, quorum");
        }
    }

    private void ReadLog(string[] words)
    {
        Require(words.Length is 2 or 3, "a log line is 'log vkey [url]'");
        var key = NoteVerifier.Parse(words[1]);
        Require(key.Type == NoteKeyType.Ed25519, "a log's key is of type 1");
        Require(!_logs.Any(log => log.Key.PublicKey.SequenceEqual(key.PublicKey)), "a log's key stands twice");
        _logs.Add(new PolicyLog(key, words.ElementAtOrDefault(2)));
    }

    private void ReadWitness(string[] words)
    {
        Require(words.Length is 3 or 4, "a witness line is 'witness name vkey [url]'");
        var key = NoteVerifier.Parse(words[2]);
        Require(key.Type == NoteKeyType.CosignatureV1, "a witness's key is of type 4");
        var known = _members.Values.OfType<PolicyWitness>();
        Require(!known.Any(witness => witness.Key.PublicKey.SequenceEqual(key.PublicKey)), "a witness's key stands twice");
        Define(new PolicyWitness(words[1], key, words.ElementAtOrDefault(3)));
    }

    private void ReadGroup(string[] words)
    {
        Require(words.Length >= 4, "a group line is 'group name k|all|any member…'");
        var members = words[3..];
        foreach (var member in members)
        {
            Require(_members.ContainsKey(member), "a group names a member that is not defined above");
            Require(_grouped.Add(member), "a member stands in two groups");
        }

        Define(new PolicyGroup(words[1], Threshold(words[2], members.Length), members));
    }

    private void ReadQuorum(string[] words)
    {
        Require(words.Length == 2 && _quorum is null, "there is exactly one line 'quorum name'");
        Require(words[1] == None || _members.ContainsKey(words[1]), "the quorum is not defined above");
        _quorum = words[1];
    }

    private void Define(PolicyMember member) =>
        Require(member.Name != None && _members.TryAdd(member.Name, member), "a name is 'none' or stands twice");

    private static int Threshold(string word, int members)
    {
        if (word is "all" or "any")
        {
            return word == "all" ? members : 1;
        }

        var read = StrictText.TryReadDecimal(word, out var threshold);
        Require(read && threshold >= 1 && threshold <= members, "a group's threshold lies outside its members");
        return (int)threshold;
    }

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new LedgerFormatException("policy", problem);
        }
    }
}
