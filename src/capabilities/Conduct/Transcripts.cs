using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>
/// Reads conversations: for the machine that inspects them, and for screens. It does not ask who reads; whoever hands its
/// answers to a person has checked the reader's scope before.
/// </summary>
public sealed class Transcripts
{
    private const int ReceiptsMax = 1000;

    private readonly Exhibits _exhibits;
    private readonly ConversationHeads _heads;
    private readonly CaseFile _cases;

    internal Transcripts(Exhibits exhibits, ConversationHeads heads, CaseFile cases)
    {
        _exhibits = exhibits;
        _heads = heads;
        _cases = cases;
    }

    /// <summary>A conversation, or null if the institution has none with this id.</summary>
    public ConversationCard? Card(Session session, string institutionId, string conversationId) =>
        ConductStore.Find(session, institutionId, conversationId) is { } row ? Card(session, row) : null;

    /// <summary>The conversations that are live, latest activity first.</summary>
    public IReadOnlyList<ConversationCard> Live(Session session, string institutionId, int most) =>
        ConductStore.Live(session, institutionId, most).ConvertAll(row => Card(session, row));

    /// <summary>Closed conversations of a span, in order of beginning: the page after its place.</summary>
    public IReadOnlyList<ArchivedConversation> Closed(Session session, string institutionId, ArchiveSpan span, int most) =>
        ConductStore.Closed(session, institutionId, span, most).ConvertAll(Archived);

    /// <summary>How many closed conversations a span has.</summary>
    public long CountClosed(Session session, string institutionId, ArchiveSpan span) => ConductStore.CountClosed(session, institutionId, span);

    /// <summary>Where a conversation belongs, or null if the institution has none with this id.</summary>
    public ConversationPlace? Place(Session session, string institutionId, string conversationId) =>
        ConductStore.Find(session, institutionId, conversationId) is { } row ? Placed(row) : null;

    /// <summary>Conversations that began before a moment, or at it with a smaller id, latest first.</summary>
    public IReadOnlyList<ConversationPlace> PlacesBefore(Session session, string institutionId, long startedAt, string id, int most) =>
        ConductStore.Before(session, institutionId, startedAt, id, most).ConvertAll(Placed);

    /// <summary>How many conversations an institution has.</summary>
    public long Count(Session session, string institutionId) => ConductStore.Count(session, institutionId);

    /// <summary>The utterances of a conversation with the number of their latest correction, in order; nothing is opened.</summary>
    public IReadOnlyList<UtteranceVersion> Versions(Session session, string institutionId, string conversationId) =>
        [.. ConductStore.Versions(session, institutionId, conversationId, UtteranceLimits.SeqMax + 1).Select(row => new UtteranceVersion((int)row.Seq, (int)row.Revision))];

    /// <summary>The words that count of some utterances, in order, opened; unknown positions are left out.</summary>
    public IReadOnlyList<SaidUtterance> Said(Session session, string institutionId, string conversationId, IReadOnlyCollection<long> seqs) =>
        [.. Opened(session, institutionId, [.. ConductStore.Known(session, conversationId, seqs).OrderBy(row => row.Seq)])
            .Select(item => new SaidUtterance((int)item.Record.Seq, (int)item.Record.Revision, item.Utterance))];

    private static ConversationPlace Placed(ConversationRecord row) => new(
        row.Id, row.CaseId, row.PersonId, row.StaffId, row.TeamId, row.Kind, row.StartedAt);

    /// <summary>What the same person's conversations before this one were, newest first.</summary>
    /// <param name="session">The reading.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="card">This one.</param>
    /// <param name="back">How far back.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<ArchivedConversation> Earlier(Session session, string institutionId, ConversationCard card, TimeSpan back, int most)
    {
        ArgumentNullException.ThrowIfNull(card);
        var before = UtcMicros.From(card.StartedAt);
        var since = before - (long)back.TotalMicroseconds;
        return ConductStore.Earlier(session, institutionId, card.PersonId, since, before, most).ConvertAll(Archived);
    }

    private static ArchivedConversation Archived(ConversationRecord row) => new(
        row.Id,
        row.StartedAt,
        Words.KnownKind(row.Kind),
        row.Direction == "inbound" ? ConversationDirection.Inbound : ConversationDirection.Outbound,
        row.StaffId);

    /// <summary>Rows for a list, in the order of the ids; unknown ids are left out.</summary>
    public IReadOnlyList<ConversationRow> Rows(Session session, string institutionId, IReadOnlyList<string> conversationIds)
    {
        var rows = ConductStore.FindAll(session, institutionId, [.. conversationIds.Distinct(StringComparer.Ordinal)]);
        var views = Views(session, institutionId, rows).ToDictionary(view => view.Id, StringComparer.Ordinal);
        return [.. conversationIds.Where(views.ContainsKey).Select(id => views[id])];
    }

