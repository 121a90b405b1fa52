using System.Globalization;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>What became of a batch: nothing is lost, a repetition does no harm, and of corrected words the latest count.</summary>
internal sealed record Taken(int Accepted, int Duplicates, int Corrected, long NextSeq, Receipt? Receipt);

/// <summary>By which door words came in; of written words of ours it decides whether they were screened.</summary>
internal enum WordsFrom
{
    /// <summary>Somebody holds the conversation and hands in what is said. What they write has its own door, the screening.</summary>
    Holder,

    /// <summary>They were screened and are being sent.</summary>
    Screening,

    /// <summary>A program records what a channel outside has delivered already.</summary>
    Recorder,

    /// <summary>The conversation was held elsewhere and is loaded whole; its row says so.</summary>
    Import,

    /// <summary>They were heard in the recording of a conversation that had no words, which may have ended.</summary>
    Recording,
}

/// <summary>
/// Takes utterances into a conversation. The words of a batch are sealed as one exhibit of one ledger entry; the rows keep
/// only where they lie and a keyed fingerprint, so that the database holds no plain word.
/// </summary>
internal sealed class UtteranceIntake(ConversationLedger ledger, KeyRing keys, IdSource ids)
{
    /// <summary>Takes a batch of words that nobody corrects.</summary>
    public Result<Taken> Take(Session session, ConversationRecord conversation, string staffId, WordsFrom from, IReadOnlyList<Utterance> utterances) =>
        Take(session, conversation, staffId, from, [.. utterances.Select(utterance => new Spoken(utterance, 0))]);

    /// <summary>Takes a batch; the caller holds the conversation's lock.</summary>
    /// <returns>
    /// What became of it, or <c>utterance-conflict</c> with the seq, <c>conversation-closed</c>, or <c>written-words-unscreened</c>.
    /// </returns>
    public Result<Taken> Take(Session session, ConversationRecord conversation, string staffId, WordsFrom from, IReadOnlyList<Spoken> spoken)
    {
        var known = ConductStore.Known(session, conversation.Id, [.. spoken.Select(item => (long)item.Utterance.Seq).Distinct()]).ToDictionary(row => row.Seq);
        var fresh = Fresh(session, conversation, known, spoken);
        if (fresh.Failure is { } conflict)
        {
            return conflict;
        }

        if (fresh.Value.Count == 0)
        {
            return new Taken(0, spoken.Count, 0, conversation.NextSeq, null);
        }

        if (conversation.ClosedAt is not null && from != WordsFrom.Recording)
        {
            return ConductErrors.Closed;
        }

        // What is here already does no harm, whoever repeats it: only new words are asked where they come from.
        var unscreened = from is WordsFrom.Holder or WordsFrom.Recorder && Words.IsWritten(conversation.Kind)
            ? fresh.Value.Select(item => item.Spoken.Utterance).Where(item => Words.IsOurs(item.Role)).Select(item => item.Seq).ToHashSet()
            : [];
        if (unscreened.Count > 0 && from == WordsFrom.Holder)
        {
            return ConductErrors.WrittenWordsUnscreened(unscreened.Order());
        }

        Dictionary<long, string> rowIds = known.ToDictionary(row => row.Key, row => row.Value.Id);
        List<KeptUtterance> kept = fresh.Value.ConvertAll(item => new KeptUtterance(
            RowId(rowIds, item.Spoken.Utterance.Seq), item.Spoken.Utterance, item.Spoken.Revision));
        var receipt = Keep(session, conversation, staffId, kept, unscreened);
        Flag(session, conversation, staffId, unscreened);
        var now = UtcMicros.From(receipt.At);
        var sorted = RevisionSorting.Of(known, [.. fresh.Value.Select((item, place) => new UtteranceRecord
        {
            ConversationId = conversation.Id,
            Seq = item.Spoken.Utterance.Seq,
            Id = kept[place].Id,
            InstitutionId = conversation.InstitutionId,
            ExhibitId = receipt.ExhibitId!, // The draft carried content, so there is an exhibit.
            Place = place,
            Role = Words.Of(item.Spoken.Utterance.Role),
            Mark = item.Mark,
            ReceivedAt = now,
            Unscreened = unscreened.Contains(item.Spoken.Utterance.Seq) ? 1 : 0,
            Revision = item.Spoken.Revision,
        })]);
        sorted.Write(session);
        var next = NextSeq(session, conversation);
        ConductStore.Advance(session, conversation.Id, new Advance(sorted.New.Count, sorted.New.Count(row => row.Unscreened == 1), sorted.Corrected.Count, next, now));
        if (conversation.Imported == 0 && from != WordsFrom.Recording)
        {
            session.Publish(conversation.InstitutionId, new ConversationCaptured(conversation.InstitutionId, conversation.Id, Captured.Utterances));
        }

        return new Taken(fresh.Value.Count, spoken.Count - fresh.Value.Count, sorted.Corrected.Count, next, receipt);
    }

