using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daylight.Platform.Objects;

namespace Daylight.Platform.Keys;

/// <summary>
/// Root keys in files that only the server's user may read: <c>root.key</c> is version 1, <c>root.2.key</c> version 2 and so
/// on, 32 random bytes each. Whoever loses them loses everything sealed; the operator guide says how to keep them.
/// </summary>
public sealed class FileKeyProvider : IKeyProvider
{
    private const int KeySize = 32;
    private const int LegacySize = 12 + KeySize + 16; // Wrapped before there were versions: a bare box of FieldSeal.
    private readonly string _path;
    private readonly Lock _turn = new();
    private SortedDictionary<long, byte[]> _versions;

    private FileKeyProvider(string path, SortedDictionary<long, byte[]> versions)
    {
        _path = path;
        _versions = versions;
    }

    /// <summary>Reads the key files, or makes the first one if there is none and nothing has been sealed yet.</summary>
    /// <param name="path">The file of version 1.</param>
    /// <param name="mayCreate">True on a new data directory only: a new key cannot open old seals.</param>
    /// <exception cref="InvalidOperationException">There is no file, or one is not 32 bytes.</exception>
    public static FileKeyProvider Open(string path, bool mayCreate)
    {
        var versions = Read(path);
        if (versions.Count == 0)
        {
            if (!mayCreate)
            {
                throw new InvalidOperationException($"{path}: the root key is missing; restore it from its backup. Without it nothing sealed can be read.");
            }

            Create(path);
            versions = Read(path);
        }

        return new FileKeyProvider(path, versions);
    }

    /// <summary>True if any version lies beside this path.</summary>
    public static bool Exists(string path) => Read(path).Count > 0;

    /// <inheritdoc />
    public string Name => "file";

    /// <inheritdoc />
    public long CurrentVersion()
    {
        lock (_turn)
        {
            return _versions.Keys.Last();
        }
    }

    /// <inheritdoc />
    public byte[] Wrap(string context, ReadOnlySpan<byte> key)
    {
        var version = CurrentVersion();
        return [.. Prefix(version), .. FieldSeal.Seal(Key(version), "root|" + context, key)];
    }

    /// <inheritdoc />
    public byte[] Unwrap(string context, ReadOnlySpan<byte> wrapped)
    {
        var version = VersionOf(wrapped) ?? throw new CryptographicException("This was not wrapped by a key file.");
        var box = wrapped.Length == LegacySize ? wrapped : wrapped[Prefix(version).Length..];
        return FieldSeal.Open(Key(version), "root|" + context, box);
    }

    /// <inheritdoc />
    public byte[] Rewrap(string context, ReadOnlySpan<byte> wrapped)
    {
        var key = Unwrap(context, wrapped);
        try
        {
            return Wrap(context, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <inheritdoc />
    public long? VersionOf(ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length == LegacySize)
        {
            return 1;
        }

        var colon = wrapped.StartsWith("file:v"u8) ? wrapped[6..].IndexOf((byte)':') : -1;
        return colon > 0 && long.TryParse(wrapped.Slice(6, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    /// <inheritdoc />
    public long Rotate()
    {
        lock (_turn)
        {
            _versions = Read(_path); // Another server may have rotated meanwhile.
            var next = _versions.Keys.Last() + 1;
            Create(PathOf(_path, next));
            _versions = Read(_path);
            return next;
        }
    }

    /// <summary>Destroys an older version: overwritten, flushed, removed. The current one is refused.</summary>
    /// <exception cref="InvalidOperationException">It is the current version, or there is none of this number.</exception>
    internal void Destroy(long version)
    {
        lock (_turn)
        {
            _versions = Read(_path);
            if (!_versions.ContainsKey(version) || version == _versions.Keys.Last())
            {
                throw new InvalidOperationException($"Version {version} of the root key does not exist or is the current one.");
            }

            Durable.Destroy(PathOf(_path, version));
            _versions = Read(_path);
        }
    }

    internal IReadOnlyList<long> Versions()
    {
        lock (_turn)
        {
            return [.. _versions.Keys];
        }
    }

    private byte[] Key(long version)
    {
        lock (_turn)
        {
            if (!_versions.ContainsKey(version))
            {
                _versions = Read(_path); // Rotated by another server.
            }

            return _versions.TryGetValue(version, out var key)
                ? key
                : throw new CryptographicException($"Version {version} of the root key is not here; it was destroyed or not restored.");
        }
    }

    private static byte[] Prefix(long version) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"file:v{version}:"));

    private static string PathOf(string first, long version) => version == 1
        ? first
        : Path.ChangeExtension(first, string.Create(CultureInfo.InvariantCulture, $"{version}.key"));

    private static SortedDictionary<long, byte[]> Read(string path)
    {
        SortedDictionary<long, byte[]> versions = [];
        var stem = Path.GetFileNameWithoutExtension(path);
        var folder = Path.GetDirectoryName(path)!;
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, stem + "*.key") : [])
        {
            var middle = Path.GetFileNameWithoutExtension(file)[stem.Length..];
            var version = middle.Length == 0 ? 1 : middle[0] == '.' && long.TryParse(middle.AsSpan(1), CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (version > 0)
            {
                var key = File.ReadAllBytes(file);
                versions[version] = key.Length == KeySize ? key : throw new InvalidOperationException($"{file}: a root key has 32 bytes, this file has {key.Length}.");
            }
        }

        return versions;
    }

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
            file.Write(RandomNumberGenerator.GetBytes(KeySize));
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

        Durable.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
