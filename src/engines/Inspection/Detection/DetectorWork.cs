namespace Daylight.Inspection;

/// <summary>Memory that one scoring at a time uses and the next uses again.</summary>
internal sealed class DetectorWork
{
    private KnownRun[] runs = new KnownRun[512];
    private int[] characters = new int[128];
    private int[] pairs = new int[128];
    private float[] rows = [];
    private float[] products = [];

    internal DetectorText Text { get; } = new();

    internal float[] Best { get; } = new float[WindowShape.Units];

    internal int[] BestStart { get; } = new int[WindowShape.Units];

    internal Span<KnownRun> Runs(int length) => Sized(ref runs, length);

    internal Span<int> CharacterRows(int length) => Sized(ref characters, length);

    internal Span<int> PairRows(int length) => Sized(ref pairs, length);

    internal Span<float> Rows(int length) => Sized(ref rows, length);

    internal Span<float> Products(int length) => Sized(ref products, length);

    private static Span<T> Sized<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(length, array.Length * 2)];
        }

        return array.AsSpan(0, length);
    }
}
