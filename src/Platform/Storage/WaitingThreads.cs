namespace Daylight.Platform.Storage;

/// <summary>
/// Threads that may wait for the database, at most as many as it has connections for us. Work that waits on threads of the
/// common pool can take all of them, and then nobody is left to hand it what it waits for.
/// </summary>
internal sealed class WaitingThreads(int threadsMax, string name) : IDisposable
{
    private readonly Queue<Action> _queue = new();
    private readonly List<Thread> _threads = [];
    private int _idle;
    private bool _closed;

    /// <summary>Runs work on one of the threads; what it throws is thrown to whoever awaits.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_queue)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _queue.Enqueue(() => Run(work, done, cancellation));
            if (_idle >= _queue.Count)
            {
                Monitor.Pulse(_queue);
            }
            else if (_threads.Count < threadsMax)
            {
                Thread thread = new(Loop) { Name = name, IsBackground = true };
                _threads.Add(thread);
                thread.Start();
            }
        }

        return done.Task;
    }

    /// <summary>Ends the threads once the queue is empty.</summary>
    public void Dispose()
    {
        lock (_queue)
        {
            _closed = true;
            Monitor.PulseAll(_queue);
        }

        _threads.ForEach(thread => thread.Join());
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> done, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            done.SetCanceled(cancellation);
            return;
        }

        try
        {
            done.SetResult(work());
        }
#pragma warning disable CA1031 // The caller's exception belongs to the caller, not to the thread.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            done.SetException(failure);
        }
    }

    private void Loop()
    {
        while (Take() is { } work)
        {
            work();
        }
    }

    private Action? Take()
    {
        lock (_queue)
        {
            while (_queue.Count == 0)
            {
                if (_closed)
                {
                    return null;
                }

                _idle++;
                Monitor.Wait(_queue);
                _idle--;
            }

            return _queue.Dequeue();
        }
    }
}
