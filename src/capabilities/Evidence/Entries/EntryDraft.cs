using Daylight.Ledger;

namespace Daylight.Evidence;

/// <summary>An act about to be written into the ledger. It carries pseudonyms and facts, never personal content.</summary>
/// <param name="InstitutionId">Whose log it goes to.</param>
/// <param name="Act">What was done, for example <c>case.opened</c>.</param>
public sealed record EntryDraft(string InstitutionId, string Act)
{
    /// <summary>The case it belongs to; entries of one case are chained by <c>prev</c>.</summary>
    public string? CaseId { get; init; }

    /// <summary>The person it is about (a random id); content is sealed under this person's key.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Who did it (a random id).</summary>
    public string? StaffId { get; init; }

    /// <summary>When the doer says it happened; null means when it was received.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>What is sealed outside; the entry keeps only a commitment to it.</summary>
    public EvidenceContent? Content { get; init; }

    /// <summary>As <see cref="Content"/>, sealed before the transaction (<see cref="EvidenceLog.Prepare"/>); never both.</summary>
    public PreparedContent? Prepared { get; init; }

    /// <summary>Hash of the rules that decided, for example <c>sha256:…</c>.</summary>
    public string? RuleHash { get; init; }

    /// <summary>Facts in short words and ids that readers of the log may see. No personal data.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>
    /// True for the one act that ends or sums up a case: its entry states how many entries of the case stand before it in the
    /// year's log, and the root over them (<c>count</c>, <c>root</c>), so that a bundle shows whether it holds them all.
    /// </summary>
    public bool CountsCase { get; init; }

    /// <summary>Details whose exact kind matters to verifiers, such as the counts of a snapshot.</summary>
    internal IReadOnlyDictionary<string, LeafValue>? ExactDetails { get; init; }
}

/// <summary>Content that is sealed outside the log, up to 64 MiB.</summary>
/// <param name="Plain">Its exact bytes.</param>
/// <param name="MediaType">For example <c>application/json</c>.</param>
public sealed record EvidenceContent(ReadOnlyMemory<byte> Plain, string MediaType)
{
    /// <summary>The most bytes one exhibit may have.</summary>
    public const int PlainBytesMax = 64 * 1024 * 1024;
}
