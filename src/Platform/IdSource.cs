using System.Security.Cryptography;

namespace Daylight.Platform;

/// <summary>
/// Makes ids: a two-letter prefix that names the kind, then 20 characters of lower-case Crockford base 32.
/// The first 9 carry milliseconds since the Unix epoch, so that ids sort by time of making; 11 are random (55 bits).
/// An id is never derived from personal data.
/// </summary>
public sealed class IdSource(TimeProvider clock)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new id, for example <c>cs01k8q5w7t4m2x9c3v1bn</c>.</summary>
    /// <param name="prefix">Two lower-case letters.</param>
    public string New(string prefix)
    {
        Span<char> text = stackalloc char[22];
        prefix.AsSpan().CopyTo(text);
        var milliseconds = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 10; i >= 2; i--)
        {
            text[i] = Alphabet[(int)(milliseconds & 31)];
            milliseconds >>= 5;
        }

        Span<byte> random = stackalloc byte[11];
        RandomNumberGenerator.Fill(random);
        for (var i = 0; i < 11; i++)
        {
            text[11 + i] = Alphabet[random[i] & 31];
        }

        return new string(text);
    }

    /// <summary>True if the text has the shape of an id with this prefix.</summary>
    public static bool IsId(string? text, string prefix) =>
        text is { Length: 22 } && text.StartsWith(prefix, StringComparison.Ordinal)
        && text.AsSpan(2).IndexOfAnyExcept(Alphabet) < 0;
}
