namespace Daylight.Evidence;

/// <summary>A self-check has found damage in an institution's ledger; what, the evidence page says.</summary>
public sealed record LedgerDamaged(string InstitutionId);
