using System.Text.Json;
using Daylight.Conduct;
using Daylight.Evidence;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>
/// Shows findings that a version would give or lose. The words are read from the conversation when they are shown, within the
/// reader's scope, with numbers and addresses masked; that they were read is in the ledger before they are handed out.
/// </summary>
internal sealed class DraftSamples(Database database, Transcripts transcripts, ConversationScope scope, SubjectStates states, ReadingLog readings)
{
    private const int ShownMax = 40;
    private const int AroundMax = 40;

    public async Task<Result<Page<RulebookSample>>> RunAsync(Caller caller, string id, string? rule, string? change, CancellationToken cancellation)
    {
        if (change is not (null or "gained" or "lost"))
        {
            return Failure.Invalid("change", "The change is gained or lost.");
        }

        var found = await database.ReadAsync(session => Find(session, caller, id, rule, change), cancellation).ConfigureAwait(false);
        if (found is not { } samples)
        {
            return Failure.NotFound(RulebookRunRow.WhatIf);
        }

        await readings.LeaveAllAsync(
            new Access(caller, "rulebook-what-if", null), "rulebook.sample-read", null, samples.Select(sample => sample.ConversationId), cancellation).ConfigureAwait(false);
        return new Page<RulebookSample>(samples, null, samples.Count);
    }

    private List<RulebookSample>? Find(Session session, Caller caller, string id, string? rule, string? change)
    {
        if (RulebookRuns.Find(session, caller, RulebookRunRow.WhatIf, id) is not { } row)
        {
            return null;
        }

        var tally = JsonSerializer.Deserialize<DraftTally>(row.Tally)!; // Written by the run, or {}.
        return
        [
            .. tally.Samples
                .Where(one => (rule is null || one.Rule == rule) && (change is null || Word(one.Change) == change))
                .OrderBy(one => one.Mark, StringComparer.Ordinal).Take(ShownMax)
                .Select(one => View(session, caller, one, tally.Rules[one.Rule])).OfType<RulebookSample>(),
        ];
    }

    private RulebookSample? View(Session session, Caller caller, SamplePlace place, RuleTally rule)
    {
        if (transcripts.Card(session, caller.InstitutionId, place.Conversation) is not { } card
            || !scope.MayRead(session, caller, card)
            || states.Of(session, caller.InstitutionId, card.PersonId) != SubjectState.Active)
        {
            return null;
        }

        var row = transcripts.Rows(session, caller.InstitutionId, [card.Id])[0];
        var utterance = place.Utterance < 0
            ? null
            : transcripts.Utterances(session, caller.InstitutionId, card.Id, place.Utterance, place.Utterance + 1).FirstOrDefault();
        var (before, words, after) = Cut(utterance?.Text ?? "", place);
        return new RulebookSample(
            Word(place.Change), place.Rule, new Bilingual(rule.TitleZh, rule.TitleEn), rule.Category, rule.Severity, card.Id, card.CaseId,
            row.CaseReference, row.PersonName, row.StaffName, card.StartedAt, place.Utterance < 0 ? null : place.Utterance,
            utterance is null ? null : Words.Of(utterance.Role), before, words, after);
    }

    /// <summary>The masked text is as long as the original, so the span points at the same words.</summary>
    private static (string Before, string Words, string After) Cut(string text, SamplePlace place)
    {
        var masked = EntityMask.Mask(text);
        if (place.From < 0 || place.To > masked.Length)
        {
            return (Shortened(masked), "", "");
        }

        var (from, to) = ((int)place.From, (int)place.To);
        var begin = Math.Max(0, from - AroundMax);
        var end = Math.Min(masked.Length, to + AroundMax);
        begin += begin > 0 && char.IsLowSurrogate(masked[begin]) ? 1 : 0;
        end -= end < masked.Length && char.IsHighSurrogate(masked[end - 1]) ? 1 : 0;
        return ((begin > 0 ? "…" : "") + masked[begin..from], masked[from..to], masked[to..end] + (end < masked.Length ? "…" : ""));
    }

    private static string Shortened(string text) =>
        text.Length <= 2 * AroundMax ? text : text[..(2 * AroundMax - (char.IsHighSurrogate(text[(2 * AroundMax) - 1]) ? 1 : 0))] + "…";

    private static string Word(FindingChange change) => change switch
    {
        FindingChange.Gained => "gained",
        FindingChange.Lost => "lost",
        FindingChange.Kept => "kept",
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}
