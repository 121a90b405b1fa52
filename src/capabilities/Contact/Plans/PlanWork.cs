using System.Collections.Concurrent;
using Daylight.Gate;
using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Daylight.Contact;

/// <summary>How far a plan is.</summary>
/// <param name="Done">Cases decided.</param>
/// <param name="Total">Cases in all; 0 until that is known.</param>
public readonly record struct PlanProgress(long Done, long Total);

/// <summary>
/// Makes plans, one after the other: one reader takes batches of cases from a single snapshot while all cores decide them.
/// Memory is bounded by the rows of one plan; a plan that grows beyond <see cref="RowsMax"/> fails as <c>too-large</c>.
/// </summary>
public sealed partial class PlanWork : BackgroundService
{
    /// <summary>A plan looks at no more cases.</summary>
    public const int CasesMax = 200_000;

    /// <summary>A plan has no more rows.</summary>
    public const int RowsMax = 1_000_000;

    private const int CasesPerBatch = 500;
    private const int BatchesAhead = 4;
    private const int PagesPerWrite = 40;
    private const int QueueMax = 256;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SilenceMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly System.Threading.Channels.Channel<(Caller Caller, string PlanId)> _queue =
        System.Threading.Channels.Channel.CreateBounded<(Caller, string)>(QueueMax);
    private readonly Database _database;
    private readonly CaseSheets _sheets;
    private readonly AdoptedPacks _packs;
    private readonly SenderStandings _senders;
    private readonly ContactWindow _window;
    private readonly TimeProvider _clock;
    private readonly HumanClock _human;
    private readonly ILogger<PlanWork> _log;

    internal PlanWork(
        Database database,
        CaseSheets sheets,
        AdoptedPacks packs,
        SenderStandings senders,
        ContactWindow window,
        TimeProvider clock,
        HumanClock human,
        ILogger<PlanWork> log)
    {
        _database = database;
        _sheets = sheets;
        _packs = packs;
        _senders = senders;
        _window = window;
        _clock = clock;
        _human = human;
        _log = log;
    }

    /// <summary>Puts a plan into the queue. One that finds no room is given up after two minutes.</summary>
    internal void Enqueue(Caller caller, string planId) => _queue.Writer.TryWrite((caller, planId));

