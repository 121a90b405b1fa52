using System.Security.Cryptography;
using System.Text.Json;
using Daylight.Platform.Storage;

namespace Daylight.Platform.Keys;

/// <summary>
/// The provider that wraps now, and those that wrapped before it: moving an installation from a key file to a key service is
/// one re-wrapping.
/// </summary>
/// <param name="current">Wraps.</param>
/// <param name="former">Still unwrap what they wrapped.</param>
public sealed class RootKeys(IKeyProvider current, params IReadOnlyList<IKeyProvider> former)
{
    /// <summary>The provider that wraps now.</summary>
    public IKeyProvider Current { get; } = current;

    /// <summary>Opens the provider that <c>keys/provider.json</c> names; without this file, the key file.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="mayCreate">True while nothing has been sealed: the first key file may be made.</param>
    /// <exception cref="InvalidOperationException">The settings or the key file are missing or malformed.</exception>
    public static RootKeys Open(DataDirectory data, bool mayCreate)
    {
        if (KeyProviderSettings.Read(data.KeyProviderFile) is not { } settings)
        {
            return new RootKeys(FileKeyProvider.Open(data.RootKeyFile, mayCreate));
        }

        var vault = settings.Open(Path.GetDirectoryName(data.KeyProviderFile)!);
        return FileKeyProvider.Exists(data.RootKeyFile) ? new RootKeys(vault, FileKeyProvider.Open(data.RootKeyFile, mayCreate: false)) : new RootKeys(vault);
    }

    /// <summary>
    /// As <see cref="Open(DataDirectory, bool)"/> for servers that share a PostgreSQL database: the key file is made by the
    /// first of them, and one whose root key does not open this database's keys is told so before it seals anything.
    /// </summary>
    internal static RootKeys OpenShared(DataDirectory data, PostgresDatabase database) => database.WriteHere(
        session =>
        {
            session.Lock("root-key"); // Another server may be making the first key at this moment.
            var first = WrappedByRoot.All(session, 1).FirstOrDefault();
            var keys = Open(data, mayCreate: first is null);
            return first is null || keys.Opens(first.Context, first.Wrapped)
                ? keys
                : throw new InvalidOperationException($"{data.RootKeyFile}: this is not the root key of this database; copy keys/root.key from the server that opened it.");
        });

    internal byte[] Wrap(string context, ReadOnlySpan<byte> key) => Current.Wrap(context, key);

    internal byte[] Unwrap(string context, ReadOnlySpan<byte> wrapped) => Of(wrapped).Unwrap(context, wrapped);

    /// <summary>Wrapped under the current version of the current provider; null if it is already.</summary>
    internal byte[]? Rewrap(string context, byte[] wrapped)
    {
        var provider = Of(wrapped);
        if (provider != Current)
        {
            return Current.Wrap(context, provider.Unwrap(context, wrapped));
        }

        return provider.VersionOf(wrapped) == Current.CurrentVersion() ? null : Current.Rewrap(context, wrapped);
    }

    /// <summary>The name and version under which something is wrapped, for example <c>file:v1</c>.</summary>
    internal string Label(byte[] wrapped)
    {
        var provider = Of(wrapped);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{provider.Name}:v{provider.VersionOf(wrapped)}");
    }

    /// <summary>The key files, if there are any: as current or as former provider.</summary>
    internal FileKeyProvider? Files => former.Prepend(Current).OfType<FileKeyProvider>().FirstOrDefault();

    private IKeyProvider Of(ReadOnlySpan<byte> wrapped)
    {
        foreach (var provider in former.Prepend(Current))
        {
            if (provider.VersionOf(wrapped) is not null)
            {
                return provider;
            }
        }

        throw new CryptographicException("No key provider of this installation wrapped this.");
    }

    private bool Opens(string context, byte[] wrapped)
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
}

/// <summary>Where the key provider is, in <c>keys/provider.json</c>.</summary>
internal sealed record KeyProviderSettings(string Provider, string Address, string Key, string TokenFile, string Mount = "transit")
{
    public static KeyProviderSettings? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var settings = JsonSerializer.Deserialize<KeyProviderSettings>(File.ReadAllText(path), JsonSerializerOptions.Web);
            return settings is { Provider: "vault", Address.Length: > 0, Key.Length: > 0, TokenFile.Length: > 0 } && Uri.IsWellFormedUriString(settings.Address, UriKind.Absolute)
                ? settings
                : throw new InvalidOperationException($"{path}: say provider \"vault\", address, key and tokenFile; mount if it is not transit.");
        }
        catch (JsonException broken)
        {
            throw new InvalidOperationException($"{path}: this is not JSON.", broken);
        }
    }

    public VaultKeyProvider Open(string folder) => new(new Uri(Address), Mount, Key, Path.GetFullPath(TokenFile, folder));
}

/// <summary>Something the root key wraps: an institution's key, or (from before there were those) one of its purpose keys.</summary>
internal sealed class WrappedByRoot
{
    public string InstitutionId { get; init; } = "";

    public string Purpose { get; init; } = "";

    public long Version { get; init; }

    public byte[] Wrapped { get; init; } = [];

    public string Context => Purpose.Length > 0 ? $"{InstitutionId}|{Purpose}" : InstitutionContext(InstitutionId, Version);

    public static string InstitutionContext(string institutionId, long version) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"institution|{institutionId}|{version}");

    public static List<WrappedByRoot> All(Session session, int most) => session.Query<WrappedByRoot>(
        """
        SELECT institution_id AS InstitutionId, '' AS Purpose, version AS Version, wrapped AS Wrapped
        FROM institution_wrapping_key WHERE destroyed_at IS NULL
        UNION ALL
        SELECT institution_id, purpose, 0, wrapped FROM institution_key WHERE wrapped_by = 0
        ORDER BY 1, 2, 3 LIMIT @most
        """,
        new { most });
}
