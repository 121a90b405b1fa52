namespace Daylight.Inspection;

/// <summary>A way of writing words so that a list does not find them.</summary>
[Flags]
public enum Evasion
{
    /// <summary>Written plainly.</summary>
    None = 0,

    /// <summary>Full-width forms.</summary>
    Width = 1,

    /// <summary>Circled, raised or mathematical digits and letters.</summary>
    Forms = 2,

    /// <summary>Symbols, emoji, blanks or zero-width characters between the characters.</summary>
    Symbols = 4,

    /// <summary>Traditional characters.</summary>
    Traditional = 8,

    /// <summary>A character written several times: 傻傻逼逼.</summary>
    Repeats = 16,

    /// <summary>A Latin letter between Han characters: 法x院.</summary>
    Inserted = 32,

    /// <summary>Characters that look alike: 阮 for 院.</summary>
    LookAlikes = 64,

    /// <summary>A character put apart: 氵去院.</summary>
    Split = 128,

    /// <summary>Characters that sound alike: 发院.</summary>
    Homophones = 256,

    /// <summary>Pinyin in letters: fa院, fayuan.</summary>
    Pinyin = 512,

    /// <summary>The first letters of the pinyin: sb.</summary>
    Initials = 1024,
}
