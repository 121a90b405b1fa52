using System.Text.Json;
using Daylight.Platform.Storage;

namespace Daylight.Platform.Facts;

/// <summary>Knows which consumers want which facts, and writes facts to the outbox.</summary>
public sealed class FactRegistry
{
    private readonly Dictionary<Type, List<string>> _consumers = [];
    private readonly Dictionary<string, SemaphoreSlim> _signals = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<string> Consumers => _signals.Keys;

    /// <summary>Registers a consumer by its stable name, for example <c>review.inspect</c>; before the first publish.</summary>
    internal void Add(Type fact, string consumer)
    {
        if (!_consumers.TryGetValue(fact, out var names))
        {
            _consumers[fact] = names = [];
        }

        names.Add(consumer);
        _signals[consumer] = new SemaphoreSlim(0, 1);
    }

    internal Task<bool> WaitAsync(string consumer, TimeSpan longest, CancellationToken cancellation) =>
        _signals[consumer].WaitAsync(longest, cancellation);

    internal void Publish<TFact>(Session session, string institutionId, TFact fact)
    {
        if (!_consumers.TryGetValue(typeof(TFact), out var names))
        {
            return;
        }

        var body = JsonSerializer.Serialize(fact);
        foreach (var consumer in names)
        {
            session.Write(
                "INSERT INTO outbox (consumer, institution_id, body, attempts) VALUES (@consumer, @institutionId, @body, 0)",
                new { consumer, institutionId, body });
            session.AfterCommit(() => Signal(consumer));
        }
    }

    private void Signal(string consumer)
    {
        try
        {
            _signals[consumer].Release();
        }
        catch (SemaphoreFullException)
        {
            // Already signalled: the waiting consumer will see this fact too.
        }
    }
}
