namespace Daylight.Platform;

/// <summary>
/// Where an installation keeps its files. With the embedded database one process holds it; servers on one PostgreSQL database
/// share it, because the database decides between them.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The SQLite database file.</summary>
    public string DatabaseFile => System.IO.Path.Combine(Path, "daylight.db");

    /// <summary>The folder of sealed objects.</summary>
    public string Objects => System.IO.Path.Combine(Path, "objects");

    /// <summary>The folder of the ledger's tiles and checkpoints, as any static server may host it.</summary>
    public string Log => System.IO.Path.Combine(Path, "log");

    /// <summary>The folder of settings that the operator writes.</summary>
    public string Config => System.IO.Path.Combine(Path, "config");

    /// <summary>The root key file.</summary>
    public string RootKeyFile => System.IO.Path.Combine(Path, "keys", "root.key");

    /// <summary>Names another key provider than the key file, if it exists.</summary>
    public string KeyProviderFile => System.IO.Path.Combine(Path, "keys", "provider.json");

    /// <summary>The wrapped keys of erasure epochs: never in the database, so that no backup of it holds them.</summary>
    public string EpochKeys => System.IO.Path.Combine(Path, "keys", "epochs");

    /// <summary>Opens (and makes, if need be) a data directory for one process.</summary>
    /// <exception cref="InvalidOperationException">Another process holds it, or it cannot be written.</exception>
    public static DataDirectory Open(string path) => Open(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>As <see cref="Open(string)"/>, beside other servers of the same PostgreSQL database.</summary>
    /// <exception cref="InvalidOperationException">A process with an embedded database holds it, or it cannot be written.</exception>
    public static DataDirectory OpenShared(string path) => Open(path, FileAccess.Read, FileShare.Read);

    private static DataDirectory Open(string path, FileAccess access, FileShare share)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            FileStream held = new(System.IO.Path.Combine(full, "daylight.lock"), FileMode.OpenOrCreate, access, share);
            return new DataDirectory(full, held);
        }
        catch (IOException failure) when (Storage.Outage.Is(failure))
        {
            throw new InvalidOperationException($"{full}: this folder cannot be written: the disk is full, read-only or failing.", failure);
        }
        catch (IOException)
        {
            throw new InvalidOperationException($"{full}: another Daylight process is using this data directory. Stop it, or talk to the running server with --server URL --token TOKEN.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{full}: this folder cannot be written by the current user.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();
}
