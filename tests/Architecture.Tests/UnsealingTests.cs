using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Daylight.Architecture;

/// <summary>
/// Every place that can open what is sealed, with why it may do so without an <c>Access</c> that leaves an entry. A new caller
/// fails here until somebody has written its reason, and a reason whose caller is gone fails as well.
/// </summary>
public sealed partial class UnsealingTests
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["src/Platform/Keys/FileKeyProvider.cs"] = "unwraps keys, never content",
        ["src/Platform/Keys/InstitutionKeys.cs"] = "unwraps keys, never content",
        ["src/Platform/Keys/KeyRing.cs"] = "unwraps subjects' keys",
        ["src/Platform/Keys/KeyRotation.cs"] = "wraps keys again, never content",
        ["src/Platform/Keys/SubjectKey.cs"] = "opens; whoever holds one is below",
        ["src/Platform/Web/Idempotency.cs"] = "gives the asker their own answer again; unmasking is never stored as an answer",
        ["src/capabilities/Evidence/Content/ExhibitSealing.cs"] = "opens for the callers of Exhibits, for verification and for bundles",
        ["src/capabilities/Evidence/Content/Exhibits.cs"] = "Open takes an Access and leaves exhibit.opened; OpenForInspection's callers stand below",
        ["src/capabilities/Evidence/Content/SealedFields.cs"] = "Open, OpenAll and OpenInEmergency take an Access and leave an entry",
        ["src/capabilities/Evidence/Uploads/Uploads.cs"] = "joins the chunks of a recording under the exhibit's key; shows nothing to anybody",
        ["src/capabilities/Evidence/Verification/BundleExport.cs"] = "takes an Access and leaves bundle.exported",
        ["src/capabilities/Evidence/Verification/LedgerVerification.cs"] = "compares with commitments, shows nothing, leaves ledger.verified or ledger.self-check",
        ["src/capabilities/Portfolio/Access/BreakGlass.cs"] = "leaves access.break-glass and an open review",
        ["src/capabilities/Portfolio/Access/AccessEndpoints.cs"] = "the note of an emergency access, for its reviewer, whose verdict is an entry",
        ["src/capabilities/Portfolio/Cases/ReadCase.cs"] = "attributes of an account, within the case's scope; leaves account.read",
        ["src/capabilities/Portfolio/Imports/ImportProgressStore.cs"] = "rejected rows, for who imports; under the institution's key",
        ["src/capabilities/Portfolio/Imports/ImportRuns.cs"] = "the preview of an uploaded file, for who imports; under the institution's key",
        ["src/capabilities/Portfolio/Imports/ImportService.cs"] = "the machine reads an uploaded file; import.started is its entry",
        ["src/capabilities/Portfolio/Imports/Portfolio/PortfolioImport.cs"] = "seals only",
        ["src/capabilities/Portfolio/People/PeopleWriting.cs"] = "seals only",
        ["src/capabilities/Contact/History/HistoryCheck.cs"] = "the words of an accepted history, about nobody, for who reads the check; the acceptance is an entry",
        ["src/capabilities/Contact/Overrides/OverrideDesk.cs"] = "the words of an override, for who decides on it; leaves contact.notes-read",
        ["src/capabilities/Contact/RecordFact.cs"] = "the note of a fact, within the case's scope; leaves contact.notes-read",
        ["src/capabilities/Contact/ReplayDecision.cs"] = "the machine decides again; one decision opened for a person takes an Access",
        ["src/capabilities/Conduct/ConversationHeads.cs"] = "what the machine must know of a conversation; lists show masked names beside it",
        ["src/capabilities/Conduct/Models/OwnModels.cs"] = "opens the file of a model, which holds no text, for the machine that inspects",
        ["src/capabilities/Conduct/Transcripts.cs"] = "the machine inspects; a person's reading leaves conversation.read or conversation.watched in Review",
        ["src/capabilities/Transcription/Jobs/TranscribeRecordings.cs"] = "the machine hears a recording; its words are sealed like any others, and conversation.transcribed says so",
        ["src/capabilities/Review/Conversations/RecordingPeaks.cs"] = "how loud a recording is, for who plays it: the same purpose and exhibit.opened",
        ["src/capabilities/Review/Inspecting/FindingWords.cs"] = "the words of a finding, for who reviews within scope; leaves finding.read; of restricted people none are opened",
        ["src/capabilities/Portfolio/People/CaseWords.cs"] = "the machine masks a text with them before it leaves; shows them to nobody",
        ["src/capabilities/Review/Judging/JudgementWords.cs"] = "what a model quoted, shown beside the finding under the same conditions; of restricted people none are opened",
        ["src/capabilities/Review/Reviews/ReviewItems.cs"] = "the note of a review, for who reviews within scope; leaves finding.read; of restricted people none are opened",
    };

    [Fact]
    public void Every_place_that_can_open_what_is_sealed_stands_here_with_its_reason()
    {
        var callers = Repository.Sources("src", "*.cs").Where(path => Opens().IsMatch(File.ReadAllText(path))).Select(Repository.Relative).ToList();
        callers.Count.ShouldBeGreaterThan(15);

        callers.Except(Reasons.Keys).ShouldBeEmpty("opens what is sealed without a reason");
        Reasons.Keys.Except(callers).ShouldBeEmpty("opens nothing any more");
    }

    [Fact]
    public void Sealed_values_show_no_text_and_their_public_reading_takes_an_access()
    {
        typeof(Evidence.SealedField).GetProperties().Select(property => property.Name).ShouldBe(["SubjectId", "Place", "Box"], ignoreOrder: true);
        Type[] readers = [typeof(Evidence.SealedFields), typeof(Evidence.Exhibits)];
        readers.SelectMany(reader => reader.GetMethods().Where(method => method.Name.StartsWith("Open", StringComparison.Ordinal)))
            .Where(method => method.Name is not ("OpenForUse" or "OpenForInspection"))
            .Where(method => !method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Evidence.Access) || parameter.ParameterType == typeof(IReadOnlyList<Evidence.FieldReading>)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_planted_caller_is_found()
    {
        Opens().IsMatch("var text = exhibits.OpenForInspection(session, institution, id);").ShouldBeTrue();
        Opens().IsMatch("var key = keys.FindSubject(session, institution, person);").ShouldBeTrue();
        Opens().IsMatch("FieldSeal.Open(key, context, box)").ShouldBeTrue();
        Opens().IsMatch("log.Append(session, draft)").ShouldBeFalse();
    }

    [GeneratedRegex(@"\b(?:OpenForInspection|OpenForUse|OpenInEmergency|FindSubject)\(|FieldSeal\.Open\(|ealing\.Opens?\(|eys\.Subject\(", RegexOptions.CultureInvariant)]
    private static partial Regex Opens();
}
