using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Identity;

/// <summary>What a request was made with: a session or a token, known by the hash of its secret. It stands in the features of the request.</summary>
public sealed class CallerCredential
{
    internal CallerCredential(string secretHash, bool isToken)
    {
        SecretHash = secretHash;
        IsToken = isToken;
    }

    internal string SecretHash { get; }

    internal bool IsToken { get; }
}

/// <summary>
/// Tells whom credentials stand for now, straight from the tables: for connections that outlive the request they began with.
/// A session that was closed or ran out, a token that was revoked and a staff member who was disabled stand for nobody.
/// </summary>
public sealed class CallerCredentials
{
    /// <summary>How many are asked for in one statement.</summary>
    private const int BatchMax = 500;

    private readonly Database _database;
    private readonly IdentityStore _store;
    private readonly HumanClock _human;

    internal CallerCredentials(Database database, IdentityStore store, HumanClock human)
    {
        _database = database;
        _store = store;
        _human = human;
    }

    /// <summary>The callers of those that still stand; the others are left out.</summary>
    public Task<IReadOnlyDictionary<CallerCredential, Caller>> StandingAsync(IReadOnlyCollection<CallerCredential> credentials, CancellationToken cancellation) =>
        _database.ReadAsync(session => Standing(session, credentials), cancellation);

    private IReadOnlyDictionary<CallerCredential, Caller> Standing(Session session, IReadOnlyCollection<CallerCredential> credentials)
    {
        var now = UtcMicros.From(_human.UtcNow);
        Dictionary<CallerCredential, Caller> standing = [];
        foreach (var kind in credentials.GroupBy(credential => credential.IsToken))
        {
            foreach (var batch in kind.Chunk(BatchMax))
            {
                var owners = _store.Owners(session, [.. batch.Select(credential => credential.SecretHash).Distinct(StringComparer.Ordinal)], kind.Key, now)
                    .ToDictionary(owner => owner.SecretHash, owner => owner.Caller, StringComparer.Ordinal);
                foreach (var credential in batch.Where(credential => owners.ContainsKey(credential.SecretHash)))
                {
                    standing[credential] = owners[credential.SecretHash];
                }
            }
        }

        return standing;
    }
}
