namespace Daylight.Journey.Crashes;

/// <summary>What a loss of power does to writes that were not flushed.</summary>
/// <param name="KeepPercent">How many of a hundred pieces reach the disk.</param>
/// <param name="TornAt">The size of a piece: a write is cut at its multiples; 0: a write is one piece.</param>
internal sealed record Loss(int KeepPercent, int TornAt)
{
    public bool Keeps(Random random) => random.Next(100) < KeepPercent;
}

/// <summary>The content of one file: what is on the disk for certain, and what was written since.</summary>
internal sealed class DiskFile
{
    private readonly List<Change> _pending = [];
    private byte[] _durable;
    private int _length;

    public DiskFile(byte[] durable) => (_durable, _length) = (durable, durable.Length);

    public void Write(int index, long offset, ReadOnlyMemory<byte> bytes) => _pending.Add(new Change(index, (int)offset, bytes, null));

    public void SetLength(int index, long length) => _pending.Add(new Change(index, 0, default, (int)length));

    public void Lengthen(int index, long length) => _pending.Add(new Change(index, (int)length, ReadOnlyMemory<byte>.Empty, null));

    /// <summary>What was written before this moment is on the disk.</summary>
    public void Flush(int before)
    {
        var done = _pending.FindIndex(change => change.Index >= before) is >= 0 and var first ? first : _pending.Count;
        foreach (var change in _pending.Take(done))
        {
            Apply(ref _durable, ref _length, change.Offset, change.Bytes.Span, change.Length);
        }

        _pending.RemoveRange(0, done);
    }

    /// <summary>What may be found after the loss of power.</summary>
    public ReadOnlySpan<byte> After(Loss loss, Random random)
    {
        if (_pending.Count == 0)
        {
            return _durable.AsSpan(0, _length);
        }

        var (content, length) = (_durable.AsSpan(0, _length).ToArray(), _length);
        foreach (var change in _pending)
        {
            foreach (var (offset, bytes) in Pieces(change, loss.TornAt))
            {
                if (loss.Keeps(random))
                {
                    Apply(ref content, ref length, offset, bytes.Span, change.Length);
                }
            }
        }

        return content.AsSpan(0, length);
    }

    private static IEnumerable<(int Offset, ReadOnlyMemory<byte> Bytes)> Pieces(Change change, int tornAt)
    {
        if (tornAt == 0 || change.Bytes.IsEmpty)
        {
            yield return (change.Offset, change.Bytes);
            yield break;
        }

        for (var at = 0; at < change.Bytes.Length;)
        {
            var size = Math.Min(tornAt - ((change.Offset + at) % tornAt), change.Bytes.Length - at);
            yield return (change.Offset + at, change.Bytes.Slice(at, size));
            at += size;
        }
    }

    private static void Apply(ref byte[] content, ref int length, int offset, ReadOnlySpan<byte> bytes, int? newLength)
    {
        var needed = newLength ?? Math.Max(length, offset + bytes.Length);
        if (needed > content.Length)
        {
            Array.Resize(ref content, Math.Max(needed, content.Length * 3 / 2));
        }

        if (needed > length)
        {
            content.AsSpan(length, needed - length).Clear();
        }

        length = needed;
        bytes.CopyTo(content.AsSpan(Math.Min(offset, length)));
    }

    private readonly record struct Change(int Index, int Offset, ReadOnlyMemory<byte> Bytes, int? Length);
}
