using System.Globalization;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Takes each log's newest checkpoint to the witnesses and collects their cosignatures. Checkpoints that were overtaken
/// meanwhile are left out. A witness that fails is left alone for a while; the log waits for none.
/// </summary>
internal sealed class Cosigning(WitnessSettings settings, Database database, DataDirectory data, LogKeys keys, WitnessClient client, HumanClock clock) : IDisposable
{
    /// <summary>The task whose leader among the servers asks the witnesses.</summary>
    public const string Leader = "witnesses";

    /// <summary>How far a witness's time may lie from our clock.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    // A witness that knows another size says so, and is asked once more from there; a second time only in a race.
    private const int TriesMax = 3;

    // An export waits so long for witnesses, which is a little longer than one of them may take to answer.
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // Two rounds at once would each believe of a witness what the other has just made untrue.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>
    /// Waits until enough witnesses have cosigned a checkpoint of at least this size; no longer than <see cref="PatienceMax"/>, and
    /// only as long as there is a witness that may still answer.
    /// </summary>
    public async Task AwaitAsync(string institutionId, long year, long size, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(PatienceMax);
        try
        {
            while (await database.ReadAsync(session => MayStillCome(session, institutionId, year, size), limit.Token).ConfigureAwait(false))
            {
                var leads = await database.LeadsAsync(Leader, limit.Token).ConfigureAwait(false);
                if (!leads || await RoundAsync(limit.Token).ConfigureAwait(false) == 0)
                {
                    await Task.Delay(Pause, TimeProvider.System, limit.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The bundle goes without the cosignatures that did not come, and says so.
        }
    }

    private bool MayStillCome(Session session, string institutionId, long year, long size)
    {
        if (!settings.AsksForQuorum || CosignatureStore.Witnessed(session, institutionId, year)?.Size >= size)
        {
            return false;
        }

        var now = UtcMicros.From(clock.UtcNow);
        var known = CosignatureStore.OfLog(session, institutionId, year).ToDictionary(row => row.Witness, row => row.Size, StringComparer.Ordinal);
        return settings.Witnesses.Any(witness => known.GetValueOrDefault(witness.Name) < size
            && (CosignatureStore.Failure(session, institutionId, witness.Name)?.NextAt ?? 0) <= now);
    }

    /// <summary>Asks every witness that is due about every log, all at once; tells how many cosignatures came.</summary>
    public async Task<int> RoundAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await RoundInTurnAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<int> RoundInTurnAsync(CancellationToken cancellation)
    {
        var orders = await database.ReadAsync(Due, cancellation).ConfigureAwait(false);
        var came = await Task.WhenAll(orders.Select(order => CosignAsync(order, cancellation))).ConfigureAwait(false);
        foreach (var log in orders.Select(order => order.Log).DistinctBy(log => log.Origin))
        {
            await database.WriteAsync(session => Judge(session, log), cancellation).ConfigureAwait(false);
        }

        return came.Count(cosigned => cosigned);
    }

    private List<Order> Due(Session session)
    {
        var now = UtcMicros.From(clock.UtcNow);
        List<Order> due = [];
        foreach (var log in LogStore.All(session, null).Where(log => log.Published > 0))
        {
            var known = CosignatureStore.OfLog(session, log.InstitutionId, log.Year).ToDictionary(row => row.Witness, row => row.Size, StringComparer.Ordinal);
            due.AddRange(settings.Witnesses
                .Where(witness => known.GetValueOrDefault(witness.Name) < log.Published
                    && (CosignatureStore.Failure(session, log.InstitutionId, witness.Name)?.NextAt ?? 0) <= now)
                .Select(witness => new Order(log, witness, known.GetValueOrDefault(witness.Name))));
        }

        return due;
    }

    private async Task<bool> CosignAsync(Order order, CancellationToken cancellation)
    {
        var note = SignedNote.Parse(order.Log.Checkpoint);
        var nodes = new TileNodes(order.Log.Published, LogFiles.Of(data, order.Log.Origin).Read);
        var old = order.KnownSize;
        for (var tries = 0; tries < TriesMax; tries++)
        {
            AddCheckpointRequest request = new(old, ConsistencyProof.Build(old, order.Log.Published, nodes.Read), note);
            switch (await client.AskAsync(order.Witness, request, cancellation).ConfigureAwait(false))
            {
                case WitnessAnswer.Lines lines:
                    return await TakeAsync(order, note, lines.Text, cancellation).ConfigureAwait(false);
                case WitnessAnswer.Knows knows when knows.Size > order.Log.Published:
                    return await FailAsync(order, WitnessWords.Ahead, string.Create(CultureInfo.InvariantCulture, $"it knows {knows.Size} entries, the ledger has {order.Log.Published}"), cancellation).ConfigureAwait(false);
                case WitnessAnswer.Knows knows when knows.Size != old:
                    old = knows.Size;
                    continue;
                case WitnessAnswer.Knows or WitnessAnswer.BadProof:
                    return await FailAsync(order, WitnessWords.Fork, string.Create(CultureInfo.InvariantCulture, $"at {old} entries"), cancellation).ConfigureAwait(false);
                case WitnessAnswer.Stranger stranger:
                    return await FailAsync(order, WitnessWords.Stranger, stranger.Problem, cancellation).ConfigureAwait(false);
                case WitnessAnswer.Unreachable unreachable:
                    return await FailAsync(order, WitnessWords.Unreachable, unreachable.Problem, cancellation).ConfigureAwait(false);
                default:
                    throw new InvalidOperationException("An answer is one of the above.");
            }
        }

        return await FailAsync(order, WitnessWords.Unreachable, "its answers contradict each other", cancellation).ConfigureAwait(false);
    }

    private async Task<bool> TakeAsync(Order order, SignedNote note, string lines, CancellationToken cancellation)
    {
        if (Cosignature(order.Witness, note, lines) is not { } signature || NoteVerifier.CosignedAt(signature) is not { } seconds)
        {
            return await FailAsync(order, WitnessWords.BadSignature, "", cancellation).ConfigureAwait(false);
        }

        var stated = DateTimeOffset.UnixEpoch.AddSeconds(Math.Min(seconds, 253402300799)); // The last second that has a date.
        if ((stated - clock.UtcNow).Duration() > Tolerance)
        {
            return await FailAsync(order, WitnessWords.OtherTime, "", cancellation).ConfigureAwait(false);
        }

        await database.WriteAsync(
            session =>
            {
                CosignatureStore.Set(session, new CosignatureRow
                {
                    InstitutionId = order.Log.InstitutionId,
                    Witness = order.Witness.Name,
                    Year = order.Log.Year,
                    Size = order.Log.Published,
                    StatedAt = UtcMicros.From(stated),
                    Line = signature.Line,
                    Note = note.With(signature).ToString(),
                });
                CosignatureStore.ClearFailure(session, order.Log.InstitutionId, order.Witness.Name);
            },
            cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>The witness's own line among those it answered, if it holds; lines of keys we do not know are passed over.</summary>
    private static NoteSignature? Cosignature(Witness witness, SignedNote note, string lines)
    {
        try
        {
            var cosigned = SignedNote.Parse(note + lines);
            return cosigned.Text == note.Text && cosigned.Verify(witness.Key).Ok ? cosigned.Signatures.First(witness.Key.Claims) : null;
        }
        catch (LedgerFormatException)
        {
            return null;
        }
    }

    /// <summary>Keeps the checkpoint as the newest witnessed one if enough have cosigned it.</summary>
    private void Judge(Session session, LogRow log)
    {
        var cosigned = Cosigned(session, log);
        var policy = TlogPolicy.Parse(settings.PolicyText(keys.Signer(session, log.InstitutionId, log.Origin).Verifier));
        if (policy.RequiresNoWitness || policy.Evaluate(cosigned) is not PolicyOutcome.Accepted
            || CosignatureStore.Witnessed(session, log.InstitutionId, log.Year)?.Size >= log.Published)
        {
            return;
        }

        CosignatureStore.SetWitnessed(session, new WitnessedRow { InstitutionId = log.InstitutionId, Year = log.Year, Size = log.Published, Note = cosigned.ToString() });
        session.AfterCommit(() => LogFiles.Of(data, log.Origin).WriteWitnessed(cosigned.ToString()));
    }

    /// <summary>The newest checkpoint with the cosignatures that are there for it.</summary>
    public static SignedNote Cosigned(Session session, LogRow log) => SignedNote.Parse(log.Checkpoint + string.Concat(
        CosignatureStore.OfLog(session, log.InstitutionId, log.Year).Where(row => row.Size == log.Published).Select(row => row.Line + "\n")));

    private async Task<bool> FailAsync(Order order, string fault, string problem, CancellationToken cancellation)
    {
        await database.WriteAsync(
            session =>
            {
                var now = clock.UtcNow;
                var failures = (CosignatureStore.Failure(session, order.Log.InstitutionId, order.Witness.Name)?.Failures ?? 0) + 1;
                CosignatureStore.SetFailure(session, new WitnessFailureRow
                {
                    InstitutionId = order.Log.InstitutionId,
                    Witness = order.Witness.Name,
                    Failures = failures,
                    FailingSince = UtcMicros.From(now),
                    NextAt = UtcMicros.From(now + StampSchedule.Wait(failures)),
                    Fault = fault,
                    Problem = problem,
                });
            },
            cancellation).ConfigureAwait(false);
        return false;
    }

    private sealed record Order(LogRow Log, Witness Witness, long KnownSize);
}
