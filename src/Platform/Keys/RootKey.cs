using System.Security.Cryptography;

namespace Daylight.Platform.Keys;

/// <summary>
/// The key at the top of the hierarchy root → institution → subject → object: 32 random bytes in a file that only the
/// server's user may read. Whoever loses it loses everything sealed; the operator guide says how to keep it.
/// </summary>
public sealed class RootKey
{
    private readonly byte[] _key;

    private RootKey(byte[] key) => _key = key;

    /// <summary>Reads the key file, or makes it if there is none and nothing has been sealed yet.</summary>
    /// <param name="path">The key file.</param>
    /// <param name="mayCreate">True on a new data directory only: a new key cannot open old seals.</param>
    /// <exception cref="InvalidOperationException">The file is missing or is not 32 bytes.</exception>
    public static RootKey FromFile(string path, bool mayCreate)
    {
        if (!File.Exists(path))
        {
            if (!mayCreate)
            {
                throw new InvalidOperationException($"{path}: the root key is missing; restore it from its backup. Without it nothing sealed can be read.");
            }

            Create(path);
        }

        var key = File.ReadAllBytes(path);
        return key.Length == 32 ? new RootKey(key) : throw new InvalidOperationException($"{path}: a root key has 32 bytes, this file has {key.Length}.");
    }

    internal byte[] Wrap(string context, ReadOnlySpan<byte> plain) => FieldSeal.Seal(_key, "root|" + context, plain);

    /// <summary>True if this is the key under which something was wrapped.</summary>
    internal bool Opens(string context, ReadOnlySpan<byte> wrapped)
    {
        try
        {
            return Unwrap(context, wrapped).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal byte[] Unwrap(string context, ReadOnlySpan<byte> wrapped) => FieldSeal.Open(_key, "root|" + context, wrapped);

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Written aside and moved into place whole: of two servers that start at once, one makes the key and both read it.
        var aside = $"{path}.{Environment.ProcessId}.new";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(aside, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside); // Another server was first.
        }
    }
}
