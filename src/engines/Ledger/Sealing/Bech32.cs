namespace Daylight.Ledger;

/// <summary>Bech32 (BIP 173) without its limit of 90 characters, as age writes keys.</summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;

    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>In lower case.</summary>
    public static string Encode(string prefix, ReadOnlySpan<byte> bytes)
    {
        var digits = Regroup([.. bytes], from: 8, to: 5, pad: true)!;
        var check = Polymod([.. Expand(prefix), .. digits, .. new byte[ChecksumLength]]) ^ 1;
        var checksum = Enumerable.Range(0, ChecksumLength).Select(i => (byte)(check >> (5 * (ChecksumLength - 1 - i)) & 31));
        return $"{prefix}1{string.Concat(digits.Concat(checksum).Select(digit => Alphabet[digit]))}";
    }

    /// <summary>The bytes, if the text is in lower case throughout, has this prefix and its checksum holds.</summary>
    public static byte[]? Decode(string prefix, string text)
    {
        if (!text.StartsWith(prefix + "1", StringComparison.Ordinal) || text.Length < prefix.Length + 1 + ChecksumLength)
        {
            return null;
        }

        var digits = text[(prefix.Length + 1)..].Select(c => Alphabet.IndexOf(c, StringComparison.Ordinal)).ToList();
        if (digits.Contains(-1) || Polymod([.. Expand(prefix), .. digits.Select(digit => (byte)digit)]) != 1)
        {
            return null;
        }

        return Regroup([.. digits.SkipLast(ChecksumLength).Select(digit => (byte)digit)], from: 5, to: 8, pad: false);
    }

    private static IEnumerable<byte> Expand(string prefix) => [.. prefix.Select(c => (byte)(c >> 5)), 0, .. prefix.Select(c => (byte)(c & 31))];

    private static uint Polymod(IEnumerable<byte> digits)
    {
        var check = 1u;
        foreach (var digit in digits)
        {
            var top = check >> 25;
            check = (check & 0x1ffffff) << 5 ^ digit;
            for (var i = 0; i < Generator.Length; i++)
            {
                check ^= (top >> i & 1) == 1 ? Generator[i] : 0;
            }
        }

        return check;
    }

    // Spare bits must be zero and fewer than a group, so that every byte string has one text.
    private static byte[]? Regroup(byte[] groups, int from, int to, bool pad)
    {
        List<byte> regrouped = [];
        var (held, bits) = (0u, 0);
        foreach (var group in groups)
        {
            held = held << from | group;
            bits += from;
            for (; bits >= to; bits -= to)
            {
                regrouped.Add((byte)(held >> (bits - to) & (1u << to) - 1));
            }

            held &= (1u << bits) - 1;
        }

        if (pad)
        {
            return bits == 0 ? [.. regrouped] : [.. regrouped, (byte)(held << (to - bits))];
        }

        return bits < from && held == 0 ? [.. regrouped] : null;
    }
}