    /// <summary>Utterances from one seq (included) to another (excluded), in order, opened.</summary>
    public IReadOnlyList<Utterance> Utterances(Session session, string institutionId, string conversationId, long from, long to) =>
        [.. Opened(session, institutionId, ConductStore.Utterances(session, conversationId, from, to, UtteranceLimits.SeqMax + 1)).Select(item => item.Utterance)];

    /// <summary>A whole transcript with its receipts, or null if the institution has no such conversation.</summary>
    public TranscriptView? Of(Session session, string institutionId, string conversationId)
    {
        if (ConductStore.Find(session, institutionId, conversationId) is not { } row)
        {
            return null;
        }

        var records = ConductStore.Utterances(session, conversationId, 0, long.MaxValue, UtteranceLimits.SeqMax + 1);
        var earlier = Opened(session, institutionId, ConductStore.Revisions(session, conversationId, [.. records.Where(record => record.Revision > 0).Select(record => record.Seq)]))
            .ToLookup(item => item.Record.Seq, item => item.Utterance.Text);
        return new TranscriptView(
            Views(session, institutionId, [row])[0],
            row.Outcome,
            [.. Opened(session, institutionId, records).Select(item => View(item, earlier[item.Record.Seq]))],
            ConductStore.Entries(session, conversationId, ReceiptsMax).ConvertAll(entry => new ReceiptView(entry.EntryId, entry.LeafHash)));
    }

    /// <summary>The recordings of a conversation, sealed, in the order in which they were made an exhibit.</summary>
    public IReadOnlyList<ExhibitCard> Recordings(Session session, string institutionId, string conversationId) => _exhibits.OfEntries(
        session,
        institutionId,
        [.. ConductStore.Entries(session, conversationId, ReceiptsMax).Where(entry => entry.Act == RecordingUploads.Recorded && entry.InstitutionId == institutionId).Select(entry => entry.EntryId)]);

    /// <summary>The conversation that a recording is of, by the recording's entry; null if it is none's.</summary>
    public ConversationCard? OfRecording(Session session, string institutionId, string entryId) =>
        ConductStore.ConversationOf(session, institutionId, entryId, RecordingUploads.Recorded) is { } id ? Card(session, institutionId, id) : null;

    private ConversationCard Card(Session session, ConversationRecord row) => new()
    {
        Id = row.Id,
        CaseId = row.CaseId,
        PersonId = row.PersonId,
        StaffId = row.StaffId,
        TeamId = row.TeamId,
        PermitId = row.PermitId,
        Head = _heads.Of(session, row),
        StartedAt = UtcMicros.ToInstant(row.StartedAt),
        Imported = row.Imported == 1,
        UtteranceCount = row.UtteranceCount,
        CorrectionCount = row.CorrectionCount,
        NextSeq = row.NextSeq,
        ClosedAt = UtcMicros.ToInstant(row.ClosedAt),
        EndedAt = UtcMicros.ToInstant(row.EndedAt),
        Outcome = row.Outcome,
    };

    private IEnumerable<(UtteranceRecord Record, Utterance Utterance)> Opened(Session session, string institutionId, List<UtteranceRecord> records)
    {
        Dictionary<string, IReadOnlyList<Utterance>> batches = new(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (!batches.TryGetValue(record.ExhibitId, out var batch))
            {
                batch = UtteranceBatch.Read(_exhibits.OpenForInspection(session, institutionId, record.ExhibitId));
                batches[record.ExhibitId] = batch;
            }

            yield return (record, batch[(int)record.Place]);
        }
    }

    private static UtteranceView View((UtteranceRecord Record, Utterance Utterance) item, IEnumerable<string> earlier) => new(
        item.Record.Id,
        item.Utterance.Seq,
        item.Record.Role,
        item.Utterance.Start,
        item.Utterance.End,
        item.Utterance.At?.ToDateTimeOffset(),
        UtcMicros.ToInstant(item.Record.ReceivedAt),
        item.Utterance.Text,
        item.Record.Unscreened == 1,
        (int)item.Record.Revision,
        [.. earlier]);

    private List<ConversationRow> Views(Session session, string institutionId, List<ConversationRecord> rows)
    {
        var names = _cases.Names(session, institutionId, rows);
        return rows.ConvertAll(row => new ConversationRow(
            row.Id,
            row.CaseId,
            names.CaseReference(row.CaseId),
            names.Person(row.PersonId),
            row.StaffId,
            names.Staff(row.StaffId),
            row.TeamId,
            names.Team(row.TeamId),
            row.Kind,
            row.Direction,
            UtcMicros.ToInstant(row.StartedAt),
            Duration(row),
            row.ClosedAt is null ? "live" : "closed",
            row.Imported == 1,
            row.UtteranceCount,
            row.UnscreenedCount));
    }

    /// <summary>Seconds from the claimed start to the claimed end; null while live, or where they contradict each other.</summary>
    private static double? Duration(ConversationRecord row) =>
        row is { ClosedAt: { } closed } && (row.EndedAt ?? closed) - row.StartedAt is >= 0 and var micros ? micros / 1_000_000.0 : null;
}
