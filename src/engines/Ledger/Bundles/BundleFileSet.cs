namespace Daylight.Ledger.Bundles;

/// <summary>The files of a bundle being made, each with the role the manifest will state.</summary>
internal sealed class BundleFileSet
{
    private readonly SortedDictionary<string, (string Role, ReadOnlyMemory<byte> Content)> _files = new(StringComparer.Ordinal);

    public IEnumerable<(string Name, string Role, ReadOnlyMemory<byte> Content)> Listed =>
        _files.Select(file => (file.Key, file.Value.Role, file.Value.Content));

    public void Add(string name, string role, ReadOnlyMemory<byte> content)
    {
        var plain = name.Length <= 200 && name.Split('/').All(part => part.Length > 0 && part[0] != '.'
            && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
        if (!plain || !_files.TryAdd(name, (role, content)))
        {
            throw new ArgumentException($"The file name {name} can not stand in a bundle, or stands in it already.", nameof(name));
        }
    }

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> With(params (string Name, byte[] Content)[] more)
    {
        var all = _files.ToDictionary(file => file.Key, file => file.Value.Content, StringComparer.Ordinal);
        foreach (var (name, content) in more)
        {
            all.Add(name, content);
        }

        return all;
    }
}
