using Daylight.Platform.Facts;
using Daylight.Platform.Storage;

namespace Daylight.Platform;

/// <summary>Registered as a consumer so that the facts wait in the outbox, where a test counts them; it is never asked.</summary>
internal sealed class FactEar<TFact> : IFactConsumer<TFact>
{
    public const string Name = "test.ear";

    public Task<Action<Session>> ConsiderAsync(IReadOnlyList<TFact> facts, CancellationToken cancellation) => Task.FromResult<Action<Session>>(_ => { });

    /// <summary>How many facts wait.</summary>
    public static Task<long> WaitingAsync(TestInstallation home) =>
        home.ReadAsync(session => session.First<long>("SELECT COUNT(*) FROM outbox WHERE consumer = @Name", new { Name }));
}
