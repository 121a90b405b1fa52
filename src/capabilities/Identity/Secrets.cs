using System.Security.Cryptography;
using System.Text;

namespace Daylight.Identity;

/// <summary>Secrets of sessions and tokens: 32 random bytes in URL-safe base 64; only their SHA-256 is stored.</summary>
internal static class Secrets
{
    public static string New(string prefix) =>
        prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
