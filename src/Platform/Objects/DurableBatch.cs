namespace Daylight.Platform.Objects;

/// <summary>Files that become durable together. What is not finished leaves no temporary file behind.</summary>
internal sealed class DurableBatch : IDisposable
{
    private readonly List<(FileStream File, string Path)> _waiting = [];
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>Writes beside the place where the file shall stand.</summary>
    public void Add(string path, ReadOnlySpan<byte> bytes)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        FileStream file = new(
            $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _waiting.Add((file, path));
        file.Write(bytes);
    }

    /// <summary>Takes a file that has been written elsewhere on the same disk and shall stand at a path.</summary>
    public void Add(string path, FileStream written)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        _waiting.Add((written, path));
    }

    /// <summary>All are durable when it returns; flushing them one behind the other costs the file system one journal for most of them.</summary>
    public void Finish()
    {
        _waiting.ForEach(each => each.File.Flush(flushToDisk: true));
        foreach (var (file, path) in _waiting)
        {
            file.Dispose();
            File.Move(file.Name, path, overwrite: true);
        }

        _waiting.Clear();
        foreach (var folder in _folders)
        {
            Durable.FlushFolder(folder);
        }
    }

    public void Dispose()
    {
        foreach (var (file, _) in _waiting)
        {
            file.Dispose();
            Remove(file.Name);
        }
    }

    /// <summary>Removes a temporary file, as far as the disk lets it.</summary>
    public static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (IOException)
        {
            // The disk went away or became read-only: why writing failed is being told already.
        }
    }

    /// <summary>Makes a folder; it and every folder that thereby holds a new name are flushed at the end.</summary>
    private void MakeFolder(string folder)
    {
        _folders.Add(folder);
        for (var made = folder; !Directory.Exists(made) && Path.GetDirectoryName(made) is { Length: > 0 } parent; made = parent)
        {
            _folders.Add(parent);
        }

        Directory.CreateDirectory(folder);
    }
}