    /// <summary>Makes a plan that waits; returns when it is there, was called off, or has failed.</summary>
    /// <param name="caller">Whose plan it is.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="progress">Hears of it twice a second; may be null.</param>
    /// <param name="cancellation">Gives the plan up.</param>
    public async Task RunAsync(Caller caller, string planId, IProgress<PlanProgress>? progress, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var head = await _database.WriteAsync(
            session => PlanStore.Begin(session, planId, UtcMicros.From(_human.UtcNow), UtcMicros.From(now))
                ? PlanStore.Find(session, caller.InstitutionId, caller.StaffId, planId, UtcMicros.From(now))
                : null,
            cancellation).ConfigureAwait(false);
        if (head is null)
        {
            return;
        }

        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Making making = new(head, caller, PlanWish.From(ContactPlans.Request(head)).Value, now);
        var beating = BeatAsync(making, progress, calledOff);
        try
        {
            var failure = await MakeAsync(making, calledOff.Token).ConfigureAwait(false);
            if (failure is not null)
            {
                await EndAsync(planId, PlanHead.Failed, failure).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever called it off has written so; otherwise the process stops.
            await EndAsync(planId, PlanHead.Failed, "interrupted").ConfigureAwait(false);
        }
        finally
        {
            await calledOff.CancelAsync().ConfigureAwait(false);
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            progress?.Report(new PlanProgress(making.Done, making.Total));
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ConsumeAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task ConsumeAsync(CancellationToken stopping)
    {
        await Task.Yield();
        while (await _queue.Reader.WaitToReadAsync(stopping).AsTask().ContinueWith(waited => waited is { IsCompletedSuccessfully: true, Result: true }, TaskScheduler.Default).ConfigureAwait(false))
        {
            while (_queue.Reader.TryRead(out var next))
            {
                await AttemptAsync(() => RunAsync(next.Caller, next.PlanId, null, stopping), next.PlanId).ConfigureAwait(false);
            }
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            await AttemptAsync(() => _database.WriteAsync(Sweep, stopping), null).ConfigureAwait(false);
            await Task.Delay(SweepEvery, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Gives up plans of processes that are gone, and forgets those whose day is over.</summary>
    internal void Sweep(Session session)
    {
        var now = UtcMicros.From(_clock.GetUtcNow());
        PlanStore.GiveUp(session, UtcMicros.From(_human.UtcNow - SilenceMax), now);
        PlanStore.Forget(session, now);
    }

    private async Task AttemptAsync(Func<Task> work, string? planId)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
#pragma warning disable CA1031 // The host's border: the next plan is made all the same.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(_log, failure);
            if (planId is not null)
            {
                await EndAsync(planId, PlanHead.Failed, "internal").ConfigureAwait(false);
            }
        }
    }

    private async Task<string?> MakeAsync(Making making, CancellationToken cancellation)
    {
        using BlockingCollection<(PlanDeciding Deciding, List<PlanCase> Cases)> batches = new(BatchesAhead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var deciders = Enumerable.Range(0, Environment.ProcessorCount)
            .Select(_ => Task.Run(() => DecideAll(making, batches, stop), CancellationToken.None)).ToList();
        var reader = _database.ReadAsync(session => ReadAll(session, making, batches, stop.Token), stop.Token);
        var failure = await FirstFailureAsync(reader, deciders, batches, stop).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return failure ?? (making.TooLarge ? "too-large" : await KeepAsync(making, cancellation).ConfigureAwait(false));
    }

    private static async Task<string?> FirstFailureAsync(
        Task<string?> reader, List<Task> deciders, BlockingCollection<(PlanDeciding, List<PlanCase>)> batches, CancellationTokenSource stop)
    {
        try
        {
            return await reader.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null; // Called off, too large, or a decider failed: the deciders say which.
        }
        finally
        {
            batches.CompleteAdding();
            await Task.WhenAll(deciders).ConfigureAwait(false);
        }
    }

    private string? ReadAll(Session session, Making making, BlockingCollection<(PlanDeciding, List<PlanCase>)> batches, CancellationToken stop)
    {
        var ids = _sheets.Ids(session, making.Caller, making.Wish.Filter, CasesMax + 1);
        if (ids.Count > CasesMax)
        {
            return "too-large";
        }

        making.Total = ids.Count;
        var policy = _packs.PolicyNow(session, making.Caller.InstitutionId);
        making.Packs = [.. policy.Packs.Select(pack => new PackRefView(pack.Ref.Name, pack.Ref.Version, pack.Ref.Hash))];
        var home = DateTimeZoneProviders.Tzdb.GetZoneOrNull(making.Caller.InstitutionZone) ?? DateTimeZone.Utc;
        var gaps = _window.Gaps(session, making.Caller.InstitutionId, policy, making.AsOf);
        var collector = CollectorReading.Of(_senders.Institution(session, making.Caller.InstitutionId));
        PlanDeciding deciding = new(policy, collector, _senders.Of(session, making.Caller.InstitutionId), making.Wish, home, making.AsOf, making.Tally, gaps);
        PlanReading reading = new(_sheets, policy.Reach.OfDebtors, making.Caller.InstitutionId, making.Caller.StaffId, making.AsOf);
        var debtorsOnly = making.Wish.Roles.All(role => role is PartyRole.Debtor or PartyRole.CoDebtor);
        for (var first = 0; first < ids.Count; first += CasesPerBatch)
        {
            var some = ids.Skip(first).Take(CasesPerBatch).ToList();
            batches.Add((deciding, reading.Read(session, some, first, debtorsOnly, Instant.FromDateTimeOffset(making.AsOf))), stop);
        }

        return null;
    }

    private static void DecideAll(Making making, BlockingCollection<(PlanDeciding Deciding, List<PlanCase> Cases)> batches, CancellationTokenSource stop)
    {
        try
        {
            foreach (var (deciding, cases) in batches.GetConsumingEnumerable(stop.Token))
            {
                foreach (var one in cases)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    making.Keep(one.Place, deciding.Decide(one), stop);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Called off, or another decider has stopped everything.
        }
        catch
        {
            stop.Cancel(); // The reader must not wait for room that nobody makes.
            throw;
        }
    }

    private async Task<string?> KeepAsync(Making making, CancellationToken cancellation)
    {
        var head = making.Head;
        foreach (var pages in making.Book.Pages().Chunk(PagesPerWrite))
        {
            await _database.WriteAsync(session => PlanStore.InsertPages(session, head.InstitutionId, head.Id, pages), cancellation).ConfigureAwait(false);
        }

        await _database.WriteAsync(
            session => PlanStore.Finish(session, head with
            {
                FinishedAt = UtcMicros.From(_clock.GetUtcNow()),
                CasesTotal = making.Total,
                CasesDone = making.Done,
                RowsTotal = making.Book.Count,
                Summary = ContactPlans.Text(making.Tally.Summary()),
                Words = ContactPlans.Text(making.Book.Words.All()),
                Packs = ContactPlans.Text(making.Packs),
            }),
            cancellation).ConfigureAwait(false);
        return null;
    }

    private async Task BeatAsync(Making making, IProgress<PlanProgress>? progress, CancellationTokenSource calledOff)
    {
        while (true)
        {
            await Task.Delay(Beat, calledOff.Token).ConfigureAwait(false);
            progress?.Report(new PlanProgress(making.Done, making.Total));
            var stands = await _database.WriteAsync(
                session => PlanStore.Beat(session, making.Head.Id, UtcMicros.From(_human.UtcNow), making.Total, making.Done), calledOff.Token).ConfigureAwait(false);
            if (!stands)
            {
                await calledOff.CancelAsync().ConfigureAwait(false);
                return;
            }
        }
    }

    // The end must be written even when the server stops.
    private Task EndAsync(string planId, string status, string? error) => _database.WriteAsync(
        session => PlanStore.End(session, planId, status, error, UtcMicros.From(_clock.GetUtcNow())), CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Error, Message = "A plan could not be made, or old ones not be swept")]
    private static partial void LogFailure(ILogger logger, Exception failure);

    /// <summary>A plan while it is being made.</summary>
    private sealed class Making(PlanHead head, Caller caller, PlanWish wish, DateTimeOffset asOf)
    {
        private long _done;
        private long _total;

        public PlanHead Head => head;

        public Caller Caller => caller;

        public PlanWish Wish => wish;

        public DateTimeOffset AsOf => asOf;

        public PlanTally Tally { get; } = new();

        public PlanBook Book { get; } = new(RowsMax);

        public IReadOnlyList<PackRefView> Packs { get; set; } = [];

        public bool TooLarge { get; private set; }

        public long Done => Interlocked.Read(ref _done);

        public long Total
        {
            get => Interlocked.Read(ref _total);
            set => Interlocked.Exchange(ref _total, value);
        }

        public void Keep(int place, IReadOnlyList<PlanRow> rows, CancellationTokenSource stop)
        {
            foreach (var row in rows)
            {
                Tally.Count(row);
            }

            if (!Book.Add(place, rows))
            {
                TooLarge = true;
                stop.Cancel();
            }

            Interlocked.Increment(ref _done);
        }
    }
}
