using System.Globalization;
using System.Security.Cryptography;

namespace Daylight.Identity;

/// <summary>Hashes passwords: PBKDF2 with SHA-512, as <c>rounds.salt.hash</c> in base 64 (OWASP's figure for rounds).</summary>
internal static class Passwords
{
    public const int LengthMin = 10;

    private const int Rounds = 210_000;
    private const int Size = 32;
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return string.Create(CultureInfo.InvariantCulture, $"{Rounds}.{Convert.ToBase64String(salt)}.{Convert.ToBase64String(Derive(password, salt, Rounds))}");
    }

    /// <summary>True if the password fits; takes the same time for a missing hash, so that names cannot be probed.</summary>
    public static bool Fits(string password, string? stored)
    {
        var parts = stored?.Split('.') ?? [];
        if (parts.Length != 3)
        {
            Derive(password, new byte[16], Rounds);
            return false;
        }

        var hash = Derive(password, Convert.FromBase64String(parts[1]), int.Parse(parts[0], CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(parts[2]));
    }

    /// <summary>A password for a new member of staff: 16 characters that cannot be mistaken for each other.</summary>
    public static string Random() => RandomNumberGenerator.GetString(Alphabet, 16);

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, Size);
}
