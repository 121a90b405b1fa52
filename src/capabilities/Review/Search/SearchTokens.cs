using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Daylight.Inspection;
using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Review;

/// <summary>
/// Makes tokens: the first 32 bits of HMAC-SHA-256 over slice, role and pair, under the institution's key <c>search</c>. Without
/// the key a token says nothing; two slices, or two roles, share none, so that counting tells less of the words. What two pairs
/// share by chance is told apart when the text is read.
/// </summary>
internal sealed class SearchTokens(Database database, KeyRing keys)
{
    private const string Purpose = "search";
    private const int SlicesMax = 64;

    private readonly ConcurrentDictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Institution, long Slice), SliceTokens> _slices = new();

    /// <summary>The tokens of a slice, in a transaction that writes.</summary>
    public SliceTokens Of(Session session, string institutionId, long slice) => Of(keys.Institution(session, institutionId, Purpose), institutionId, slice);

    /// <summary>The tokens of a slice, for who has asked for the key.</summary>
    public SliceTokens Of(byte[] key, string institutionId, long slice)
    {
        if (_slices.TryGetValue((institutionId, slice), out var known))
        {
            return known;
        }

        if (_slices.Count >= SlicesMax)
        {
            _slices.Clear();
        }

        return _slices[(institutionId, slice)] = new SliceTokens(key, slice);
    }

    /// <summary>The institution's key, made at first use: by a transaction of its own, because a reading makes nothing.</summary>
    public async Task<byte[]> KeyAsync(string institutionId, CancellationToken cancellation)
    {
        if (!_keys.TryGetValue(institutionId, out var key))
        {
            key = await database.WriteAsync(session => keys.Institution(session, institutionId, Purpose), cancellation).ConfigureAwait(false);
            _keys[institutionId] = key;
        }

        return key;
    }

    /// <summary>A keyed fingerprint of what was asked, for the ledger: the same question has the same one.</summary>
    public static string Fingerprint(byte[] key, string question) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("question|" + question)).AsSpan(0, 16));
}

/// <summary>The tokens of one slice; those made before are kept in memory.</summary>
internal sealed class SliceTokens(byte[] key, long slice)
{
    private const int KnownMax = 400_000;

    private readonly ConcurrentDictionary<ulong, int> _known = new();
    private int _count;

    /// <summary>The token of a pair said in a role; never <see cref="None"/>.</summary>
    public int Of(UtteranceRole role, uint pair)
    {
        var name = ((ulong)role << 32) | pair;
        if (_known.TryGetValue(name, out var token))
        {
            return token;
        }

        // Asking the dictionary how many it holds takes all its locks, which cost more than making the token.
        if (Interlocked.Increment(ref _count) > KnownMax)
        {
            _known.Clear();
            _count = 0;
        }

        return _known[name] = Make(name);
    }

    /// <summary>The tokens of a text, each once and in the order of their numbers, which tells nothing of the order of the words.</summary>
    public int[] Of(UtteranceRole role, HashSet<uint> pairs)
    {
        var tokens = new int[pairs.Count];
        var count = 0;
        foreach (var pair in pairs)
        {
            tokens[count++] = Of(role, pair);
        }

        Array.Sort(tokens);
        return count == 0 ? tokens : [.. tokens.Distinct()];
    }

    /// <summary>What no pair has.</summary>
    public const int None = 0;

    private int Make(ulong name)
    {
        Span<byte> message = stackalloc byte[17];
        message[0] = (byte)'t';
        BinaryPrimitives.WriteInt64BigEndian(message[1..], slice);
        BinaryPrimitives.WriteUInt64BigEndian(message[9..], name);
        Span<byte> mark = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, mark);
        return BinaryPrimitives.ReadInt32BigEndian(mark) is var token && token == None ? 1 : token;
    }
}
