namespace Daylight.Inspection;

/// <summary>The marks that somebody else's words are put in.</summary>
internal static class QuotationMarks
{
    internal const string Openings = "“「『‘\"";

    /// <summary>The mark that closes what an opening one has opened; the straight mark closes itself.</summary>
    internal static char Closing(char open) => open switch
    {
        '“' => '”',
        '「' => '」',
        '『' => '』',
        '‘' => '’',
        _ => open,
    };
}
