namespace Daylight.Review;

/// <summary>
/// Where utterances stand in the index. A conversation has a number, given when it first comes into the index: what is captured
/// counts upwards, the archive downwards, so that larger numbers came in later. An utterance stands at its conversation's number
/// and its seq; so many conversations make a slice, whose tokens are unlike those of any other slice.
/// </summary>
internal static class SearchPlaces
{
    /// <summary>Seqs go to 19,999.</summary>
    private const int SeqBits = 15;

    private const int SliceBits = 12;

    /// <summary>The first number that is given; the archive may hold as many conversations as stand below.</summary>
    public const long First = 1L << 26;

    public static long Doc(long number, int seq) => (number << SeqBits) | (uint)seq;

    public static long NumberOf(long doc) => doc >> SeqBits;

    public static int SeqOf(long doc) => (int)(doc & ((1L << SeqBits) - 1));

    public static long FirstDocOf(long number) => number << SeqBits;

    public static long LastDocOf(long number) => ((number + 1) << SeqBits) - 1;

    public static long SliceOf(long number) => number >> SliceBits;

    public static long FirstNumberOf(long slice) => slice << SliceBits;

    public static long LastNumberOf(long slice) => ((slice + 1) << SliceBits) - 1;
}
