using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Facts;
using Daylight.Platform.Storage;
using Daylight.Portfolio;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Daylight.Review;

/// <summary>
/// Tells the browsers of those who may see it that something changed which they must see at once: an emergency access, damage
/// in the ledger. A notice says only of what kind; the browser then asks, with its own right. What is missed (another server
/// delivered it, the connection was away) the browser hears at its next asking.
/// </summary>
internal sealed partial class Notices(IHubContext<LiveHub> hub, ILogger<Notices> log) : IFactConsumer<EmergencyChanged>, IFactConsumer<LedgerDamaged>
{
    private static readonly TimeSpan SlowClientMax = TimeSpan.FromSeconds(2);
    private static readonly (string Kind, string Permission)[] Kinds = [("emergency", Permissions.BreakGlassReview), ("health", Permissions.EvidenceRead)];

    /// <summary>The kinds of notice that a caller hears.</summary>
    public static IEnumerable<string> Of(Caller caller) => Kinds.Where(each => caller.May(each.Permission)).Select(each => each.Kind);

    /// <summary>The group of those who hear a kind of notice.</summary>
    public static string Group(string institutionId, string kind) => $"notice|{institutionId}|{kind}";

    public Task<Action<Session>> ConsiderAsync(IReadOnlyList<EmergencyChanged> facts, CancellationToken cancellation) =>
        TellAsync("emergency", facts.Select(fact => fact.InstitutionId), cancellation);

    public Task<Action<Session>> ConsiderAsync(IReadOnlyList<LedgerDamaged> facts, CancellationToken cancellation) =>
        TellAsync("health", facts.Select(fact => fact.InstitutionId), cancellation);

    /// <summary>The facts were committed before; a notice that is repeated makes a browser ask once more and no harm.</summary>
    private async Task<Action<Session>> TellAsync(string kind, IEnumerable<string> institutions, CancellationToken cancellation)
    {
        foreach (var institution in institutions.Distinct(StringComparer.Ordinal))
        {
            try
            {
                await hub.Clients.Group(Group(institution, kind)).SendAsync("notice", kind, cancellation).WaitAsync(SlowClientMax, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                LogSlow(log, kind);
            }
        }

        return _ => { };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A browser does not take a notice ({Kind})")]
    private static partial void LogSlow(ILogger logger, string kind);
}
