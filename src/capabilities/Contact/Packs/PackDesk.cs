using System.Text.Json.Nodes;
using Daylight.Gate;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>Lists every pack and calendar with how it stands: adopted, changed since, available, or missing.</summary>
internal sealed class PackDesk(PackShelf shelf, AdoptedPacks adopted)
{
    public IReadOnlyList<PackTextView> Texts(Session session, string institutionId, IReadOnlyList<PackMember> inForce)
    {
        var uploads = PackStore.Uploads(session, institutionId);
        var newest = Newest(session, institutionId, uploads);
        List<PackTextView> views = [];
        foreach (var member in inForce)
        {
            var text = adopted.TextOf(session, institutionId, member.Hash) is { } found ? PackDocument.Of(new NamedText(member.Name, found)) : null;
            var newer = newest.Find(one => one.Member.Kind == member.Kind && one.Name == member.Name && inForce.All(other => other.Hash != one.Hash));
            var isThere = newest.Exists(one => one.Member.Kind == member.Kind && one.Name == member.Name);
            views.Add(View(member, text, newer is not null ? "changed" : isThere ? "adopted" : "missing", SourceOf(uploads, member.Hash), newer));
        }

        views.AddRange(newest
            .Where(text => inForce.All(member => member.Kind != text.Member.Kind || member.Name != text.Name))
            .Select(text => View(text.Member, text, "available", SourceOf(uploads, text.Hash), null)));
        return [.. views.OrderBy(view => view.Kind, StringComparer.Ordinal).ThenBy(view => view.Jurisdiction, StringComparer.Ordinal).ThenBy(view => view.Name, StringComparer.Ordinal)];
    }

    /// <summary>What the folder holds, and of each pack the institution wrote itself the last text.</summary>
    private List<PackDocument> Newest(Session session, string institutionId, List<UploadRow> uploads) =>
    [
        .. shelf.Texts.Where(text => text.Outline is { Kind: not PackTextKind.Group } && text.Name.Length > 0),
        .. uploads.DistinctBy(row => row.Name, StringComparer.Ordinal).Select(row => PackStore.Text(session, institutionId, row.Hash) is { } text ? PackDocument.Of(new NamedText(row.Name, text)) : null).OfType<PackDocument>(),
    ];

    private string SourceOf(List<UploadRow> uploads, string hash) =>
        shelf.ByHash(hash) is null && uploads.Exists(row => row.Hash == hash) ? BrowsePacks.House : BrowsePacks.Installation;

    private static PackTextView View(PackMember member, PackDocument? text, string state, string source, PackDocument? newer)
    {
        var rules = text?.Outline?.Rules ?? [];
        var fields = text?.Outline?.Fields ?? [];
        return new PackTextView(
            member.Kind,
            member.Name,
            state,
            source,
            PackDetails.Word(fields, "jurisdiction") ?? "",
            PackDetails.Text(fields["title"] ?? SourceTitle(fields)),
            member.Version,
            member.Hash,
            newer?.Version,
            newer?.Hash,
            rules.Count,
            rules.Count(rule => !PackDetails.IsConfirmed(rule.Fields)),
            rules.All(rule => rule.Fields["from"] is not null) ? rules.Select(rule => PackDetails.Word(rule.Fields, "from")).Min(StringComparer.Ordinal) : null,
            rules.All(rule => rule.Fields["to"] is not null) ? rules.Select(rule => PackDetails.Word(rule.Fields, "to")).Max(StringComparer.Ordinal) : null);
    }

    /// <summary>A calendar has no title of its own; where it was published says what it is.</summary>
    private static JsonObject? SourceTitle(JsonObject fields) => PackDetails.Word(fields, "source") is { } source ? new JsonObject { ["zh"] = source, ["en"] = source } : null;
}
