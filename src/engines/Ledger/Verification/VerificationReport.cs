namespace Daylight.Ledger;

/// <summary>What a verification concludes; the number is the exit code.</summary>
public enum BundleVerdict
{
    /// <summary>Every check that could be made passed.</summary>
    Ok = 0,

    /// <summary>Something is not what was signed or committed to.</summary>
    Tampered = 1,

    /// <summary>What is there is genuine, but something that should be there is missing.</summary>
    Incomplete = 2,

    /// <summary>It can not be read as a bundle.</summary>
    Malformed = 3,
}

/// <summary>How a check ended.</summary>
public enum CheckStatus
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It does not hold.</summary>
    Failed,

    /// <summary>It was not or can not be made; nothing is claimed.</summary>
    NotChecked,
}

/// <summary>One sentence in both languages.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record Wording(string Zh, string En);

/// <summary>One check.</summary>
/// <param name="Id">A stable id, such as <c>zip-structure</c>.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Text">What was found, and where.</param>
/// <param name="Consequence">What a failure means for the whole; Ok for all others.</param>
/// <param name="Places">At how many places it does not hold; the text names the first five. 0 if it did not fail.</param>
public sealed record BundleCheck(string Id, CheckStatus Status, Wording Text, BundleVerdict Consequence = BundleVerdict.Ok, int Places = 0);

/// <summary>The result of verifying a bundle.</summary>
/// <param name="Checks">Every check, in the order made.</param>
public sealed record VerificationReport(IReadOnlyList<BundleCheck> Checks)
{
    /// <summary>
    /// Tampering outweighs everything; what can not be read outweighs what is missing.
    /// </summary>
    public BundleVerdict Verdict
    {
        get
        {
            var consequences = Checks.Where(check => check.Status == CheckStatus.Failed).Select(check => check.Consequence).ToHashSet();
            return new[] { BundleVerdict.Tampered, BundleVerdict.Malformed, BundleVerdict.Incomplete }
                .FirstOrDefault(consequences.Contains);
        }
    }

    /// <summary>The exit code of the command.</summary>
    public int ExitCode => (int)Verdict;

    /// <summary>The checkpoint, once its signature has passed.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>The case the bundle is about, once the manifest could be read.</summary>
    public string? CaseId { get; init; }

    /// <summary>How many entries passed their proofs.</summary>
    public int Entries { get; init; }

    /// <summary>How many payloads passed their commitments.</summary>
    public int Payloads { get; init; }
}
