namespace Daylight.Platform.Storage;

/// <summary>
/// Writes what many callers bring at the same time in one transaction: whoever comes while the last groups are on their way to
/// the disk shares the next one, and nobody is told of success before that is durable. For pieces that need nothing but to be
/// written; work that decides by what it reads has a transaction of its own. If a group fails, each of its pieces is written
/// alone, so that a piece fails only by its own fault.
/// </summary>
/// <typeparam name="TPiece">What one caller brings.</typeparam>
/// <typeparam name="TAnswer">What one caller is told.</typeparam>
/// <param name="database">Where it is written.</param>
/// <param name="write">Writes some pieces in this order and answers each; may run again, as all work of <see cref="Database.WriteAsync{T}"/>.</param>
public sealed class GroupedWriting<TPiece, TAnswer>(Database database, Func<Session, IReadOnlyList<TPiece>, IReadOnlyList<TAnswer>> write) : IDisposable
{
    private const int GroupMax = 256;

    // While one commit waits for the disk, the next group is made.
    private const int GroupsMax = 2;

    private readonly Queue<Waiting> _waiting = new();
    private readonly SemaphoreSlim _turn = new(GroupsMax, GroupsMax);

    /// <summary>Writes a piece together with those of others; completes once it is durable.</summary>
    /// <param name="piece">What is to be written.</param>
    /// <param name="cancellation">Takes it back, unless it is being written already: then it stays written.</param>
    public async Task<TAnswer> WriteAsync(TPiece piece, CancellationToken cancellation)
    {
        if (database.Dialect == Dialect.Sqlite)
        {
            // Its one writer commits together whatever has queued up; two groupings on top of each other are slower than one.
            return (await database.WriteAsync(session => write(session, [piece]), cancellation).ConfigureAwait(false))[0];
        }

        Waiting own = new(piece);
        lock (_waiting)
        {
            _waiting.Enqueue(own);
        }

        try
        {
            await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (own.TakeBack())
            {
                throw;
            }

            return await own.Answer.ConfigureAwait(false);
        }

        try
        {
            // Each round takes the oldest; there are two only if more wait than a group holds.
            while (!own.IsTaken)
            {
                await WriteGroupAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }

        return await own.Answer.ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task WriteGroupAsync()
    {
        var group = Take();
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            await WriteAsync(group).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whose fault it is shows when each is written alone; that failure is told to the piece's own caller.
        catch (Exception) when (group.Count > 1)
        {
            foreach (var one in group)
            {
                await WriteAloneAsync(one).ConfigureAwait(false);
            }
        }
        catch (Exception failure)
        {
            group[0].Fail(failure);
        }
#pragma warning restore CA1031
    }

    private async Task WriteAloneAsync(Waiting one)
    {
        try
        {
            await WriteAsync([one]).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            one.Fail(failure);
        }
    }

    private async Task WriteAsync(List<Waiting> group)
    {
        // Nobody's cancellation may take the others' pieces with it.
        var answers = await database.WriteAsync(session => write(session, group.ConvertAll(one => one.Piece)), CancellationToken.None).ConfigureAwait(false);
        for (var i = 0; i < group.Count; i++)
        {
            group[i].Complete(answers[i]);
        }
    }

    private List<Waiting> Take()
    {
        List<Waiting> group = [];
        lock (_waiting)
        {
            while (group.Count < GroupMax && _waiting.TryDequeue(out var next))
            {
                if (next.Take())
                {
                    group.Add(next);
                }
            }
        }

        return group;
    }

    /// <summary>A piece that waits, until it is taken into a group or taken back by its caller; one of the two.</summary>
    private sealed class Waiting(TPiece piece)
    {
        private const int Free = 0;
        private const int Taken = 1;
        private const int TakenBack = 2;
        private readonly TaskCompletionSource<TAnswer> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _state;

        public TPiece Piece => piece;

        public Task<TAnswer> Answer => _source.Task;

        public bool IsTaken => Volatile.Read(ref _state) == Taken;

        public bool Take() => Interlocked.CompareExchange(ref _state, Taken, Free) == Free;

        public bool TakeBack() => Interlocked.CompareExchange(ref _state, TakenBack, Free) == Free;

        public void Complete(TAnswer answer) => _source.TrySetResult(answer);

        public void Fail(Exception failure) => _source.TrySetException(failure);
    }
}
