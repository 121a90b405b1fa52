using System.Text;

namespace Daylight.Platform.Web;

/// <summary>Opaque page cursors: the sort key of the last row, in URL-safe base 64.</summary>
public static class Cursor
{
    /// <summary>The most rows a page may have.</summary>
    public const int LimitMax = 200;

    /// <summary>The rows of a page when the caller does not say.</summary>
    public const int LimitDefault = 50;

    /// <summary>A limit between 1 and <see cref="LimitMax"/>.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? LimitDefault, 1, LimitMax);

    /// <summary>Makes a cursor.</summary>
    public static string From(params string[] keys) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', keys))).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>Reads a cursor of so many keys; null if there is none or it is not one of ours.</summary>
    public static string[]? Read(string? cursor, int keys)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        var padded = cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('\n');
        return parts.Length == keys ? parts : null;
    }

    /// <summary>Cuts a list that was read with one row more than the limit, and makes the cursor of the next page.</summary>
    public static Page<TView> Page<TRow, TView>(List<TRow> rows, int limit, Func<TRow, string[]> key, Func<TRow, TView> view, long? total = null)
    {
        var more = rows.Count > limit;
        if (more)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return new Page<TView>(rows.ConvertAll(row => view(row)), more ? From(key(rows[^1])) : null, total);
    }
}
