namespace Daylight.Ledger.Bundles;

/// <summary>The files of a bundle being made, each with the role the manifest will state.</summary>
internal sealed class BundleFileSet
{
    private readonly SortedDictionary<string, BundleFile> _files = new(StringComparer.Ordinal);

    public IEnumerable<(string Name, BundleFile File)> Listed => _files.Select(file => (file.Key, file.Value));

    public void Add(string name, string role, ReadOnlyMemory<byte> content) => Add(name, new BundleFile(role, content, null));

    /// <summary>A file whose plaintext the manifest commits to as well.</summary>
    public void AddEncrypted(string name, ReadOnlyMemory<byte> content, Commitment? plain) => Add(name, new BundleFile("sealed-payload", content, plain));

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> With(params (string Name, byte[] Content)[] more)
    {
        var all = _files.ToDictionary(file => file.Key, file => file.Value.Content, StringComparer.Ordinal);
        foreach (var (name, content) in more)
        {
            all.Add(name, content);
        }

        return all;
    }

    private void Add(string name, BundleFile file)
    {
        var plain = name.Length <= 200 && name.Split('/').All(part => part.Length > 0 && part[0] != '.'
            && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
        if (!plain || !_files.TryAdd(name, file))
        {
            throw new ArgumentException($"The file name {name} can not stand in a bundle, or stands in it already.", nameof(name));
        }
    }
}

/// <summary>One file, and what its plaintext was committed to if it is encrypted.</summary>
internal sealed record BundleFile(string Role, ReadOnlyMemory<byte> Content, Commitment? Plain);
