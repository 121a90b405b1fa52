using System.Runtime.CompilerServices;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Appends acts to the institution's ledger, in the caller's transaction: the entry stands if and only if the act does.
/// The index, the tiles and the signed checkpoint follow within a second of the commit.
/// </summary>
public sealed class EvidenceLog
{
    private readonly IdSource _ids;
    private readonly EntryClock _clock;
    private readonly ExhibitSealing _sealing;
    private readonly SequencerSignal _signal;

    // Heads that were asked for ahead of the next entry of their case.
    private readonly ConditionalWeakTable<Session, Dictionary<(string Institution, string Case), Queued<CaseHeadRow>>> _foreseen = [];

    internal EvidenceLog(IdSource ids, EntryClock clock, ExhibitSealing sealing, SequencerSignal signal)
    {
        _ids = ids;
        _clock = clock;
        _sealing = sealing;
        _signal = signal;
    }

    /// <summary>When the institution's newest entry was received; null if it has none.</summary>
    public DateTimeOffset? LastReceived(Session session, string institutionId) => UtcMicros.ToInstant(EntryStore.LastReceived(session, institutionId));

    /// <summary>
    /// Asks now, together with the next query, for what the next entry of a case will need: one trip to the database less for
    /// whoever knows early that it will append. The case's entries are serialised from then on.
    /// </summary>
    public void Foresee(Session session, string institutionId, string caseId)
    {
        session.Lock(CaseKey(institutionId, caseId));
        _foreseen.GetOrCreateValue(session)[(institutionId, caseId)] = EntryStore.QueueHeads(session, institutionId, caseId);
    }

    /// <summary>Seals large content before the transaction that appends its act.</summary>
    /// <exception cref="ArgumentException">The content is longer than <see cref="EvidenceContent.PlainBytesMax"/>.</exception>
    public PreparedContent Prepare(EvidenceContent content) => _sealing.Prepare(content);

    /// <summary>As <see cref="Prepare"/>, of content that comes piece by piece.</summary>
    internal ExhibitWriter Begin(string mediaType, long length) => _sealing.Begin(mediaType, length);

    /// <summary>Appends one act.</summary>
    /// <exception cref="ArgumentException">The content is longer than <see cref="EvidenceContent.PlainBytesMax"/>.</exception>
    public Receipt Append(Session session, EntryDraft draft) => AppendAll(session, [draft])[0];

    /// <summary>Appends several acts in this order; faster than one by one.</summary>
    public IReadOnlyList<Receipt> AppendAll(Session session, IReadOnlyList<EntryDraft> drafts)
    {
        var newest = Newest(session, drafts);
        Dictionary<(string Institution, string Case, long Year), CaseHeadRow> heads = [];
        List<EntryRow> entries = new(drafts.Count);
        List<Receipt> receipts = new(drafts.Count);
        List<ExhibitRow> exhibits = [];
        foreach (var draft in drafts)
        {
            session.Concerns(draft.SubjectId);
            var (received, behind) = _clock.Next(session, draft.InstitutionId);
            var head = draft.CaseId is null ? null : Head(newest, heads, draft.InstitutionId, draft.CaseId, UtcMicros.ToInstant(received).Year);
            var entry = Write(session, draft.CountsCase ? Counted(session, draft, head, drafts.Count) : draft, received, behind, head, exhibits);
            entries.Add(entry);
            receipts.Add(new Receipt(entry.Id, Convert.ToBase64String(entry.LeafHash), entry.ExhibitId, UtcMicros.ToInstant(received - behind)));
        }

        ExhibitStore.Insert(session, exhibits);
        EntryStore.Insert(session, entries);
        EntryStore.SetHeads(session, [.. heads.Values]);
        session.AfterCommit(_signal.Set);
        return receipts;
    }

