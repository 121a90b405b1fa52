using System.Collections.Concurrent;
using Daylight.Identity;
using Daylight.Platform.Callers;
using Microsoft.AspNetCore.SignalR;

namespace Daylight.Review;

/// <summary>A live connection and by whose right it is open.</summary>
internal sealed record LiveConnection(HubCallerContext Context, CallerCredential Credential, Caller Caller);

/// <summary>The live connections of this process. Thread-safe.</summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<string, LiveConnection> _open = new(StringComparer.Ordinal);

    public IReadOnlyCollection<LiveConnection> Open => [.. _open.Values];

    public void Add(LiveConnection connection) => _open[connection.Context.ConnectionId] = connection;

    public void Remove(string connectionId) => _open.TryRemove(connectionId, out _);
}
