namespace Daylight.Platform.Objects.S3;

/// <summary>The body of an answer, which ends with it. A connection that breaks is the store's failure, not the reader's.</summary>
internal sealed class AnswerStream(HttpResponseMessage answer, string host) : Stream
{
    private readonly Stream _body = answer.Content.ReadAsStream();
    private readonly long? _length = answer.Content.Headers.ContentLength;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length ?? throw new NotSupportedException("The store did not say how long it is.");

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _body.Read(buffer);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            throw new ObjectStoreException(ObjectStoreFault.Unreachable, $"{host}: the answer broke off.", failure);
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
            answer.Dispose();
        }

        base.Dispose(disposing);
    }
}
