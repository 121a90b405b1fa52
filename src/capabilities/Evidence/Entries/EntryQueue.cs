using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>
/// Appends acts that change nothing but the ledger (something was read, a sign-in was refused): entries of many callers share a
/// transaction, and each caller is answered once its own is durable. What is sealed is sealed before, on the caller's thread.
/// </summary>
public sealed class EntryQueue : IDisposable
{
    private readonly EvidenceLog _log;
    private readonly GroupedWriting<EntryDraft, Receipt> _writing;

    internal EntryQueue(Database database, EvidenceLog log)
    {
        _log = log;
        _writing = new GroupedWriting<EntryDraft, Receipt>(database, log.AppendAll);
    }

    /// <summary>Appends one act.</summary>
    /// <param name="draft">The act.</param>
    /// <param name="cancellation">Takes it back, unless it is being written already.</param>
    /// <exception cref="ArgumentException">The content is longer than <see cref="EvidenceContent.PlainBytesMax"/>.</exception>
    public Task<Receipt> AppendAsync(EntryDraft draft, CancellationToken cancellation) => _writing.WriteAsync(
        draft.Content is { } content ? draft with { Content = null, Prepared = _log.Prepare(content) } : draft, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();
}
