using Daylight.Contact;
using Daylight.Identity;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Conduct;

/// <summary>
/// Loads conversations that were held elsewhere, one JSON object a line. They need no permit of ours, and say so: the rows
/// and the entries are marked imported. A line that comes again changes nothing; other words under a known id are refused.
/// </summary>
internal sealed class ImportConversations(
    Conversations conversations, UtteranceIntake intake, CaseFile cases, CaseFiles files, StaffDirectory staff, ContactEvents contacts) : ImportKind
{
    public override string Name => "conversations";

    public override ImportShape Shape => ImportShape.Lines;

    public override IReadOnlyList<ImportField> Fields => [];

    /// <summary>A conversation has tens of utterances: fifty of them are a transaction's worth.</summary>
    public override int BatchRows => 50;

    public override ImportTally Write(Session session, ImportScope scope, IReadOnlyList<ImportRow> rows, ImportRejects rejects)
    {
        var (added, unchanged) = (0, 0);
        foreach (var row in rows)
        {
            var outcome = Load(session, scope, row.Cells[0]);
            if (outcome.Problem is { } problem)
            {
                rejects.Add(row, problem.Field, problem.Sentence);
            }
            else if (outcome.IsNew)
            {
                added++;
            }
            else
            {
                unchanged++;
            }
        }

        return new ImportTally(added, 0, unchanged);
    }

    private Loaded Load(Session session, ImportScope scope, string line)
    {
        var reading = ConversationJson.Read(line);
        if (reading.Conversation is not { } conversation)
        {
            return Loaded.Rejected(reading.Problems[0].Field, $"{reading.Problems[0].Message}; right would be {reading.Problems[0].Proposal ?? "a line as the file format says"}");
        }

        var counterpart = Counterpart(session, scope, conversation.Head, out var problem);
        if (counterpart is null)
        {
            return new Loaded(false, problem);
        }

        var holder = conversation.Head.Staff is { } name ? staff.FindBySignInName(session, scope.InstitutionId, name) : null;
        if (holder is null)
        {
            return Loaded.Rejected("staff", "names nobody of this institution; give the sign-in name of the staff member who held it");
        }

        return Limits(conversation) is { } limit
            ? new Loaded(false, limit)
            : Keep(session, scope, conversation, counterpart, holder.Id);
    }

    private Counterpart? Counterpart(Session session, ImportScope scope, ConversationHead head, out ImportProblem? problem)
    {
        problem = null;
        if (head.Case is null || files.FindByReference(session, scope.InstitutionId, head.Case) is not { } card)
        {
            problem = new ImportProblem("case", "is not a case or account of this institution; import the portfolio first, or correct the number");
            return null;
        }

        var personId = head.Person is null ? card.PersonId : files.PersonByReference(session, scope.InstitutionId, head.Person);
        if (files.People(session, scope.InstitutionId, card.Id).FirstOrDefault(item => item.PersonId == personId) is not { } person)
        {
            problem = new ImportProblem("person", "is not a party of this case; import the parties first, or correct the number");
            return null;
        }

        return new Counterpart(card.Id, person.PersonId, person.Role, person.Zone, null, null);
    }

    private Loaded Keep(Session session, ImportScope scope, Conversation conversation, Counterpart counterpart, string staffId)
    {
        var mark = conversations.Mark(session, scope.InstitutionId, conversation.Head.Id)!; // The reader demands an id.
        if (ConductStore.ByMark(session, scope.InstitutionId, mark) is { } known)
        {
            return Again(session, conversation, known, staffId);
        }

        var start = ConversationStart.Check(new ConversationStart
        {
            Kind = Words.Of(conversation.Head.Kind),
            StartedAt = conversation.Head.StartedAt?.ToDateTimeOffset(),
            Zone = conversation.Head.Zone,
            ExternalId = conversation.Head.Id,
            Attributes = cases.ImportedAttributes(session, scope.InstitutionId, conversation.Head.Attributes),
        });
        if (start.Failure is { } wrong)
        {
            return Loaded.Rejected(wrong.Field ?? "id", wrong.Detail);
        }

        var direction = conversation.Head.Direction == ConversationDirection.Inbound ? "inbound" : "outbound";
        var recorded = contacts.RecordPast(session, Past(scope, conversation, counterpart, staffId, start.Value));
        if (recorded.Failure is { } refused)
        {
            return Loaded.Rejected(refused.Field ?? "startedAt", refused.Detail);
        }

        var held = counterpart with { ContactId = recorded.Value };
        var begun = conversations.BeginImported(session, scope.InstitutionId, staffId, direction, held, start.Value).Value.Conversation;
        foreach (var batch in UtteranceBatches.Of(conversation.Utterances))
        {
            // Nothing is stored under a new conversation, and its seqs were counted by the reader: nothing can contradict.
            _ = intake.Take(session, begun, staffId, WordsFrom.Import, batch).Value;
        }

        ConductStore.Close(session, begun.Id, null, Ended(conversation, begun), begun.ReceivedAt);
        session.Publish(scope.InstitutionId, new ConversationCaptured(scope.InstitutionId, begun.Id, Captured.Imported));
        return Loaded.New;
    }

    /// <summary>The contact it was, so that caps count it. A talk of both sides counts as effective: the stricter reading.</summary>
    private static PastContact Past(ImportScope scope, Conversation conversation, Counterpart counterpart, string staffId, ConversationStart start)
    {
        var answered = conversation.Utterances.Any(item => item.Role != UtteranceRole.Staff && item.Role != UtteranceRole.System);
        var kind = Words.Of(conversation.Head.Kind);
        return new PastContact(
            scope.InstitutionId,
            counterpart.CaseId,
            counterpart.PersonId,
            staffId,
            PermitExpectation.ChannelsOf(kind)[0],
            conversation.Head.Direction == ConversationDirection.Inbound,
            start.StartedAt!.Value, // Limits demanded it.
            kind is "call" or "visit" ? answered ? "effective-talk" : kind == "call" ? "voicemail" : "no-answer" : answered ? "replied" : "delivered");
    }

    private Loaded Again(Session session, Conversation conversation, ConversationRecord known, string staffId)
    {
        foreach (var batch in UtteranceBatches.Of(conversation.Utterances))
        {
            if (intake.Take(session, known, staffId, WordsFrom.Import, batch).Failure is not null)
            {
                return Loaded.Rejected("id", "was loaded before with other words; what was captured is never replaced, so give a corrected conversation an id of its own");
            }
        }

        return Loaded.Same;
    }

    private static ImportProblem? Limits(Conversation conversation)
    {
        if (conversation.Head.StartedAt is null)
        {
            return new ImportProblem("startedAt", "is missing; give when it began, such as 2026-03-02T10:00:00+08:00");
        }

        if (conversation.Utterances.Count > UtteranceLimits.SeqMax + 1)
        {
            return new ImportProblem("utterances", $"has more than {UtteranceLimits.SeqMax + 1} entries; split the conversation");
        }

        return conversation.Utterances.Any(item => item.Text.Length > UtteranceLimits.TextLengthMax || item.QuotedText?.Length > UtteranceLimits.TextLengthMax)
            ? new ImportProblem("utterances", $"has a text of more than {UtteranceLimits.TextLengthMax} characters; split it")
            : null;
    }

    /// <summary>Seconds count from the beginning, by the milliseconds that are kept of them; without any the end is not known.</summary>
    private static long? Ended(Conversation conversation, ConversationRecord begun) =>
        conversation.Utterances.Max(item => item.End ?? item.Start) is { } seconds ? begun.StartedAt + ((long)Math.Round(seconds * 1000) * 1000) : null;

    private sealed record ImportProblem(string Field, string Sentence);

    private sealed record Loaded(bool IsNew, ImportProblem? Problem)
    {
        public static readonly Loaded New = new(true, null);

        public static readonly Loaded Same = new(false, null);

        public static Loaded Rejected(string field, string sentence) => new(false, new ImportProblem(field, sentence));
    }
}
