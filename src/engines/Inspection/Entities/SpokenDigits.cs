namespace Daylight.Inspection;

/// <summary>Digits as they are written and spoken one by one: 138, 一三八, 幺三八, 洞拐勾.</summary>
internal static class SpokenDigits
{
    /// <summary>The digit a character stands for in a number read out place by place; -1 for others.</summary>
    internal static int Of(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        '零' or '〇' or '洞' => 0,
        '一' or '幺' or '壹' => 1,
        '二' or '贰' => 2,
        '三' or '叁' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '拐' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '勾' or '玖' => 9,
        _ => -1,
    };

    /// <summary>Whether the text can hold a number at all: the cheap question before the dear one.</summary>
    internal static bool AnyIn(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Of(c) >= 0 || c is '两' or '十' or '拾')
            {
                return true;
            }
        }

        return false;
    }
}
