namespace Daylight.Gate;

/// <summary>Finds what somebody may have meant to write.</summary>
internal static class Nearest
{
    private const int LongestWord = 40;

    /// <summary><c>; did you mean 'x'?</c> for the closest known word, or nothing when none is close.</summary>
    public static string Hint(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > LongestWord) return "";
        // A third of the letters may be wrong; more than that is another word.
        var (best, most) = ((string?)null, (written.Length / 3) + 1);
        foreach (var word in known)
            if (Distance(written, word) is var distance && distance < most) (best, most) = (word, distance);
        return best is null ? "" : $"; did you mean '{best}'?";
    }

    /// <summary>How many letters must be put, dropped or changed (capitals and hyphens do not count), two neighbours in the wrong order being one.</summary>
    private static int Distance(string a, string b)
    {
        (a, b) = (Plain(a), Plain(b));
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                rows[i, j] = Math.Min(rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        return rows[a.Length, b.Length];
    }

    private static string Plain(string word) => word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