    /// <summary>The newest heads of the drafts' cases, which no other transaction can move until this one ends.</summary>
    private Dictionary<(string, string), CaseHeadRow> Newest(Session session, IReadOnlyList<EntryDraft> drafts)
    {
        Dictionary<(string, string), CaseHeadRow> newest = [];
        if (drafts is [{ CaseId: { } only, InstitutionId: var owner }]
            && _foreseen.TryGetValue(session, out var foreseen) && foreseen.Remove((owner, only), out var queued))
        {
            if (queued.Rows is [.., var head])
            {
                newest[(owner, only)] = head;
            }

            return newest;
        }

        foreach (var institution in drafts.Where(draft => draft.CaseId is not null).GroupBy(draft => draft.InstitutionId, StringComparer.Ordinal))
        {
            // Always in the same order, so that two transactions never wait for each other.
            var caseIds = institution.Select(draft => draft.CaseId!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            if (session.Dialect == Dialect.Postgres)
            {
                session.Lock(Array.ConvertAll(caseIds, caseId => CaseKey(institution.Key, caseId)));
            }

            Forget(session, institution.Key, caseIds);
            foreach (var head in EntryStore.Heads(session, institution.Key, caseIds))
            {
                newest[(head.InstitutionId, head.CaseId)] = head;
            }
        }

        return newest;
    }

    /// <summary>What was foreseen of these cases is about to be out of date.</summary>
    private void Forget(Session session, string institutionId, string[] caseIds)
    {
        if (_foreseen.TryGetValue(session, out var foreseen))
        {
            Array.ForEach(caseIds, caseId => foreseen.Remove((institutionId, caseId)));
        }
    }

    private static string CaseKey(string institutionId, string caseId) => $"ledger-case:{institutionId}:{caseId}";

    private static CaseHeadRow Head(
        Dictionary<(string, string), CaseHeadRow> newest, Dictionary<(string, string, long), CaseHeadRow> heads, string institutionId, string caseId, long year)
    {
        if (heads.TryGetValue((institutionId, caseId, year), out var known))
        {
            return known;
        }

        newest.TryGetValue((institutionId, caseId), out var last);
        var head = last?.Year == year
            ? last
            : new CaseHeadRow { InstitutionId = institutionId, CaseId = caseId, Year = year, Continues = last?.LeafHash };
        return heads[(institutionId, caseId, year)] = head;
    }

    /// <summary>With the count and the root of the case's entries of the year, which nobody else can add to until this transaction ends.</summary>
    private static EntryDraft Counted(Session session, EntryDraft draft, CaseHeadRow? head, int together)
    {
        if (head is null || together != 1)
        {
            throw new ArgumentException("An entry that counts a case belongs to one and is appended alone.", nameof(draft));
        }

        var earlier = EntryStore.LeafHashes(session, head.InstitutionId, head.CaseId, head.Year, (int)head.Entries + 1);
        return earlier.Count == head.Entries
            ? draft with { ExactDetails = CaseSnapshot.Details(earlier.ConvertAll(hash => new Hash32(hash))) }
            : throw new InvalidOperationException($"The case has {earlier.Count} entries of the year and its head counts {head.Entries}.");
    }

    private EntryRow Write(Session session, EntryDraft draft, long received, long behind, CaseHeadRow? head, List<ExhibitRow> exhibits)
    {
        var entryId = _ids.New("en");
        var exhibit = _sealing.Seal(session, draft, entryId);
        if (exhibit is not null)
        {
            exhibits.Add(exhibit.Row);
        }

        var leaf = Leaf(draft, entryId, received, behind, head, exhibit).ToBytes();
        var hash = LeafHash.Of(leaf).ToArray();
        if (head is not null)
        {
            head.LeafHash = hash;
            head.Entries++;
        }

        return new EntryRow
        {
            Id = entryId,
            InstitutionId = draft.InstitutionId,
            Year = UtcMicros.ToInstant(received).Year,
            Act = draft.Act,
            CaseId = draft.CaseId,
            SubjectId = draft.SubjectId,
            StaffId = draft.StaffId,
            ReceivedAt = received,
            ExhibitId = exhibit?.Row.Id,
            Leaf = leaf,
            LeafHash = hash,
        };
    }

    private static EntryLeaf Leaf(EntryDraft draft, string entryId, long received, long behind, CaseHeadRow? head, SealedExhibit? exhibit) => new()
    {
        Id = entryId,
        Act = draft.Act,
        Received = UtcMicros.ToInstant(received),
        Claimed = draft.ClaimedAt,
        CaseId = draft.CaseId,
        Previous = head is { Entries: > 0 } ? new Hash32(head.LeafHash) : null,
        Operator = draft.StaffId,
        Subject = draft.SubjectId,
        RuleSet = draft.RuleHash,
        Payload = exhibit?.Commitment,
        Ciphertext = exhibit?.Ciphertext,
        KeyId = exhibit?.Row.Id,
        Details = Details(draft, behind, head),
    };

    private static Dictionary<string, LeafValue> Details(EntryDraft draft, long behind, CaseHeadRow? head)
    {
        Dictionary<string, LeafValue> details = draft.ExactDetails is null
            ? new(StringComparer.Ordinal)
            : new(draft.ExactDetails, StringComparer.Ordinal);
        foreach (var (key, text) in draft.Details ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            details[key] = text;
        }

        if (behind > 0)
        {
            // The clock stood behind the last entry: law-relevant, so it is said in the entry itself (microseconds).
            details["clockBehindMicros"] = behind;
        }

        if (head is { Entries: 0, Continues: { } last })
        {
            // Each year's log is complete in itself; this is the thread back to the log of the year before.
            details["continues"] = Convert.ToBase64String(last);
        }

        return details;
    }
}
