using System.Security.Cryptography;
using System.Text;

namespace Daylight.Ledger;

/// <summary>
/// C2SP age v1 with X25519 recipients: what content that leaves the house is encrypted with, so that anybody can open it with
/// a common tool (<c>age -d -i key.txt sealed.age</c>).
/// </summary>
public static class AgeFile
{
    /// <summary>How many random bytes a file takes: file key, ephemeral secret, payload nonce.</summary>
    public const int RandomnessSize = FileKeySize + AgeRecipient.KeySize + FileKeySize;

    private const int FileKeySize = 16;
    private const int WrappedSize = FileKeySize + AgeStream.TagSize;
    private const int StanzasMax = 64;
    private const string Version = "age-encryption.org/v1\n";
    private const string Mac = "---";

    /// <summary>Encrypts.</summary>
    /// <param name="recipient">Who shall be able to open it.</param>
    /// <param name="plaintext">The content.</param>
    /// <param name="randomness">64 random bytes, never used before.</param>
    public static byte[] Seal(AgeRecipient recipient, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> randomness)
    {
        if (randomness.Length != RandomnessSize)
        {
            throw new ArgumentException($"An age file takes {RandomnessSize} random bytes.", nameof(randomness));
        }

        var fileKey = randomness[..FileKeySize];
        var secret = randomness.Slice(FileKeySize, AgeRecipient.KeySize);
        var nonce = randomness[^FileKeySize..];
        var share = AgeRecipient.Of(secret).Key;
        var wrapped = new byte[WrappedSize];
        // The recipient was checked when it was read, so there is always an agreement.
        using (var cipher = new ChaCha20Poly1305(WrappingKey(AgeIdentity.Agree(secret, recipient.Key)!, share, recipient.Key)))
        {
            cipher.Encrypt(new byte[12], fileKey, wrapped.AsSpan(0, FileKeySize), wrapped.AsSpan(FileKeySize));
        }

        var header = $"{Version}-> X25519 {Base64(share)}\n{Base64(wrapped)}\n{Mac}";
        var mac = Encoding.ASCII.GetBytes($"{header} {Base64(HeaderMac(fileKey, header))}\n");
        return [.. mac, .. nonce, .. AgeStream.Seal(PayloadKey(fileKey, nonce), plaintext)];
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="LedgerFormatException">It is no age file, not for this identity, or it was changed.</exception>
    public static byte[] Open(AgeIdentity identity, ReadOnlySpan<byte> file)
    {
        var (header, stanzas, mac, payload) = ReadHeader(file);
        var fileKey = stanzas.Select(stanza => Unwrap(identity, stanza)).FirstOrDefault(key => key is not null)
            ?? throw Bad("not encrypted to this identity");
        if (!CryptographicOperations.FixedTimeEquals(HeaderMac(fileKey, header), mac))
        {
            throw Bad("its header was changed");
        }

        return payload.Length < FileKeySize
            ? throw Bad("cut short")
            : AgeStream.Open(PayloadKey(fileKey, payload[..FileKeySize]), payload[FileKeySize..]);
    }

    private static (string Header, List<Stanza> Stanzas, byte[] Mac, byte[] Payload) ReadHeader(ReadOnlySpan<byte> file)
    {
        var at = 0;
        if (Line(file, ref at) + "\n" != Version)
        {
            throw Bad("does not begin as an age file");
        }

        List<Stanza> stanzas = [];
        while (true)
        {
            var start = at;
            var line = Line(file, ref at);
            if (line.StartsWith(Mac + " ", StringComparison.Ordinal))
            {
                return (Encoding.ASCII.GetString(file[..(start + Mac.Length)]), stanzas, Unbase64(line[(Mac.Length + 1)..], 32), file[at..].ToArray());
            }

            if (!line.StartsWith("-> ", StringComparison.Ordinal) || stanzas.Count == StanzasMax)
            {
                throw Bad("a line of its header is not allowed");
            }

            var arguments = line[3..].Split(' ');
            stanzas.Add(arguments.Contains("") ? throw Bad("a line of its header holds an empty word") : new Stanza(arguments, Unbase64(Body(file, ref at))));
        }
    }

    // Lines of 64 characters up to the first shorter one.
    private static string Body(ReadOnlySpan<byte> file, ref int at)
    {
        const int Columns = 64;
        StringBuilder body = new();
        for (var line = Line(file, ref at); ; line = Line(file, ref at))
        {
            body.Append(line);
            if (line.Length != Columns)
            {
                return line.Length < Columns ? body.ToString() : throw Bad("a line of its header is too long");
            }
        }
    }

    private static string Line(ReadOnlySpan<byte> file, ref int at)
    {
        const int LineMax = 4096;
        var rest = file[at..];
        var length = rest[..Math.Min(rest.Length, LineMax)].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Bad("its header does not end");
        }

        at += length + 1;
        var line = rest[..length];
        return line.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? Encoding.ASCII.GetString(line) : throw Bad("its header is not plain text");
    }

    private static byte[]? Unwrap(AgeIdentity identity, Stanza stanza)
    {
        if (stanza.Arguments[0] != "X25519")
        {
            return null;
        }

        if (stanza.Arguments.Length != 2)
        {
            throw Bad("an X25519 line does not have one argument");
        }

        var share = Unbase64(stanza.Arguments[1], AgeRecipient.KeySize);
        var wrapped = stanza.Body.Length == WrappedSize ? stanza.Body : throw Bad("what is wrapped has another length");
        using var cipher = new ChaCha20Poly1305(WrappingKey(identity.Agree(share) ?? throw Bad("a point of low order"), share, identity.Recipient.Key));
        var fileKey = new byte[FileKeySize];
        try
        {
            cipher.Decrypt(new byte[12], wrapped.AsSpan(0, FileKeySize), wrapped.AsSpan(FileKeySize), fileKey);
            return fileKey;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] WrappingKey(byte[] agreed, ReadOnlySpan<byte> share, ReadOnlySpan<byte> recipient) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, 32, [.. share, .. recipient], "age-encryption.org/v1/X25519"u8.ToArray());

    private static byte[] HeaderMac(ReadOnlySpan<byte> fileKey, string header) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey.ToArray(), 32, [], "header"u8.ToArray()), Encoding.ASCII.GetBytes(header));

    private static byte[] PayloadKey(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> nonce) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey.ToArray(), 32, nonce.ToArray(), "payload"u8.ToArray());

    private static string Base64(ReadOnlySpan<byte> bytes) => StrictBase64.Encode(bytes).TrimEnd('=');

    private static byte[] Unbase64(string text, int length) =>
        Unbase64(text) is var bytes && bytes.Length == length ? bytes : throw Bad("a part of its header has another length");

    private static byte[] Unbase64(string text)
    {
        var padded = text + new string('=', (4 - (text.Length % 4)) % 4);
        return !text.EndsWith('=') && StrictBase64.TryDecode(padded, out var bytes) ? bytes : throw Bad("its header is not strict base64");
    }

    private static LedgerFormatException Bad(string problem) => new("age file", problem);

    private sealed record Stanza(string[] Arguments, byte[] Body);
}
