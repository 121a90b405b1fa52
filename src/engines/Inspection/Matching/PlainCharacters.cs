namespace Daylight.Inspection;

/// <summary>
/// A text with width, case, enclosed digits and letters, and traditional forms folded away, one character for one: places in it
/// are places in the original. What is compared this way is found however it was typed; what was disguised otherwise is not.
/// </summary>
public static class PlainCharacters
{
    /// <summary>The folded text; as long as the original.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(text.Length, text, (plain, original) =>
        {
            for (var i = 0; i < plain.Length; i++)
            {
                plain[i] = Of(original[i]);
            }
        });
    }

    /// <summary>The folded character.</summary>
    public static char Of(char character) => HanForms.IsHan(character)
        ? Simplified(character)
        : Simplified(char.ToLowerInvariant(CharacterForms.Plain(CharacterForms.Narrow(character))));

    /// <summary>A few traditional forms have a simplified one that is itself the traditional form of another.</summary>
    private static char Simplified(char character) => HanForms.Simplified(HanForms.Simplified(character));
}
