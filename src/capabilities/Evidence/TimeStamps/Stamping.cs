using System.Security.Cryptography;
using System.Text;
using Daylight.Ledger;
using Daylight.Platform;
using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Keeps one authority's stamps of all logs up to date. A token is verified before it is kept; an authority that cannot be
/// reached or answers wrongly is left alone for a while, and nothing waits for it.
/// </summary>
internal sealed class Stamping(Authority authority, Database database, DataDirectory data, AuthorityClient client, InstitutionZones zones, HumanClock clock)
{
    /// <summary>How far an authority's time may lie from our clock.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int NonceBytes = 16;

    // Up to where a log was searched for critical acts and had none.
    private readonly Dictionary<string, long> _searched = new(StringComparer.Ordinal);

    /// <summary>Asks for every stamp that is due now; tells how many were received.</summary>
    public async Task<int> RoundAsync(CancellationToken cancellation)
    {
        var orders = await database.ReadAsync(Due, cancellation).ConfigureAwait(false);
        var received = 0;
        foreach (var order in orders)
        {
            received += await StampAsync(order, cancellation).ConfigureAwait(false) ? 1 : 0;
        }

        return received;
    }

    private List<Order> Due(Session session)
    {
        var now = clock.UtcNow;
        List<Order> due = [];
        foreach (var log in LogStore.All(session, null).Where(log => log.Published > 0))
        {
            due.AddRange(authority.Digests.Where(digest => IsDue(session, log, StampDigests.Word(digest), now)).Select(digest => new Order(log, digest)));
        }

        return due;
    }

    private bool IsDue(Session session, LogRow log, string digest, DateTimeOffset now)
    {
        var last = StampStore.Newest(session, log.InstitutionId, log.Year, authority.Name, digest);
        StampNeed need = new(log.Published, last?.Size ?? 0, last is null ? null : UtcMicros.ToInstant(last.ReceivedAt), zones.Of(session, log.InstitutionId));
        if (!StampSchedule.HasGrown(need)
            || StampStore.Failure(session, log.InstitutionId, authority.Name, digest) is { } failure && UtcMicros.From(now) < failure.NextAt)
        {
            return false;
        }

        return StampSchedule.IsDue(need, now) || HasCritical(session, log, digest, need.StampedSize);
    }

    private bool HasCritical(Session session, LogRow log, string digest, long stamped)
    {
        var key = $"{log.Origin} {digest}";
        var from = Math.Max(stamped, _searched.GetValueOrDefault(key));
        if (StampStore.HasCritical(session, log.InstitutionId, log.Year, from, log.Published))
        {
            return true;
        }

        _searched[key] = log.Published;
        return false;
    }

    private async Task<bool> StampAsync(Order order, CancellationToken cancellation)
    {
        var note = Encoding.UTF8.GetBytes(order.Log.Checkpoint);
        var query = TimeStampQuery.Make(order.Digest, note, RandomNumberGenerator.GetBytes(NonceBytes));
        var asked = clock.UtcNow;
        var answer = await client.AskAsync(authority, query, cancellation).ConfigureAwait(false);
        if (answer is not AuthorityAnswer.Answered { Reply: var reply })
        {
            await FailAsync(order, "unreachable", ((AuthorityAnswer.Unreachable)answer).Problem, cancellation).ConfigureAwait(false);
            return false;
        }

        TimeStampExpectation expected = new(note, authority.Roots)
        {
            Query = query,
            Policies = authority.Policies,
            NotBefore = asked - Tolerance,
            NotAfter = clock.UtcNow + Tolerance,
        };
        switch (TimeStampVerifier.Verify(reply, expected))
        {
            case TimeStampOutcome.Valid valid:
                await KeepAsync(order, new StampParts(note, query.Bytes.ToArray(), reply, valid.ChainPem), valid.Token, cancellation).ConfigureAwait(false);
                return true;
            case TimeStampOutcome.Refused refused:
                await FailAsync(order, StampWords.Code(refused.Fault), refused.Problem, cancellation).ConfigureAwait(false);
                return false;
            default:
                throw new InvalidOperationException("An outcome is valid or refused.");
        }
    }

    private Task KeepAsync(Order order, StampParts parts, TimeStampToken token, CancellationToken cancellation)
    {
        var (log, digest) = order;
        new StampFiles(data, log.Origin).Write(log.Published, authority.Name, digest, parts);
        return database.WriteAsync(
            session =>
            {
                StampStore.Insert(session, new StampRow
                {
                    InstitutionId = log.InstitutionId,
                    Year = log.Year,
                    Size = log.Published,
                    Authority = authority.Name,
                    Digest = StampDigests.Word(digest),
                    StatedAt = UtcMicros.From(token.GeneratedAt),
                    ReceivedAt = UtcMicros.From(clock.UtcNow),
                    ReplyHash = SHA256.HashData(parts.Reply),
                });
                StampStore.ClearFailure(session, log.InstitutionId, authority.Name, StampDigests.Word(digest));
            },
            cancellation);
    }

    private Task FailAsync(Order order, string fault, string problem, CancellationToken cancellation) => database.WriteAsync(
        session =>
        {
            var now = clock.UtcNow;
            var word = StampDigests.Word(order.Digest);
            var failures = (StampStore.Failure(session, order.Log.InstitutionId, authority.Name, word)?.Failures ?? 0) + 1;
            StampStore.SetFailure(session, new AuthorityFailureRow
            {
                InstitutionId = order.Log.InstitutionId,
                Authority = authority.Name,
                Digest = word,
                Failures = failures,
                FailingSince = UtcMicros.From(now),
                NextAt = UtcMicros.From(now + StampSchedule.Wait(failures)),
                Fault = fault,
                Problem = problem,
            });
        },
        cancellation);

    private sealed record Order(LogRow Log, StampDigest Digest);
}
