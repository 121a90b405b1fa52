using System.Security.Cryptography;
using System.Text;
using Daylight.Platform;

namespace Daylight.Portfolio;

/// <summary>What a file turned out to be.</summary>
/// <param name="Encoding">How its bytes are text.</param>
/// <param name="EncodingName"><c>UTF-8</c>, <c>UTF-8 with BOM</c> or <c>GB18030</c>.</param>
/// <param name="Sha256">Hash of the bytes, 64 hex digits.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record ImportText(Encoding Encoding, string EncodingName, string Sha256, long Bytes)
{
    private const int BufferSize = 1 << 16;

    // More zero bytes than one in fifty are another kind of file, or UTF-16 without its mark; fewer are rejected with their rows.
    private const int NulsOneOf = 50;
    private const int NulsFew = 2;

    static ImportText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads a stream once to its end: which encoding it is in (strictly), its hash and its length.</summary>
    public static Result<ImportText> Inspect(Stream stream, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        StrictReading utf8 = new(new UTF8Encoding(false, throwOnInvalidBytes: true));
        StrictReading gb18030 = new(Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));
        var buffer = new byte[BufferSize];
        var bytes = 0L;
        var mark = false;
        for (int read; (read = stream.Read(buffer)) > 0; bytes += read)
        {
            cancellation.ThrowIfCancellationRequested();
            var piece = buffer.AsSpan(0, read);
            if (bytes == 0)
            {
                if (NotText(piece) is { } problem)
                {
                    return problem;
                }

                mark = piece.StartsWith(Encoding.UTF8.Preamble);
            }

            hash.AppendData(piece);
            utf8.Add(piece, bytes);
            gb18030.Add(piece, bytes);
        }

        if (bytes == 0)
        {
            return Problem("The file is empty; it needs a header line and rows.");
        }

        utf8.End(bytes);
        gb18030.End(bytes);
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return utf8.Holds ? new ImportText(Encoding.UTF8, mark ? "UTF-8 with BOM" : "UTF-8", sha256, bytes)
            : gb18030.Holds ? new ImportText(Encoding.GetEncoding("GB18030"), "GB18030", sha256, bytes)
            : Problem($"The file is neither UTF-8 (wrong near byte {utf8.FailedAt}) nor GB18030 (wrong near byte {gb18030.FailedAt}); save it as UTF-8.");
    }

    private static Failure? NotText(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\u0003\u0004"u8) ? Problem("This is a spreadsheet or a zip file, not CSV; save it as CSV (UTF-8).")
        : start.StartsWith<byte>([0xFF, 0xFE]) || start.StartsWith<byte>([0xFE, 0xFF]) ? Problem("The file is UTF-16; save it as CSV (UTF-8).")
        : start.Count((byte)0) > NulsFew + (start.Length / NulsOneOf) ? Problem("This is not a text file, or it is UTF-16; save it as CSV (UTF-8).")
        : null;

    private static Failure Problem(string detail) => new(FailureKind.Invalid, "unreadable-file", detail, "file");

    /// <summary>Decodes piece by piece until a byte cannot be right.</summary>
    private sealed class StrictReading(Encoding encoding)
    {
        private readonly Decoder _decoder = encoding.GetDecoder();
        private readonly char[] _characters = new char[encoding.GetMaxCharCount(BufferSize)];

        public bool Holds { get; private set; } = true;

        public long FailedAt { get; private set; }

        public void Add(ReadOnlySpan<byte> piece, long at) => Decode(piece, at, flush: false);

        public void End(long at) => Decode([], at, flush: true);

        private void Decode(ReadOnlySpan<byte> piece, long at, bool flush)
        {
            if (!Holds)
            {
                return;
            }

            try
            {
                _decoder.GetChars(piece, _characters, flush);
            }
            catch (DecoderFallbackException failure)
            {
                Holds = false;
                FailedAt = at + Math.Max(failure.Index, 0) + 1;
            }
        }
    }
}
