using System.Globalization;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Conduct;

/// <summary>What became of a batch: nothing is ever replaced, nothing is lost, a repetition does no harm.</summary>
internal sealed record Taken(int Accepted, int Duplicates, long NextSeq, Receipt? Receipt);

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
    /// <summary>Takes a batch; the caller holds the conversation's lock.</summary>
    /// <returns>
    /// What became of it, or <c>utterance-conflict</c> with the seq, <c>conversation-closed</c>, or <c>written-words-unscreened</c>.
    /// </returns>
    public Result<Taken> Take(Session session, ConversationRecord conversation, string staffId, WordsFrom from, IReadOnlyList<Utterance> utterances)
    {
        var fresh = Fresh(session, conversation, utterances);
        if (fresh.Failure is { } conflict)
        {
            return conflict;
        }

        if (fresh.Value.Count == 0)
        {
            return new Taken(0, utterances.Count, conversation.NextSeq, null);
        }

        if (conversation.ClosedAt is not null && from != WordsFrom.Recording)
        {
            return ConductErrors.Closed;
        }

        // What is here already does no harm, whoever repeats it: only new words are asked where they come from.
        var unscreened = from is WordsFrom.Holder or WordsFrom.Recorder && Words.IsWritten(conversation.Kind)
            ? fresh.Value.Select(item => item.Utterance).Where(item => Words.IsOurs(item.Role)).Select(item => item.Seq).ToHashSet()
            : [];
        if (unscreened.Count > 0 && from == WordsFrom.Holder)
        {
            return ConductErrors.WrittenWordsUnscreened(unscreened.Order());
        }

        List<KeptUtterance> kept = fresh.Value.ConvertAll(item => new KeptUtterance(ids.New("ut"), item.Utterance));
        var receipt = Keep(session, conversation, staffId, kept, unscreened);
        Flag(session, conversation, staffId, unscreened);
        var now = UtcMicros.From(receipt.At);
        ConductStore.InsertUtterances(session, [.. fresh.Value.Select((item, place) => new UtteranceRecord
        {
            ConversationId = conversation.Id,
            Seq = item.Utterance.Seq,
            Id = kept[place].Id,
            InstitutionId = conversation.InstitutionId,
            ExhibitId = receipt.ExhibitId!, // The draft carried content, so there is an exhibit.
            Place = place,
            Role = Words.Of(item.Utterance.Role),
            Mark = item.Mark,
            ReceivedAt = now,
            Unscreened = unscreened.Contains(item.Utterance.Seq) ? 1 : 0,
        })]);
        var next = NextSeq(session, conversation);
        ConductStore.Advance(session, conversation.Id, new Advance(fresh.Value.Count, unscreened.Count, next, now));
        if (conversation.Imported == 0 && from != WordsFrom.Recording)
        {
            session.Publish(conversation.InstitutionId, new ConversationCaptured(conversation.InstitutionId, conversation.Id, Captured.Utterances));
        }

        return new Taken(fresh.Value.Count, utterances.Count - fresh.Value.Count, next, receipt);
    }

    private Result<List<(Utterance Utterance, string Mark)>> Fresh(Session session, ConversationRecord conversation, IReadOnlyList<Utterance> utterances)
    {
        var known = ConductStore.Known(session, conversation.Id, [.. utterances.Select(item => (long)item.Seq).Distinct()])
            .ToDictionary(row => row.Seq, row => row.Mark);
        List<(Utterance, string)> fresh = new(utterances.Count);
        foreach (var utterance in utterances)
        {
            var mark = keys.Fingerprint(
                session, conversation.InstitutionId, $"utterance|{conversation.Id}|{utterance.Seq}|{Words.Of(utterance.Role)}|{utterance.Text}");
            if (known.TryAdd(utterance.Seq, mark))
            {
                fresh.Add((utterance, mark));
            }
            else if (known[utterance.Seq] != mark)
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
