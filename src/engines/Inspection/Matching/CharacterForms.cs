using System.Text;

namespace Daylight.Inspection;

/// <summary>The plain form of one character: width, digit shapes, letter shapes. Pure arithmetic on Unicode blocks.</summary>
internal static class CharacterForms
{
    /// <summary>Half-width form of U+FF01..FF5E and the ideographic space.</summary>
    internal static char Narrow(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        _ => c,
    };

    /// <summary>The ASCII digit or letter behind a circled, bracketed, dotted, raised or lowered one; else the character.</summary>
    internal static char Plain(char c) => c switch
    {
        < '\u00B2' => c,
        '\u00B2' => '2',
        '\u00B3' => '3',
        '\u00B9' => '1',
        '\u2070' => '0',
        >= '\u2074' and <= '\u2079' => (char)('4' + (c - '\u2074')),
        >= '\u2080' and <= '\u2089' => (char)('0' + (c - '\u2080')),
        >= '\u2460' and <= '\u2468' => (char)('1' + (c - '\u2460')),
        >= '\u2474' and <= '\u247C' => (char)('1' + (c - '\u2474')),
        >= '\u2488' and <= '\u2490' => (char)('1' + (c - '\u2488')),
        >= '\u249C' and <= '\u24B5' => (char)('a' + (c - '\u249C')),
        >= '\u24B6' and <= '\u24CF' => (char)('A' + (c - '\u24B6')),
        >= '\u24D0' and <= '\u24E9' => (char)('a' + (c - '\u24D0')),
        '\u24EA' or '\u24FF' => '0',
        >= '\u24F5' and <= '\u24FD' => (char)('1' + (c - '\u24F5')),
        >= '\u2776' and <= '\u277E' => (char)('1' + (c - '\u2776')),
        >= '\u2780' and <= '\u2788' => (char)('1' + (c - '\u2780')),
        >= '\u278A' and <= '\u2792' => (char)('1' + (c - '\u278A')),
        _ => c,
    };

    /// <summary>The ASCII letter or digit behind a mathematical or squared one beyond the basic plane; else null.</summary>
    internal static char? Plain(Rune rune) => rune.Value switch
    {
        >= 0x1D400 and <= 0x1D6A3 => MathLetter((rune.Value - 0x1D400) % 52),
        >= 0x1D7CE and <= 0x1D7FF => (char)('0' + ((rune.Value - 0x1D7CE) % 10)),
        >= 0x1F130 and <= 0x1F149 => (char)('A' + (rune.Value - 0x1F130)),
        >= 0x1F150 and <= 0x1F169 => (char)('A' + (rune.Value - 0x1F150)),
        >= 0x1F170 and <= 0x1F189 => (char)('A' + (rune.Value - 0x1F170)),
        _ => null,
    };

    /// <summary>Ends a sentence: nothing that runs across it is one phrase.</summary>
    internal static bool EndsSentence(char c) => c is '。' or '！' or '？' or '!' or '?' or '；' or ';' or '\n' or '\r' or '｡';

    /// <summary>Parts clauses within a sentence.</summary>
    internal static bool PartsClause(char c) => c is '，' or ',' or '：' or ':';

    private static char MathLetter(int index) => (char)(index < 26 ? 'A' + index : 'a' + (index - 26));
}