    private string RowId(Dictionary<long, string> rowIds, long seq)
    {
        if (!rowIds.TryGetValue(seq, out var id))
        {
            rowIds[seq] = id = ids.New("ut");
        }

        return id;
    }

    /// <summary>What is not here yet: each seq and revision has its words once and for all.</summary>
    private Result<List<(Spoken Spoken, string Mark)>> Fresh(
        Session session, ConversationRecord conversation, Dictionary<long, UtteranceRecord> known, IReadOnlyList<Spoken> spoken)
    {
        List<long> corrected = [.. known.Values.Where(row => row.Revision > 0).Select(row => row.Seq)];
        var marks = ConductStore.Revisions(session, conversation.Id, corrected).Concat(known.Values)
            .ToDictionary(row => (row.Seq, row.Revision), row => row.Mark);
        List<(Spoken, string)> fresh = new(spoken.Count);
        foreach (var item in spoken)
        {
            var utterance = item.Utterance;
            var mark = keys.Fingerprint(
                session, conversation.InstitutionId, $"utterance|{conversation.Id}|{utterance.Seq}|{Words.Of(utterance.Role)}|{utterance.Text}");
            if (marks.TryAdd((utterance.Seq, item.Revision), mark))
            {
                fresh.Add((item, mark));
            }
            else if (marks[(utterance.Seq, item.Revision)] != mark)
            {
                return ConductErrors.Conflict(utterance.Seq);
            }
        }

        return fresh;
    }

    private Receipt Keep(Session session, ConversationRecord conversation, string staffId, List<KeptUtterance> kept, HashSet<int> unscreened)
    {
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["conversation"] = conversation.Id,
            ["first"] = kept.Min(item => item.Utterance.Seq).ToString(CultureInfo.InvariantCulture),
            ["last"] = kept.Max(item => item.Utterance.Seq).ToString(CultureInfo.InvariantCulture),
            ["count"] = kept.Count.ToString(CultureInfo.InvariantCulture),
        };
        var corrections = kept.Count(item => item.Revision > 0);
        if (corrections > 0)
        {
            details["corrections"] = corrections.ToString(CultureInfo.InvariantCulture);
        }

        if (unscreened.Count > 0)
        {
            details["unscreened"] = unscreened.Count.ToString(CultureInfo.InvariantCulture);
        }

        return ledger.Append(session, conversation, new EntryDraft(conversation.InstitutionId, "conversation.utterances")
        {
            StaffId = staffId,
            Details = details,
            Content = new EvidenceContent(UtteranceBatch.Write(conversation.Id, kept), UtteranceBatch.MediaType),
        });
    }

    /// <summary>Says on the timeline of the case, once a conversation, that words went out past the screening.</summary>
    private void Flag(Session session, ConversationRecord conversation, string staffId, HashSet<int> unscreened)
    {
        if (unscreened.Count == 0 || conversation.UnscreenedCount > 0)
        {
            return;
        }

        ledger.Append(session, conversation, new EntryDraft(conversation.InstitutionId, "conversation.unscreened")
        {
            StaffId = staffId,
            Details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["conversation"] = conversation.Id,
                ["kind"] = conversation.Kind,
                ["first"] = unscreened.Min().ToString(CultureInfo.InvariantCulture),
            },
        });
    }

    /// <summary>The first position that has not come in; a gap that has just been filled lets it jump.</summary>
    private static long NextSeq(Session session, ConversationRecord conversation)
    {
        var next = conversation.NextSeq;
        foreach (var seq in ConductStore.SeqsFrom(session, conversation.Id, next, UtteranceLimits.SeqMax + 1))
        {
            if (seq != next)
            {
                break;
            }

            next++;
        }

        return next;
    }
}
