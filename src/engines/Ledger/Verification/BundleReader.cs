namespace Daylight.Ledger;

/// <summary>What whoever verifies a bundle obtained in another way than from the bundle. Each left out is said in the report.</summary>
public sealed record BundleReader
{
    /// <summary>The policy (C2SP tlog-policy); without it the bundle's own is used.</summary>
    public string? Policy { get; init; }

    /// <summary>Opens payloads that are encrypted to its recipient.</summary>
    public AgeIdentity? Identity { get; init; }

    /// <summary>The root certificates of time-stamp authorities; without them the bundle's own are used.</summary>
    public TimeStampRoots? Roots { get; init; }
}
