using System.IO.Compression;
using Daylight.Ledger;
using Daylight.Ledger.Bundles;

namespace Daylight.Engines.Tests.Ledger;

/// <summary>Takes a bundle apart and puts it together again: as anybody can, or as whoever holds the log's key can.</summary>
internal sealed class BundleForge
{
    private const string List = "manifest.json";
    private const string Signature = "manifest.json.sig";
    private const int ListBytesMax = 16 * 1024 * 1024;

    private readonly Dictionary<string, byte[]> _files;
    private readonly Dictionary<byte[], LeafValue> _known;

    private BundleForge(Dictionary<string, byte[]> files, Dictionary<byte[], LeafValue> known) => (_files, _known) = (files, known);

    public IReadOnlyDictionary<string, byte[]> Files => _files;

    public static BundleForge Open(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        var files = archive.Entries.ToDictionary(entry => entry.FullName, Read, StringComparer.Ordinal);
        var listed = ((LeafObject)RestrictedJson.Parse(files[List], ListBytesMax).Members["files"]).Members;
        return new BundleForge(files, listed.ToDictionary(file => files[file.Key], file => file.Value));
    }

    /// <summary>The same with some contents changed; null takes a file away.</summary>
    public BundleForge With(params IEnumerable<(string Name, byte[]? Content)> changes)
    {
        Dictionary<string, byte[]> files = new(_files, StringComparer.Ordinal);
        foreach (var (name, content) in changes)
        {
            if (content is null)
            {
                files.Remove(name);
            }
            else
            {
                files[name] = content;
            }
        }

        return new BundleForge(files, _known);
    }

    /// <summary>Only the files whose names pass.</summary>
    public BundleForge Only(Func<string, bool> keep) => With(_files.Keys.Where(name => !keep(name)).Select(name => (name, (byte[]?)null)));

    /// <summary>As anybody can: the container is right in every byte, the signed list is as it was.</summary>
    public byte[] Mended() => StoredZip.Write(_files.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value, StringComparer.Ordinal));

    /// <summary>As the holder of the key can: the list names what is here now, and is signed.</summary>
    public byte[] SignedAnew(NoteSigner log)
    {
        var listed = _files.Where(file => file.Key is not (List or Signature))
            .ToDictionary(file => file.Key, file => _known.GetValueOrDefault(file.Value) ?? Describe(file.Value), StringComparer.Ordinal);
        var members = new Dictionary<string, LeafValue>(RestrictedJson.Parse(_files[List], ListBytesMax).Members, StringComparer.Ordinal)
        {
            ["files"] = new LeafObject(listed),
        };
        var list = RestrictedJson.Write(new LeafObject(members), ListBytesMax);
        var note = BundleManifest.NoteText(list);
        return With((List, list), (Signature, new SignedNote(note, log.Sign(note)).ToBytes())).Mended();
    }

    private static LeafValue Describe(byte[] content) => new LeafObject(new Dictionary<string, LeafValue>(StringComparer.Ordinal)
    {
        ["role"] = "other",
        ["sha256"] = Hash32.Sha256(content).ToHex(),
        ["size"] = content.Length,
        ["sm3"] = Sm3.HashData(content).ToHex(),
    });

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
