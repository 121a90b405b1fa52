using Daylight.Platform;

namespace Daylight.Portfolio;

/// <summary>The failures of this capability.</summary>
internal static class PortfolioErrors
{
    /// <summary>A case that was closed for another reason.</summary>
    public static Failure CaseClosed(string? reason) => new(
        FailureKind.Conflict, "case-closed", $"The case has been closed before ({reason}); open it again first to close it for another reason.");
}
