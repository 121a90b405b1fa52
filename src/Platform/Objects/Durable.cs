using System.Runtime.InteropServices;

namespace Daylight.Platform.Objects;

/// <summary>Writes whole files so that after a crash there is either the old or the new one, never a mixture.</summary>
public static partial class Durable
{
    private const int ReadOnly = 0;

    /// <summary>Writes to a temporary file, flushes it to the disk, renames it into place and flushes the folder.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using DurableBatch batch = new();
        batch.Add(path, bytes);
        batch.Finish();
    }

    /// <summary>As <see cref="Write"/>, of a file that was written already: flushes it, renames it into place and flushes the folder.</summary>
    internal static void Place(FileStream written, string path)
    {
        using DurableBatch batch = new();
        batch.Add(path, written);
        batch.Finish();
    }

    /// <summary>
    /// As <see cref="Write"/>, for several files at once: all are written, then flushed, then renamed, then each folder is flushed
    /// once. All are durable when it returns; after a crash before that, each is the old or the new one.
    /// </summary>
    public static void WriteAll(IReadOnlyList<(string Path, ReadOnlyMemory<byte> Bytes)> files)
    {
        using DurableBatch batch = new();
        foreach (var (path, bytes) in files)
        {
            batch.Add(path, bytes.Span);
        }

        batch.Finish();
    }

    /// <summary>
    /// Overwrites a file with zeros, flushes it and removes it. What a copy-on-write file system or a wear-levelling disk
    /// keeps of it is beyond this: whoever destroys keys so must rely on what the key was wrapped under as well.
    /// </summary>
    public static void Destroy(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            file.Write(new byte[file.Length]);
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes the names in a folder durable; a no-op where the system does this by itself.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = OpenFolder(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"{folder}: cannot be opened to flush it.");
        }

        try
        {
            if (FlushDescriptor(descriptor) != 0)
            {
                throw new IOException($"{folder}: cannot be flushed to the disk.");
            }
        }
        finally
        {
            _ = CloseDescriptor(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseDescriptor(int descriptor);
}
