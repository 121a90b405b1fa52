using Daylight.Contact;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>Shows rulebooks: the versions, each taken apart, its examples run now, and how two of them differ.</summary>
internal sealed class BrowseRulebooks(PublishedRulebooks rulebooks, PublicationViews views, TimeProvider clock)
{
    public RulebookDeskView Desk(Session session, Caller caller)
    {
        var versions = Versions(session, caller.InstitutionId);
        return new RulebookDeskView(
            versions.First(version => version.InForce),
            [.. versions.SelectMany(version => version.Publications).Where(one => one.Status == PublicationRow.Awaiting).OrderByDescending(one => one.ProposedAt)],
            versions);
    }

    public Result<RulebookDetailView> Detail(Session session, Caller caller, string hash)
    {
        if (Versions(session, caller.InstitutionId, hash).FirstOrDefault() is not { } version
            || rulebooks.TextOf(session, caller.InstitutionId, hash) is not { } text)
        {
            return Failure.NotFound("rulebook version");
        }

        var reading = rulebooks.Read(session, caller.InstitutionId, text);
        return new RulebookDetailView(
            version,
            text,
            reading.Rulebook is { } rulebook ? new RulebookTexts(rulebook, text).Rules() : [],
            [.. reading.Problems.Select(Problem)]);
    }

    /// <summary>The reading of a version, whose examples the caller runs outside of the session; null if there is none.</summary>
    public RulebookReading? Reading(Session session, Caller caller, string hash) =>
        rulebooks.TextOf(session, caller.InstitutionId, hash) is { } text ? rulebooks.Read(session, caller.InstitutionId, text) : null;

    public Result<RulebookComparisonView> Compare(Session session, Caller caller, string from, string to)
    {
        if (Texts(session, caller, from) is not { } old || Texts(session, caller, to) is not { } now)
        {
            return Failure.NotFound("rulebook version");
        }

        return new RulebookComparisonView(from, to, RulebookTexts.Changes(old.Texts, now.Texts), LineDiff.Of(old.Text, now.Text));
    }

    internal static RulebookProblemView Problem(RulebookProblem problem) => new(problem.Line, problem.Column, problem.Message, problem.Proposal);

    private (RulebookTexts Texts, string Text)? Texts(Session session, Caller caller, string hash) =>
        rulebooks.TextOf(session, caller.InstitutionId, hash) is { } text && rulebooks.Read(session, caller.InstitutionId, text).Rulebook is { } rulebook
            ? (new RulebookTexts(rulebook, text), text)
            : null;

    /// <summary>All versions, or only the one of a hash.</summary>
    private List<RulebookVersionView> Versions(Session session, string institutionId, string? only = null)
    {
        var now = UtcMicros.From(clock.GetUtcNow());
        var rows = RulebookStore.All(session, institutionId);
        var publications = RulebookStore.Publications.Newest(session, institutionId, RulebookStore.VersionsMax).ToLookup(row => row.Hash, StringComparer.Ordinal);
        var inForce = RulebookStore.Publications.InForce(session, institutionId, now).First;
        return
        [
            .. rows.Where(row => IsAsked(row.Hash)).Select(row => View(session, row, publications[row.Hash], inForce, now)),
            .. rulebooks.Shipped.Where(book => IsAsked(book.Hash) && rows.TrueForAll(row => row.Hash != book.Hash)).Select(book => Offered(book, inForce)),
        ];

        bool IsAsked(string hash) => only is null || hash == only;
    }

    private RulebookVersionView View(
        Session session, RulebookVersionRow row, IEnumerable<PublicationRow> publications, PublicationRow? inForce, long now)
    {
        var own = publications.ToList();
        var last = own.Where(one => one.Status == PublicationRow.Published).MaxBy(one => one.DecidedAt);
        var isInForce = inForce?.Hash == row.Hash;
        var isAhead = last is not null && last.EffectiveFrom > now && last.DecidedAt >= (inForce?.DecidedAt ?? 0);
        var state = own.Exists(one => one.Status == PublicationRow.Awaiting) && !isInForce ? "awaiting"
            : isInForce || isAhead ? "published"
            : last is not null ? "retired"
            : row.Author == RulebookVersionRow.Installer ? "offered"
            : "draft";
        return new RulebookVersionView(
            row.Hash,
            row.Name,
            row.Version,
            new Bilingual(row.TitleZh, row.TitleEn),
            state,
            row.Author == RulebookVersionRow.Installer ? "installation" : "house",
            isInForce,
            (int)row.RuleCount,
            row.Author == RulebookVersionRow.Installer ? null : row.Author,
            views.NameOf(session, row.InstitutionId, row.Author),
            UtcMicros.ToInstant(row.UploadedAt),
            UtcMicros.ToInstant((isInForce ? inForce : last)?.EffectiveFrom),
            [.. own.Select(one => views.Of(session, one, row))]);
    }

    private RulebookVersionView Offered(Rulebook book, PublicationRow? inForce)
    {
        var isInForce = inForce is null && book.Hash == rulebooks.Default.Hash;
        return new RulebookVersionView(
            book.Hash, book.Name, book.Version, new Bilingual(book.Title.Zh, book.Title.En), isInForce ? "published" : "offered", "installation",
            isInForce, book.Rules.Count, null, null, null, null, []);
    }
}
