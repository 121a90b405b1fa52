using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>
/// The texts of the folder <c>packs</c>, read once when the server starts. It offers packs; what decides is what an institution
/// has adopted (<see cref="AdoptedPacks"/>).
/// </summary>
public sealed class PackShelf
{
    private readonly PackLibrary _library;
    private readonly Dictionary<string, PackDocument> _texts;

    private PackShelf(IReadOnlyList<NamedText> texts)
    {
        _library = PackLibrary.Read(texts);
        Texts = [.. texts.Select(PackDocument.Of)];
        _texts = Texts.DistinctBy(text => text.Hash).ToDictionary(text => text.Hash, StringComparer.Ordinal);
    }

    /// <summary>All packs that loaded.</summary>
    public IReadOnlyList<PolicyPack> Packs => _library.Packs;

    /// <summary>What kept others from loading, as <c>FILE:LINE: field: what is wrong</c>.</summary>
    public IReadOnlyList<PackProblem> Problems => _library.Problems;

    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Groups => _library.Groups;

    internal IReadOnlyList<PackDocument> Texts { get; }

    /// <summary>Reads every <c>*.yaml</c> file under a folder; a folder that is not there gives an empty shelf.</summary>
    public static PackShelf FromFolder(string? folder) => FromTexts(
        folder is not null && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path =>
                new NamedText(Path.GetRelativePath(folder, path), File.ReadAllText(path)))]
            : []);

    /// <summary>Reads packs from texts.</summary>
    public static PackShelf FromTexts(IEnumerable<NamedText> texts) => new([.. texts]);

    internal PackDocument? ByHash(string hash) => _texts.GetValueOrDefault(hash);

    /// <summary>The pack of a name, whether it loads or not.</summary>
    internal PackDocument? Pack(string name) => Texts.FirstOrDefault(text => text.Outline?.Kind == PackTextKind.Pack && text.Name == name);

    /// <summary>The texts of a calendar; it may be written in several files.</summary>
    internal IEnumerable<PackDocument> Calendar(string name) => Texts.Where(text => text.Outline?.Kind == PackTextKind.Calendar && text.Name == name);

    /// <summary>The texts behind names of packs and groups, or which names are not known or did not load.</summary>
    internal IReadOnlyList<PackMember> Members(IReadOnlyList<string> names, out IReadOnlyList<string> unknown)
    {
        if (_library.Resolve(names, out unknown) is not { } policy)
        {
            return [];
        }

        var packs = policy.Packs.Select(pack => _texts[pack.Ref.Hash]).ToList();
        return WithCalendars(packs);
    }

    /// <summary>Packs, and the calendars of the shelf that they count days by.</summary>
    internal IReadOnlyList<PackMember> WithCalendars(IReadOnlyList<PackDocument> packs) =>
    [
        .. packs.Select(pack => pack.Member),
        .. packs.Select(pack => pack.Days).OfType<string>().Distinct(StringComparer.Ordinal).SelectMany(Calendar).Select(text => text.Member),
    ];
}
