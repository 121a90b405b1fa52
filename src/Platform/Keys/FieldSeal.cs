using System.Security.Cryptography;
using System.Text;

namespace Daylight.Platform.Keys;

/// <summary>
/// Seals short values: AES-256-GCM, laid out as nonce (12) ‖ ciphertext ‖ tag (16). The context (table, column, row) is
/// authenticated, so that a sealed value cannot be moved to another place.
/// </summary>
public static class FieldSeal
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Seals.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, string context, ReadOnlySpan<byte> plain)
    {
        var box = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using AesGcm aes = new(key, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), Encoding.UTF8.GetBytes(context));
        return box;
    }

    /// <summary>Opens.</summary>
    /// <exception cref="CryptographicException">Wrong key, wrong context, or the bytes were changed.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, string context, ReadOnlySpan<byte> box)
    {
        if (box.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("A sealed value is too short.");
        }

        var plain = new byte[box.Length - NonceSize - TagSize];
        using AesGcm aes = new(key, TagSize);
        aes.Decrypt(box[..NonceSize], box.Slice(NonceSize, plain.Length), box[^TagSize..], plain, Encoding.UTF8.GetBytes(context));
        return plain;
    }
}
