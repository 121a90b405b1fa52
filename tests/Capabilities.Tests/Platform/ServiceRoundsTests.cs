using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Platform;

public sealed class ServiceRoundsTests
{
    [Fact]
    public async Task A_round_that_fails_is_told_and_the_service_goes_on()
    {
        Exception? told = null;
        await ServiceRounds.TryAsync(() => throw new IOException("full"), failure => told = failure, CancellationToken.None);
        told.ShouldBeOfType<IOException>();
    }

    [Fact]
    public async Task Being_stopped_passes_through_and_is_no_failure()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => ServiceRounds.TryAsync(() => Task.FromCanceled(stop.Token), _ => Assert.Fail("told"), stop.Token));
    }

    [Fact]
    public async Task A_cancellation_of_something_else_is_a_failure_like_any_other()
    {
        Exception? told = null;
        await ServiceRounds.TryAsync(() => throw new OperationCanceledException(), failure => told = failure, CancellationToken.None);
        told.ShouldBeOfType<OperationCanceledException>();
    }

    [Fact]
    public async Task What_waits_is_worked_off_past_a_failure_until_stopped()
    {
        using CancellationTokenSource stop = new();
        List<Exception> told = [];
        Queue<Func<Task<bool>>> waiting = new(
        [
            () => Task.FromResult(true),
            () => throw new IOException("full"),
            () => Task.FromResult(false),
            async () =>
            {
                await stop.CancelAsync();
                return true;
            },
        ]);

        await ServiceRounds.WorkOffAsync(() => waiting.Dequeue()(), TimeSpan.Zero, told.Add, stop.Token);

        waiting.ShouldBeEmpty();
        told.ShouldHaveSingleItem().ShouldBeOfType<IOException>();
    }
}
