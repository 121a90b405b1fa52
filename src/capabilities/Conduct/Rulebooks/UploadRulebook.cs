using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Platform.Web;

namespace Daylight.Conduct;

/// <summary>Brings in a draft of a rulebook. It inspects nothing until it is proposed and a second person has published it.</summary>
internal sealed class UploadRulebook(
    Database database, Idempotency idempotency, PublishedRulebooks rulebooks, RulebookLedger ledger, TimeProvider clock)
{
    private const int TextMax = 2_000_000;

    /// <summary>Checks a text and keeps it if it loads. It is compiled, and its examples are run, before the transaction begins.</summary>
    public async Task<Result<RulebookUploadView>> RunAsync(Caller caller, RequestKey key, UploadRulebookRequest request, CancellationToken cancellation)
    {
        if (request.Text is not { Length: > 0 and <= TextMax })
        {
            return Failure.Invalid("text", $"Give a rulebook of 1 to {TextMax} characters.");
        }

        var reading = await database.ReadAsync(session => rulebooks.Read(session, caller.InstitutionId, request.Text), cancellation).ConfigureAwait(false);
        if (reading.Rulebook is not { } rulebook)
        {
            return new RulebookUploadView(false, "", "", "", 0, [.. reading.Problems.Select(BrowseRulebooks.Problem)], null, null);
        }

        var check = RulebookTexts.Check(rulebook);
        return await database.WriteAsync(
            session => idempotency.Once(session, key, () => Keep(session, caller, request.Text, rulebook, check)), cancellation).ConfigureAwait(false);
    }

    private Result<RulebookUploadView> Keep(Session session, Caller caller, string text, Rulebook rulebook, RulebookCheckView check)
    {
        rulebooks.Establish(session, caller.InstitutionId);
        var known = RulebookStore.All(session, caller.InstitutionId);
        if (known.Exists(row => row.Hash == rulebook.Hash))
        {
            return View(rulebook, [], check);
        }

        if (known.Count >= RulebookStore.VersionsMax)
        {
            return ConductErrors.TooManyRulebooks(RulebookStore.VersionsMax);
        }

        if (known.Exists(row => row.Name == rulebook.Name && row.Version == rulebook.Version)
            || rulebooks.Shipped.Any(book => book.Hash != rulebook.Hash && book.Name == rulebook.Name && book.Version == rulebook.Version))
        {
            return View(rulebook, [SameVersion(rulebook, text)], null);
        }

        var version = PublishedRulebooks.VersionOf(caller.InstitutionId, rulebook, text, caller.StaffId, UtcMicros.From(clock.GetUtcNow()));
        RulebookStore.Insert(session, version);
        return View(rulebook, [], check) with { Receipt = ledger.Uploaded(session, caller, version).View() };
    }

    /// <summary>Findings name name and version: two texts of one version could not be told apart.</summary>
    private static RulebookProblemView SameVersion(Rulebook rulebook, string text)
    {
        var line = Array.FindIndex(text.ReplaceLineEndings("\n").Split('\n'), one => one.StartsWith("version:", StringComparison.Ordinal));
        return new RulebookProblemView(
            Math.Max(0, line) + 1, 1, $"{rulebook.Name} has a version {rulebook.Version} with another text", "give the changed text a version of its own");
    }

    private static RulebookUploadView View(Rulebook rulebook, IReadOnlyList<RulebookProblemView> problems, RulebookCheckView? check) =>
        new(problems.Count == 0, rulebook.Hash, rulebook.Name, rulebook.Version, rulebook.Rules.Count, problems, check, null);
}
