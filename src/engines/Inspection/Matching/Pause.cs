using System.Buffers;

namespace Daylight.Inspection;

/// <summary>
/// Tells a blank that stands where a speaker paused (「您好 我是安和银行的 您逾期九天了」: transcripts without punctuation) from
/// one that hides a word (「法 院」) or parts the words of a segmented text (「我们 会 起诉 你」). Only the neighbours are looked
/// at; where a blank hides a word within long runs, <see cref="UtteranceScan"/> still finds the word across it.
/// </summary>
internal static class Pause
{
    /// <summary>Shortest run of characters on either side of a pause; interjections aside.</summary>
    private const int RunMin = 2;

    /// <summary>Characters on both sides together from which on a blank is a pause: 「人民 法院」 is none.</summary>
    private const int BothMin = 5;

    private static readonly SearchValues<char> Interjections = SearchValues.Create("对行好嗯哦喂是哎噢啊嗨唉诶");

    /// <summary>Whether the character at a place is a blank that stands for a pause.</summary>
    internal static bool Stands(string text, int at)
    {
        if (!IsBlank(text[at]) || at == 0 || !HanForms.IsHan(text[at - 1]))
        {
            return false;
        }

        var next = at + 1;
        while (next < text.Length && IsBlank(text[next]))
        {
            next++;
        }

        var behind = RunFrom(text, next);
        if (behind < RunMin)
        {
            return false;
        }

        var before = RunBefore(text, at);
        return before >= RunMin ? before + behind >= BothMin : Interjections.Contains(text[at - 1]);
    }

    private static int RunBefore(string text, int at)
    {
        var length = 0;
        while (length < BothMin && at - length > 0 && char.IsLetterOrDigit(text[at - length - 1]))
        {
            length++;
        }

        return length;
    }

    /// <summary>0 where the run does not begin with a Han character: numbers and names in letters keep their blanks.</summary>
    private static int RunFrom(string text, int start)
    {
        if (start == text.Length || !HanForms.IsHan(text[start]))
        {
            return 0;
        }

        var length = 1;
        while (length < BothMin && start + length < text.Length && char.IsLetterOrDigit(text[start + length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsBlank(char c) => c is ' ' or '\u3000' or '\t';
}
