using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Daylight.Ledger;

/// <summary>What a note key signs and how; the number is the type byte of C2SP signed-note.</summary>
public enum NoteKeyType
{
    /// <summary>Ed25519 over the note text.</summary>
    Ed25519 = 0x01,

    /// <summary>Ed25519 over a checkpoint and the time at which a witness saw it (tlog-cosignature v1).</summary>
    CosignatureV1 = 0x04,
}

/// <summary>Names and ids shared by signing and verifying keys.</summary>
internal static class NoteKey
{
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 255 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), big endian.</summary>
    public static uint Id(string name, NoteKeyType type, ReadOnlySpan<byte> publicKey)
    {
        byte[] input = [.. StrictText.Encode(name, "key name"), 0x0a, (byte)type, .. publicKey];
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(input));
    }

    public static string IdText(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);

    public static byte[] CosignedBytes(string checkpointText, long unixSeconds) =>
        StrictText.Encode($"cosignature/v1\ntime {StrictText.Decimal(unixSeconds)}\n{checkpointText}", "checkpoint");

    /// <summary>Splits <c>name+id+base64(type ‖ key)</c>; base64 may hold further plus signs.</summary>
    public static (string Name, uint Id, NoteKeyType Type, byte[] Key) Split(string text, string subject)
    {
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]) || !TryReadId(parts[1], out var id))
        {
            throw new LedgerFormatException(subject, "not name+id+key");
        }

        if (!StrictBase64.TryDecode(parts[2], out var bytes) || bytes.Length != 1 + Ed25519Key.KeySize)
        {
            throw new LedgerFormatException(subject, "key is not strict base64 of a type byte and 32 bytes");
        }

        var type = (NoteKeyType)bytes[0];
        if (type is not (NoteKeyType.Ed25519 or NoteKeyType.CosignatureV1))
        {
            throw new LedgerFormatException(subject, $"signature type {bytes[0]} is not supported");
        }

        return (parts[0], id, type, bytes[1..]);
    }

    private static bool TryReadId(string text, out uint id)
    {
        id = 0;
        return text.Length == 8 && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f')
            && uint.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out id);
    }
}
