using System.Text.Json;
using Daylight.Conduct;
using Daylight.Inspection;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>
/// Works over the archive, one run at a time, page by page: memory does not grow with the period, a cancelled run stops at its
/// next page, and what a page brings is written together with the place in the archive, so that a run whose process was killed
/// goes on from there and nothing is done twice.
/// </summary>
internal sealed class RulebookRunWork(
    Database database, Transcripts transcripts, PublishedRulebooks rulebooks, TryDraft drafts, InspectAgain again, LiveFeed feed, RulebookRunLedger ledger, TimeProvider clock)
{
    private const int PageSize = 25;

    /// <summary>Works off the oldest run that waits.</summary>
    /// <param name="pages">How many pages at most; the rest is left behind.</param>
    /// <param name="cancellation">Leaves it behind.</param>
    /// <returns>False if none waited.</returns>
    public async Task<bool> NextAsync(int pages, CancellationToken cancellation)
    {
        var row = await database.WriteAsync(session => RulebookRunStore.Runs.Take(session, clock.GetUtcNow()), cancellation).ConfigureAwait(false);
        if (row is null)
        {
            return false;
        }

        var pair = await database.ReadAsync(session => Pair(session, row), cancellation).ConfigureAwait(false);
        if (pair is null)
        {
            await EndAsync(row, RunRow.Failed, "A version is missing or no longer loads.", cancellation).ConfigureAwait(false);
            return true;
        }

        await feed.LoadAsync(row.InstitutionId, cancellation).ConfigureAwait(false);
        for (var page = 0; page < pages; page++)
        {
            var next = await PageAsync(row, pair, cancellation).ConfigureAwait(false);
            if (next is null)
            {
                return true; // Cancelled, or another process goes on with it.
            }

            if (next.AfterId == row.AfterId)
            {
                await EndAsync(next, RunRow.Done, null, cancellation).ConfigureAwait(false);
                return true;
            }

            row = next;
        }

        return true;
    }

    /// <summary>The row after one page; itself at the end of the archive; null if it is no longer this process's to go on.</summary>
    private async Task<RulebookRunRow?> PageAsync(RulebookRunRow row, DraftPair pair, CancellationToken cancellation)
    {
        ArchiveSpan span = new(row.FromAt, row.ToAt, row.TeamId, row.AfterAt, row.AfterId);
        var page = await database.ReadAsync(session => transcripts.Closed(session, row.InstitutionId, span, PageSize), cancellation).ConfigureAwait(false);
        if (page.Count == 0)
        {
            return row;
        }

        var next = row with
        {
            BeatAt = UtcMicros.From(clock.GetUtcNow()),
            Seen = row.Seen + page.Count,
            AfterAt = page[^1].StartedAt,
            AfterId = page[^1].Id,
        };
        return row.Kind == RulebookRunRow.WhatIf
            ? await TryAsync(row, next, pair, page, cancellation).ConfigureAwait(false)
            : await InspectAsync(row, next, pair.Draft, page, cancellation).ConfigureAwait(false);
    }

    private async Task<RulebookRunRow?> TryAsync(
        RulebookRunRow row, RulebookRunRow next, DraftPair pair, IReadOnlyList<ArchivedConversation> page, CancellationToken cancellation)
    {
        var tally = Tally<DraftTally>(row);
        await database.ReadAsync(
            session =>
            {
                drafts.Try(session, row, pair, page, tally);
                return true;
            },
            cancellation).ConfigureAwait(false);
        next = next with { Tally = JsonSerializer.Serialize(tally) };
        return await database.WriteAsync(session => RulebookRunStore.Advance(session, row, next), cancellation).ConfigureAwait(false) ? next : null;
    }

    private async Task<RulebookRunRow?> InspectAsync(
        RulebookRunRow row, RulebookRunRow next, Inspector inspector, IReadOnlyList<ArchivedConversation> page, CancellationToken cancellation)
    {
        var steps = await database.ReadAsync(session => again.Look(session, row, inspector, page), cancellation).ConfigureAwait(false);
        return await database.WriteAsync(
            session =>
            {
                // First its place, so that of two processes only one writes what the page brings.
                if (!RulebookRunStore.Advance(session, row, next))
                {
                    return null;
                }

                var tally = Tally<AgainTally>(row);
                tally.Skipped += page.Count - steps.Count;
                again.Keep(session, steps, tally);
                var kept = next with { Tally = JsonSerializer.Serialize(tally) };
                RulebookRunStore.SetTally(session, kept.Id, kept.Tally);
                return kept;
            },
            cancellation).ConfigureAwait(false);
    }

    private DraftPair? Pair(Session session, RulebookRunRow row) =>
        rulebooks.OfVersion(session, row.InstitutionId, row.BaseHash) is { } current && rulebooks.OfVersion(session, row.InstitutionId, row.Hash) is { } draft
            ? new DraftPair(current, draft)
            : null;

    private static T Tally<T>(RulebookRunRow row) => JsonSerializer.Deserialize<T>(row.Tally)!; // Written by this class, or {}.

    private Task EndAsync(RulebookRunRow row, string status, string? error, CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            if (RulebookRunStore.Runs.End(session, row.Id, status, error, clock.GetUtcNow()))
            {
                ledger.Ended(session, row, status, row.AskedBy);
            }
        },
        cancellation);
}
