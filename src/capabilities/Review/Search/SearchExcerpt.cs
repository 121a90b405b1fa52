using Daylight.Inspection;

namespace Daylight.Review;

/// <summary>Cuts the words around the first mark out of an utterance that may be long.</summary>
internal static class SearchExcerpt
{
    private const int BeforeMax = 30;
    private const int LengthMax = 160;

    public static IReadOnlyList<SearchPart> Of(SearchHitPlace hit)
    {
        var text = hit.Shown;
        var from = Math.Max(0, hit.Marks[0].From - BeforeMax);
        var to = Math.Min(text.Length, Math.Max(hit.Marks[0].To, from + LengthMax));
        from += from > 0 && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to -= to < text.Length && char.IsHighSurrogate(text[to - 1]) ? 1 : 0;
        List<SearchPart> parts = [];
        var at = from;
        foreach (var mark in hit.Marks.TakeWhile(mark => mark.From < to))
        {
            Add(parts, text[at..mark.From], marked: false);
            at = Math.Min(mark.To, to);
            Add(parts, text[mark.From..at], marked: true);
        }

        Add(parts, text[at..to], marked: false);
        if (from > 0)
        {
            parts.Insert(0, new SearchPart("…", false));
        }

        if (to < text.Length)
        {
            parts.Add(new SearchPart("…", false));
        }

        return parts;
    }

    private static void Add(List<SearchPart> parts, string text, bool marked)
    {
        if (text.Length > 0)
        {
            parts.Add(new SearchPart(text, marked));
        }
    }
}
