namespace Daylight.Gate;

/// <summary>A pack that was asked but does not govern the contact.</summary>
/// <param name="Pack">The pack's name.</param>
/// <param name="Reason">Why it does not.</param>
/// <param name="Governs">What it governs, in that respect: places and laws, types of debt, or kinds of collectors.</param>
/// <param name="Known">What is known of the contact in that respect.</param>
public sealed record PackSetAside(string Pack, SetAsideReason Reason, IReadOnlyList<string> Governs, IReadOnlyList<string> Known);

/// <summary>Why a pack does not govern a contact.</summary>
public enum SetAsideReason
{
    /// <summary>Neither the person's place nor the law of a debt is one of its own.</summary>
    Elsewhere,
    /// <summary>It is about other types of debt.</summary>
    DebtType,
    /// <summary>It is about other kinds of collectors.</summary>
    Collector,
}
