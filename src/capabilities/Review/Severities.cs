using Daylight.Inspection;

namespace Daylight.Review;

/// <summary>Severities in tables: 0 none, 1 minor, 2 major, 3 critical, so that the worst is the greatest.</summary>
internal static class Severities
{
    public const long AlertFrom = 2;

    public static long Rank(Severity severity) => severity switch
    {
        Severity.Minor => 1,
        Severity.Major => 2,
        Severity.Critical => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };

    /// <summary>The word of a rank; null for none.</summary>
    public static string? Word(long rank) => rank switch
    {
        1 => "minor",
        2 => "major",
        3 => "critical",
        _ => null,
    };

    /// <summary>The rank of a word; null for an unknown one.</summary>
    public static long? Rank(string? word) => word switch
    {
        "minor" => 1,
        "major" => 2,
        "critical" => 3,
        _ => null,
    };
}
