using System.Globalization;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>The expected failures of Conduct.</summary>
internal static class ConductErrors
{
    public static readonly Failure NoConversation = Failure.NotFound("conversation");

    public static readonly Failure PermitRequired = new(
        FailureKind.Invalid,
        "permit-required",
        "An outbound conversation needs the permit the gate gave for it: ask POST /api/v1/contacts/permits first and send its id as permitId.",
        "permitId");

    public static readonly Failure Closed = new(
        FailureKind.Conflict,
        "conversation-closed",
        "This conversation was closed; what came later belongs to a new conversation.");

    public static readonly Failure ClosedOtherwise = new(
        FailureKind.Conflict,
        "conversation-closed",
        "This conversation was closed before, with another outcome; report a corrected outcome at the permit instead.");

    public static readonly Failure SecondPerson = new(
        FailureKind.Forbidden, "second-person", "Whoever proposed a rulebook or wrote it does not publish it: a second person must.");

    public static readonly Failure PublicationStale = new(
        FailureKind.Conflict, "publication-stale", "Another rulebook was published since this one was proposed; reject it and propose it again.");

    public static readonly Failure PublicationDecided = new(
        FailureKind.Conflict, "publication-decided", "This proposal has been decided on.");

    public static Failure TooManyRulebooks(int most) => new(
        FailureKind.Conflict, "rulebooks-full", $"An institution keeps at most {most} versions of rulebooks.");

    public static readonly Failure ModelSecondPerson = new(
        FailureKind.Forbidden, "second-person", "Whoever proposed a model or had it trained does not publish it: a second person must.");

    public static readonly Failure ModelStale = new(
        FailureKind.Conflict, "publication-stale", "Another version of this model was published since this one was proposed; reject it and propose it again.");

    public static readonly Failure ModelToTrainAnew = new(
        FailureKind.Conflict, "model-to-train-anew", "Somebody was erased whose texts this version learned from: it is not published any more; train the model anew without them.");

    public static readonly Failure ModelUnreadable = new(
        FailureKind.Conflict, "model-unreadable", "The file of this version cannot be read; train the model anew.");

    public static Failure TooManyModels(string sentence) => new(FailureKind.Conflict, "models-full", $"No more is kept: {sentence}.");

    public static Failure RulebookBroken(string problem) => new(
        FailureKind.Conflict, "rulebook-broken", $"This text does not load as a rulebook: {problem}");

    public static Failure ExamplesFail(IReadOnlyList<Inspection.ExampleResult> failed) => new(
        FailureKind.Conflict,
        "rulebook-examples",
        $"A rulebook is published when every rule has an example that it must hit and one that it must leave alone, and all of them pass; {failed.Count} do not: "
        + string.Join("; ", failed.Take(5).Select(one => $"line {one.Line.ToString(CultureInfo.InvariantCulture)}, {one.Rule}: {one.Detail}"))
        + (failed.Count > 5 ? "; …" : ""));

    public static Failure WrittenWordsUnscreened(IEnumerable<int> seqs) => new(
        FailureKind.Conflict,
        "written-words-unscreened",
        "What staff write is screened before it is sent: send it with POST /api/v1/messages, which also puts it into the conversation. "
        + "Only a program that records what a channel outside has already delivered may hand it in here, with a token that was granted conduct.record. "
        + "Nothing of this request was kept; send the other side's words again without these.",
        "utterances")
    {
        Facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["seqs"] = string.Join(' ', seqs.Select(seq => seq.ToString(CultureInfo.InvariantCulture))),
        },
    };

    public static Failure Exists(string id) => new(
        FailureKind.Conflict, "conversation-exists", "A conversation with this externalId is already here.", "externalId")
    {
        Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["conversationId"] = id },
    };

    public static Failure TextMismatch(string channel) => new(
        FailureKind.Conflict,
        "permit-mismatch",
        $"This permit is for the channel {channel}, which carries no written message; ask for one with sms, im or email.");

    public static Failure Conflict(int seq) => new(
        FailureKind.Conflict,
        "utterance-conflict",
        $"Utterance {seq} was captured before with other words; what was captured is never replaced. Send a correction with a higher revision.")
    {
        Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["seq"] = seq.ToString(CultureInfo.InvariantCulture) },
    };

    public static Failure BodyTooLarge(int bytes) => new(
        FailureKind.TooLarge,
        "body-too-large",
        $"The request body is larger than {bytes / 1024 / 1024} MiB; send the utterances in smaller batches.");

    public static Failure TooMany(int most) => new(
        FailureKind.TooLarge, "too-many-utterances", $"One request takes at most {most} utterances; send them in several.", "utterances");

    public static Failure TooLong(string field, int most) => new(
        FailureKind.TooLarge, "text-too-long", $"A text may have at most {most} characters; split it into several utterances.", field);
}
