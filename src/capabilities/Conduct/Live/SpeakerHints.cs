using System.Collections.Concurrent;
using Daylight.Platform;

namespace Daylight.Conduct;

/// <summary>A hint to the person who is speaking. It quotes nobody.</summary>
/// <param name="Conversation">The conversation they hold.</param>
/// <param name="Utterance">The seq of the words; null if something is absent.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Category">One of the finding categories.</param>
/// <param name="Severity"><c>critical</c>, <c>major</c> or <c>minor</c>.</param>
/// <param name="Title">The rule's title.</param>
/// <param name="Advice">What they could say instead; null if the rule has no advice.</param>
public sealed record SpeakerHint(string Conversation, int? Utterance, string Rule, string Category, string Severity, Bilingual Title, Bilingual? Advice);

/// <summary>
/// Brings hints to whoever holds a conversation, and to nobody else: to the connections that they opened themselves, in this
/// process. A hint is help, no record; nobody who is not connected misses anything that the ledger does not hold. Thread-safe.
/// </summary>
public sealed class SpeakerHints
{
    private readonly ConcurrentDictionary<Listener, string> _listeners = [];

    internal SpeakerHints()
    {
    }

    /// <summary>Tells a staff member's own connections.</summary>
    /// <param name="institutionId">Their institution.</param>
    /// <param name="staffId">Who holds the conversation.</param>
    /// <param name="hint">The hint.</param>
    public void Tell(string institutionId, string staffId, SpeakerHint hint)
    {
        var ear = Ear(institutionId, staffId);
        foreach (var (listener, whose) in _listeners)
        {
            if (whose == ear)
            {
                listener.Heard(hint);
            }
        }
    }

    /// <summary>Listens until disposed. What hears must return at once.</summary>
    internal IDisposable Listen(string institutionId, string staffId, Action<SpeakerHint> heard)
    {
        Listener listener = new(this, heard);
        _listeners[listener] = Ear(institutionId, staffId);
        return listener;
    }

    private static string Ear(string institutionId, string staffId) => $"{institutionId}|{staffId}";

    private sealed class Listener(SpeakerHints hints, Action<SpeakerHint> heard) : IDisposable
    {
        public void Heard(SpeakerHint hint) => heard(hint);

        public void Dispose() => hints._listeners.TryRemove(this, out _);
    }
}
