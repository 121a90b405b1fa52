using System.Formats.Asn1;
using System.Numerics;

namespace Daylight.Ledger;

/// <summary>An authority's answer (RFC 3161 TimeStampResp): a status, and a token if it was granted.</summary>
/// <param name="Status">0 and 1 grant, the others refuse.</param>
/// <param name="StatusText">What the authority says about it, in printable characters; may be empty.</param>
/// <param name="Token">The token's bytes, or null.</param>
public sealed record TimeStampReply(int Status, string StatusText, ReadOnlyMemory<byte>? Token)
{
    /// <summary>The media type of an answer over HTTP.</summary>
    public const string MediaType = "application/timestamp-reply";

    /// <summary>The longest answer read.</summary>
    public const int BytesMax = 64 * 1024;

    private const int StatusTextMax = 200;

    /// <summary>Whether a token was granted.</summary>
    public bool Granted => Status is 0 or 1 && Token is not null;

    /// <summary>Reads an answer; nothing is verified yet.</summary>
    /// <exception cref="LedgerFormatException">It is not one.</exception>
    public static TimeStampReply Parse(ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.Length <= BytesMax ? bytes.ToArray() : throw new LedgerFormatException("time stamp reply", "too long");
        return ForeignParsers.Read("time stamp reply", () => Read(copy));
    }

    private static TimeStampReply Read(byte[] bytes)
    {
        AsnReader outer = new(bytes, AsnEncodingRules.BER);
        var reply = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var info = reply.ReadSequence();
        var status = info.ReadInteger();
        var text = info.HasData && info.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? ReadTexts(info.ReadSequence()) : "";
        if (info.HasData)
        {
            info.ReadBitString(out _); // The failure bits say nothing that the text does not say better.
        }

        info.ThrowIfNotEmpty();
        ReadOnlyMemory<byte>? token = reply.HasData ? reply.ReadEncodedValue() : null;
        reply.ThrowIfNotEmpty();
        return new TimeStampReply(status >= BigInteger.Zero && status <= 5 ? (int)status : 2, text, token);
    }

    private static string ReadTexts(AsnReader texts)
    {
        List<string> read = [];
        while (texts.HasData)
        {
            read.Add(texts.ReadCharacterString(UniversalTagNumber.UTF8String));
        }

        var joined = new string([.. string.Join("; ", read).Where(c => !char.IsControl(c))]);
        return joined.Length > StatusTextMax ? joined[..StatusTextMax] : joined;
    }
}
