using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>
/// Finds the texts an institution may see: those of the folder, its own, and those it has had in a set. Another institution's
/// own packs do not exist for it.
/// </summary>
internal sealed class PackDocuments(PackShelf shelf, AdoptedPacks adopted)
{
    /// <summary>The text of a pack by name and hash; null if there is none, or not for this institution.</summary>
    public PackDocument? Find(Session session, string institutionId, string name, string hash)
    {
        var text = shelf.ByHash(hash) ?? Kept(session, institutionId, hash);
        return text is { Outline.Kind: PackTextKind.Pack } && text.Name == name ? text : null;
    }

    public bool IsHouse(Session session, string institutionId, string hash) =>
        shelf.ByHash(hash) is null && PackStore.Uploads(session, institutionId).Any(row => row.Hash == hash);

    /// <summary>All texts of one pack that this institution may see, newest first.</summary>
    public IReadOnlyList<PackDocument> Versions(Session session, string institutionId, string name)
    {
        var hashes = PackStore.Uploads(session, institutionId).Where(row => row.Name == name).Select(row => row.Hash)
            .Concat(PackStore.Proposals.Newest(session, institutionId, PackStore.ListMax).SelectMany(row => PackMember.Read(row.Members)).Where(member => member.Name == name).Select(member => member.Hash));
        return
        [
            .. new[] { shelf.Pack(name)?.Hash }.OfType<string>().Concat(hashes).Distinct(StringComparer.Ordinal)
                .Select(hash => Find(session, institutionId, name, hash)).OfType<PackDocument>(),
        ];
    }

    /// <summary>Packs and the calendars they need: those of the folder, or those in force where the folder has none any more.</summary>
    public IReadOnlyList<PackMember> WithCalendars(Session session, string institutionId, IReadOnlyList<PackDocument> packs, DateTimeOffset now)
    {
        var members = shelf.WithCalendars(packs).ToList();
        var needed = packs.Select(pack => pack.Days).OfType<string>().Where(days => members.TrueForAll(member => member.Kind != PackMember.Calendar || member.Name != days));
        members.AddRange(adopted.InForce(session, institutionId, now).Where(member => member.Kind == PackMember.Calendar && needed.Contains(member.Name)));
        return members;
    }

    /// <summary>Loads one pack by itself, with its calendars.</summary>
    public (PolicyPack? Pack, IReadOnlyList<PackProblem> Problems) Load(Session session, string institutionId, PackDocument text, DateTimeOffset now)
    {
        var calendars = WithCalendars(session, institutionId, [text], now).Where(member => member.Kind == PackMember.Calendar)
            .Select(member => new NamedText(member.Name, adopted.TextOf(session, institutionId, member.Hash) ?? ""));
        var library = PackLibrary.Read([new NamedText(text.File, text.Text), .. calendars]);
        return (library.Packs.FirstOrDefault(pack => pack.Ref.Hash == text.Hash), library.Problems);
    }

    private PackDocument? Kept(Session session, string institutionId, string hash)
    {
        var isTheirs = PackStore.Uploads(session, institutionId).Any(row => row.Hash == hash)
            || PackStore.Proposals.Newest(session, institutionId, PackStore.ListMax).Any(row => PackMember.Read(row.Members).Any(member => member.Hash == hash));
        return isTheirs && PackStore.Text(session, institutionId, hash) is { } text ? PackDocument.Of(new NamedText($"{hash[..15]}.yaml", text)) : null;
    }
}
