using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Contact;

/// <summary>
/// Brings in a pack of the institution's own. It can only be stricter, because no rule of the language permits; it decides
/// nothing until it is proposed and approved like any other.
/// </summary>
public sealed class UploadPack
{
    private const int TextMax = 200_000;
    private const int ProblemsMax = 100;
    private const string File = "upload";

    private readonly PackShelf _shelf;
    private readonly PackDocuments _texts;
    private readonly PackLedger _ledger;
    private readonly TimeProvider _clock;

    internal UploadPack(PackShelf shelf, PackDocuments texts, PackLedger ledger, TimeProvider clock)
    {
        _shelf = shelf;
        _texts = texts;
        _ledger = ledger;
        _clock = clock;
    }

    /// <summary>Checks a text and keeps it if nothing is wrong with it, in the caller's transaction.</summary>
    public Result<PackUploadView> Upload(Session session, Caller caller, UploadPackRequest request)
    {
        if (request.Text is not { Length: > 0 and <= TextMax })
        {
            return Failure.Invalid("text", $"Give a pack of 1 to {TextMax} characters.");
        }

        var now = _clock.GetUtcNow();
        var text = PackDocument.Of(new NamedText(File, request.Text));
        if (PackStore.Uploads(session, caller.InstitutionId).Any(row => row.Hash == text.Hash))
        {
            return View(text, []);
        }

        var problems = Problems(session, caller, text, now);
        if (problems.Count > 0)
        {
            return View(text, problems);
        }

        PackStore.Archive(session, caller.InstitutionId, text, UtcMicros.From(now));
        PackStore.AddUpload(
            session, caller.InstitutionId, new UploadRow { Hash = text.Hash, Name = text.Name, UploadedBy = caller.StaffId, UploadedAt = UtcMicros.From(now) });
        return View(text, []) with { Receipt = _ledger.Uploaded(session, caller, text).View() };
    }

    private List<PackProblem> Problems(Session session, Caller caller, PackDocument text, DateTimeOffset now)
    {
        if (text.Outline is not { Kind: PackTextKind.Pack })
        {
            // What is not YAML is said with its line; what is YAML but no pack, once for the whole.
            var reading = PackReader.Read(text.Text, File);
            return reading.Problems.Count > 0 ? [.. reading.Problems] : [new(File, 1, "pack", "the text is not a pack: it needs pack, version, jurisdiction, title and rules")];
        }

        var (pack, problems) = _texts.Load(session, caller.InstitutionId, text, now);
        List<PackProblem> found = [.. problems];
        if (_shelf.Pack(text.Name) is not null || _shelf.Groups.ContainsKey(text.Name))
        {
            found.Add(new(File, 1, "pack", $"the name {text.Name} belongs to a pack of the installation; give your own rules a name of their own, such as house-{text.Name}"));
        }

        // A scope that makes a pack the law of a place can set other law aside; only what ships may.
        if (text.Outline.Fields["scope"] is not null && PackDetails.Word(text.Outline.Fields, "overlay") != "true")
        {
            found.Add(new(File, 1, "overlay", "house rules that name a scope must say overlay: true, because they stand on top of the law"));
        }

        if (pack is null && found.Count == 0)
        {
            found.Add(new(File, 0, "pack", "the pack does not load"));
        }

        return found;
    }

    private static PackUploadView View(PackDocument text, List<PackProblem> problems) => new(
        problems.Count == 0,
        text.Name,
        text.Version,
        text.Hash,
        text.Outline?.Rules.Count ?? 0,
        [.. problems.Take(ProblemsMax).Select(BrowsePacks.Problem)],
        null);
}
