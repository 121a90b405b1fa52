using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Daylight.Ledger;

/// <summary>
/// The eight words between the blocks of SM3, and the compression of GB/T 32905-2016 §5.3. Sums and exclusive ors are
/// bracketed so that what comes last out of the round before is needed last: seven steps from round to round.
/// </summary>
internal struct Sm3State
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockSize = 64;

    private const int Rounds = 64;
    private const int Words = Rounds + 4;

    // Words and rounds are made four at a time, so that one check of bounds serves four.
    private const int Step = 4;

    // In the first rounds the words are combined by exclusive or, later by majority and choice.
    private const int EarlyRounds = 16;

    /// <summary>The constants T of §4.2, each turned left by its round.</summary>
    private static readonly uint[] Constants =
    [
        .. Enumerable.Range(0, Rounds).Select(round => BitOperations.RotateLeft(round < EarlyRounds ? 0x79CC4519u : 0x7A879D8Au, round)),
    ];

    private uint _a, _b, _c, _d, _e, _f, _g, _h;

    /// <summary>The initial value of §4.1.</summary>
    public static Sm3State Initial => new()
    {
        _a = 0x7380166F,
        _b = 0x4914B2B9,
        _c = 0x172442D7,
        _d = 0xDA8A0600,
        _e = 0xA96F30BC,
        _f = 0x163138AA,
        _g = 0xE38DEE4D,
        _h = 0xB0FB0E4E,
    };

    /// <summary>Takes whole blocks into the state.</summary>
    public void Compress(ReadOnlySpan<byte> blocks)
    {
        Span<uint> words = stackalloc uint[Words];
        for (; blocks.Length >= BlockSize; blocks = blocks[BlockSize..])
        {
            Expand(blocks[..BlockSize], words);
            Mix(words);
        }
    }

    /// <summary>The eight words as bytes.</summary>
    public readonly Hash32 Digest()
    {
        Span<byte> digest = stackalloc byte[Hash32.Size];
        ReadOnlySpan<uint> state = [_a, _b, _c, _d, _e, _f, _g, _h];
        for (var i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest[(4 * i)..], state[i]);
        }

        return new Hash32(digest);
    }

    // §5.3.2. The words W′ of the standard are W(j) ^ W(j + 4) and are made where they are used.
    private static void Expand(ReadOnlySpan<byte> block, Span<uint> words)
    {
        for (var i = 0; i < BlockSize / 4; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        }

        for (var i = 0; i < Words - (BlockSize / 4); i += Step)
        {
            var w = words.Slice(i, 20);
            w[16] = Next(w[0], w[7], w[13], w[3], w[10]);
            w[17] = Next(w[1], w[8], w[14], w[4], w[11]);
            w[18] = Next(w[2], w[9], w[15], w[5], w[12]);
            w[19] = Next(w[3], w[10], w[16], w[6], w[13]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Next(uint back16, uint back9, uint back3, uint back13, uint back6)
    {
        var mixed = back16 ^ back9 ^ BitOperations.RotateLeft(back3, 15);
        return mixed ^ (BitOperations.RotateLeft(back13, 7) ^ back6) ^ (BitOperations.RotateLeft(mixed, 15) ^ BitOperations.RotateLeft(mixed, 23));
    }

    // §5.3.3. No word is moved: each round is written with the names moved on by one, and after four all stand as before.
    private void Mix(ReadOnlySpan<uint> words)
    {
        uint a = _a, b = _b, c = _c, d = _d, e = _e, f = _f, g = _g, h = _h;
        ReadOnlySpan<uint> constants = Constants;
        for (var i = 0; i < EarlyRounds; i += Step)
        {
            var t = constants.Slice(i, Step);
            var w = words.Slice(i, 2 * Step);
            (d, h) = Round(a, Parity(a, b, c), d, e, Parity(e, f, g), h, t[0], w[0], w[4]);
            (b, f) = (BitOperations.RotateLeft(b, 9), BitOperations.RotateLeft(f, 19));
            (c, g) = Round(d, Parity(d, a, b), c, h, Parity(h, e, f), g, t[1], w[1], w[5]);
            (a, e) = (BitOperations.RotateLeft(a, 9), BitOperations.RotateLeft(e, 19));
            (b, f) = Round(c, Parity(c, d, a), b, g, Parity(g, h, e), f, t[2], w[2], w[6]);
            (d, h) = (BitOperations.RotateLeft(d, 9), BitOperations.RotateLeft(h, 19));
            (a, e) = Round(b, Parity(b, c, d), a, f, Parity(f, g, h), e, t[3], w[3], w[7]);
            (c, g) = (BitOperations.RotateLeft(c, 9), BitOperations.RotateLeft(g, 19));
        }

        for (var i = EarlyRounds; i < Rounds; i += Step)
        {
            var t = constants.Slice(i, Step);
            var w = words.Slice(i, 2 * Step);
            (d, h) = Round(a, Majority(a, b, c), d, e, Choice(e, f, g), h, t[0], w[0], w[4]);
            (b, f) = (BitOperations.RotateLeft(b, 9), BitOperations.RotateLeft(f, 19));
            (c, g) = Round(d, Majority(d, a, b), c, h, Choice(h, e, f), g, t[1], w[1], w[5]);
            (a, e) = (BitOperations.RotateLeft(a, 9), BitOperations.RotateLeft(e, 19));
            (b, f) = Round(c, Majority(c, d, a), b, g, Choice(g, h, e), f, t[2], w[2], w[6]);
            (d, h) = (BitOperations.RotateLeft(d, 9), BitOperations.RotateLeft(h, 19));
            (a, e) = Round(b, Majority(b, c, d), a, f, Choice(f, g, h), e, t[3], w[3], w[7]);
            (c, g) = (BitOperations.RotateLeft(c, 9), BitOperations.RotateLeft(g, 19));
        }

        (_a, _b, _c, _d) = (_a ^ a, _b ^ b, _c ^ c, _d ^ d);
        (_e, _f, _g, _h) = (_e ^ e, _f ^ f, _g ^ g, _h ^ h);
    }

    /// <summary>One round: the next A (TT1 of the standard) and the next E, P0(TT2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint A, uint E) Round(uint a, uint abc, uint d, uint e, uint efg, uint h, uint constant, uint word, uint fourth)
    {
        var turned = BitOperations.RotateLeft(a, 12);
        var first = BitOperations.RotateLeft(turned + (e + constant), 7);
        var second = efg + (h + word) + first;
        return (abc + (d + (word ^ fourth)) + (first ^ turned), second ^ BitOperations.RotateLeft(second, 9) ^ BitOperations.RotateLeft(second, 17));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Parity(uint x, uint y, uint z) => x ^ (y ^ z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Majority(uint x, uint y, uint z) => (x & (y | z)) | (y & z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Choice(uint x, uint y, uint z) => z ^ (x & (y ^ z));
}
