namespace Daylight.Ledger;

/// <summary>Which checkpoints to accept (C2SP tlog-policy): a known log signed it, and enough witnesses cosigned it.</summary>
public sealed class TlogPolicy
{
    /// <summary>The most lines of a policy.</summary>
    public const int LinesMax = 2_000;

    private readonly Dictionary<string, PolicyMember> _members;
    private readonly string _quorum;

    internal TlogPolicy(IReadOnlyList<PolicyLog> logs, Dictionary<string, PolicyMember> members, string quorum)
    {
        Logs = logs;
        _members = members;
        _quorum = quorum;
    }

    /// <summary>Logs that are accepted.</summary>
    public IReadOnlyList<PolicyLog> Logs { get; }

    /// <summary>Witnesses by the names they have in this file.</summary>
    public IReadOnlyList<PolicyWitness> Witnesses => [.. _members.Values.OfType<PolicyWitness>()];

    /// <summary>Whether no cosignature is demanded.</summary>
    public bool RequiresNoWitness => _quorum == PolicyText.None;

    /// <summary>The policy that accepts one log without witnesses, as text.</summary>
    public static string ForLog(NoteVerifier log) => $"log {log}\nquorum none\n";

    /// <summary>Reads a policy.</summary>
    /// <exception cref="LedgerFormatException">It is not one, or it uses a key type that is not supported.</exception>
    public static TlogPolicy Parse(ReadOnlySpan<byte> bytes) => PolicyText.Parse(bytes);

    /// <summary>Reads a policy.</summary>
    /// <exception cref="LedgerFormatException">It is not one, or it uses a key type that is not supported.</exception>
    public static TlogPolicy Parse(string text) => Parse(StrictText.Encode(text, "policy"));

    /// <summary>Judges a signed checkpoint.</summary>
    public PolicyOutcome Evaluate(SignedNote note)
    {
        var witnesses = Witnesses;
        var verification = note.Verify([.. Logs.Select(l => l.Key), .. witnesses.Select(w => w.Key)]);
        if (verification.Failed is { } failed)
        {
            return new PolicyOutcome.Rejected($"the signature of {failed.Name} does not verify");
        }

        var origin = note.Text.Split('\n', 2)[0];
        if (Logs.FirstOrDefault(l => l.Key.Name == origin && verification.Verified.Contains(l.Key)) is not { } log)
        {
            return new PolicyOutcome.Rejected($"no log of the policy signed a checkpoint of {origin}");
        }

        var seen = witnesses.Where(w => verification.Verified.Contains(w.Key)).ToList();
        var missing = witnesses.Except(seen).ToList();
        return RequiresNoWitness || Witnessed(_quorum, seen.Select(w => w.Name).ToHashSet(StringComparer.Ordinal))
            ? new PolicyOutcome.Accepted(log, seen)
            : new PolicyOutcome.QuorumMissing(log, seen, missing);
    }

    private bool Witnessed(string name, HashSet<string> seen) => _members[name] switch
    {
        PolicyGroup group => group.Members.Count(member => Witnessed(member, seen)) >= group.Threshold,
        _ => seen.Contains(name),
    };
}

/// <summary>A log of a policy.</summary>
/// <param name="Key">Its key, named after its origin.</param>
/// <param name="Url">Where it can be reached, if the policy says.</param>
public sealed record PolicyLog(NoteVerifier Key, string? Url);

/// <summary>A witness or a group of them.</summary>
/// <param name="Name">The name within the policy.</param>
public abstract record PolicyMember(string Name);

/// <summary>A witness of a policy.</summary>
/// <param name="Name">Its name within the policy.</param>
/// <param name="Key">Its key.</param>
/// <param name="Url">Where it can be reached, if the policy says.</param>
public sealed record PolicyWitness(string Name, NoteVerifier Key, string? Url) : PolicyMember(Name);

/// <summary>A group that counts as one witness once enough of its members have cosigned.</summary>
/// <param name="Name">Its name within the policy.</param>
/// <param name="Threshold">How many are enough.</param>
/// <param name="Members">Witnesses and earlier groups.</param>
public sealed record PolicyGroup(string Name, int Threshold, IReadOnlyList<string> Members) : PolicyMember(Name);

/// <summary>What a policy says about a checkpoint.</summary>
public abstract record PolicyOutcome
{
    private PolicyOutcome()
    {
    }

    /// <summary>A known log signed and the quorum is met.</summary>
    /// <param name="Log">The log.</param>
    /// <param name="Cosigned">Witnesses whose cosignature verified.</param>
    public sealed record Accepted(PolicyLog Log, IReadOnlyList<PolicyWitness> Cosigned) : PolicyOutcome;

    /// <summary>A known log signed, but too few witnesses did.</summary>
    /// <param name="Log">The log.</param>
    /// <param name="Cosigned">Witnesses whose cosignature verified.</param>
    /// <param name="Missing">Witnesses that are missing.</param>
    public sealed record QuorumMissing(PolicyLog Log, IReadOnlyList<PolicyWitness> Cosigned, IReadOnlyList<PolicyWitness> Missing)
        : PolicyOutcome;

    /// <summary>Not a checkpoint of a known log, or a known key's signature fails.</summary>
    /// <param name="Problem">Why.</param>
    public sealed record Rejected(string Problem) : PolicyOutcome;
}
