namespace Daylight.Sound;

/// <summary>How fast somebody speaks, in characters a minute.</summary>
public static class Pace
{
    /// <summary>
    /// Characters spoken: every Han character and digit counts one, every run of letters one; punctuation and blanks count
    /// nothing unless <paramref name="withMarks"/>, as systems do that count every character of the transcript.
    /// </summary>
    public static int Characters(string text, bool withMarks)
    {
        ArgumentNullException.ThrowIfNull(text);
        var count = 0;
        var inWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var latin = System.Text.Rune.IsLetter(rune) && rune.Value < 0x2E80;
            if (latin ? !inWord : withMarks || System.Text.Rune.IsLetterOrDigit(rune))
            {
                count++;
            }
            inWord = latin;
        }
        return count;
    }

    /// <summary>Characters a minute of voiced time; null where nothing was voiced.</summary>
    public static double? PerMinute(int characters, double voicedSeconds) => voicedSeconds > 0 ? characters * 60 / voicedSeconds : null;
}
