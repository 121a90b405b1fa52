using System.Text.Json;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Storage;
using NodaTime;

namespace Daylight.Contact;

/// <summary>Works what-ifs off, one at a time, page by page: memory does not grow with the period, and a cancelled one stops at its next page.</summary>
public sealed class WhatIfRun
{
    private const int PageSize = 500;

    private readonly Database _database;
    private readonly ReplayDecision _replay;
    private readonly AdoptedPacks _packs;
    private readonly StaffDirectory _staff;
    private readonly ContactLedger _ledger;
    private readonly TimeProvider _clock;

    internal WhatIfRun(Database database, ReplayDecision replay, AdoptedPacks packs, StaffDirectory staff, ContactLedger ledger, TimeProvider clock)
    {
        _database = database;
        _replay = replay;
        _packs = packs;
        _staff = staff;
        _ledger = ledger;
        _clock = clock;
    }

    /// <summary>Works off the oldest one that waits.</summary>
    /// <param name="progress">Told after every page.</param>
    /// <param name="cancellation">Leaves it to be begun anew.</param>
    /// <returns>False if none waited.</returns>
    public async Task<bool> NextAsync(IProgress<ReplayProgress>? progress, CancellationToken cancellation)
    {
        var row = await _database.WriteAsync(session => WhatIfStore.Take(session, _clock.GetUtcNow()), cancellation).ConfigureAwait(false);
        if (row is null)
        {
            return false;
        }

        await RunAsync(row, progress, cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task RunAsync(WhatIfRow row, IProgress<ReplayProgress>? progress, CancellationToken cancellation)
    {
        var (policy, lack) = await _database.ReadAsync(session => Policy(session, row), cancellation).ConfigureAwait(false);
        if (policy is null)
        {
            await EndAsync(row, RunRow.Failed, null, lack, cancellation).ConfigureAwait(false);
            return;
        }

        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var tally = await _database.ReadAsync(session => Tally(session, row), cancellation).ConfigureAwait(false);
        DecisionSpan span = new(row.FromAt, row.ToAt);
        while (true)
        {
            var page = await _database.ReadAsync(session => Decide(session, row, policy, span, tally), cancellation).ConfigureAwait(false);
            progress?.Report(new ReplayProgress(tally.Count, row.Total));
            if (page.Count < PageSize)
            {
                break;
            }

            span = span.Behind(page[^1]);
            if (!await _database.WriteAsync(session => WhatIfStore.Beat(session, row.Id, tally.Count, UtcMicros.From(_clock.GetUtcNow())), cancellation).ConfigureAwait(false))
            {
                return; // Cancelled.
            }
        }

        var result = tally.Result(System.Diagnostics.Stopwatch.GetElapsedTime(began));
        await _database.WriteAsync(session => WhatIfStore.InsertSamples(session, row.Id, tally.Samples), cancellation).ConfigureAwait(false);
        await EndAsync(row, RunRow.Done, result, null, cancellation).ConfigureAwait(false);
    }

    private List<DecisionRow> Decide(Session session, WhatIfRow row, Gate.GatePolicy policy, DecisionSpan span, WhatIfTally tally)
    {
        var page = DecisionStore.Page(session, row.InstitutionId, span, PageSize);
        foreach (var decision in page)
        {
            switch (_replay.Read(session, decision))
            {
                case StoredRecord.Whole whole:
                    tally.Add(decision, whole.Record, policy.Decide(whole.Record.Question));
                    break;
                case StoredRecord.Lost lost:
                    tally.Lose(lost.Reason);
                    break;
            }
        }

        return page;
    }

    private (Gate.GatePolicy? Policy, string? Lack) Policy(Session session, WhatIfRow row)
    {
        var read = DraftPolicy.Read(_packs, session, row.InstitutionId, row.Draft, row.PackNames);
        return read.IsFailure ? (null, read.Failure!.Detail) : (read.Value.Policy, read.Value.Problems.Count > 0 ? read.Value.Problems[0].Message : null);
    }

    private WhatIfTally Tally(Session session, WhatIfRow row) => new(
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(row.Zone) ?? DateTimeZone.Utc,
        _staff.All(session, row.InstitutionId),
        _packs.Offered.SelectMany(pack => pack.Rules).DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, rule => DecisionViews.Text(rule.Text), StringComparer.Ordinal));

    private Task EndAsync(WhatIfRow row, string status, WhatIfResult? result, string? error, CancellationToken cancellation) => _database.WriteAsync(
        session =>
        {
            var json = result is null ? null : JsonSerializer.Serialize(result, JsonSerializerOptions.Web);
            if (WhatIfStore.End(session, row.Id, status, json, error, result?.Counts.Decisions ?? 0, UtcMicros.From(_clock.GetUtcNow())))
            {
                _ledger.WhatIfEnded(session, row, status, row.AskedBy, result?.Counts);
            }
        },
        cancellation);
}
