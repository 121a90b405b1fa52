using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Daylight.Inspection;

/// <summary>
/// A small convolutional network over characters: every unit takes the window where it answers loudest, and what the
/// windows say is added up. So its score, too, is a sum over pieces of the text, and explains itself exactly.
/// </summary>
internal sealed class WindowNetwork
{
    private const int Lanes = 8;

    private readonly float[] panels;

    /// <param name="characters">A vector for each known character; row 0 for all others.</param>
    /// <param name="pairs">A vector for each known pair; row 0 for all others.</param>
    /// <param name="kernel">A row for each column of <see cref="WindowShape"/>, as long as a place is deep.</param>
    /// <param name="bias">What a unit answers to nothing.</param>
    /// <param name="output">What a unit's answer adds to the score.</param>
    /// <param name="level">The score of silence.</param>
    internal WindowNetwork(float[] characters, float[] pairs, float[] kernel, float[] bias, float[] output, float level)
    {
        (Characters, Pairs, Kernel, Bias, Output, Level) = (characters, pairs, kernel, bias, output, level);
        panels = new float[WindowShape.Columns * WindowShape.Depth];
        Repack();
    }

    internal float[] Characters { get; }

    internal float[] Pairs { get; }

    internal float[] Kernel { get; }

    internal float[] Bias { get; }

    internal float[] Output { get; }

    internal float Level { get; set; }

    /// <summary>To be called after the kernel changed.</summary>
    internal void Repack()
    {
        for (var column = 0; column < WindowShape.Columns; column++)
        {
            var panel = column / WindowShape.Panel * WindowShape.Panel * WindowShape.Depth;
            for (var depth = 0; depth < WindowShape.Depth; depth++)
            {
                panels[panel + (depth * WindowShape.Panel) + (column % WindowShape.Panel)] = Kernel[(column * WindowShape.Depth) + depth];
            }
        }
    }

    internal double Score(ReadOnlySpan<int> characterRows, ReadOnlySpan<int> pairRows, DetectorWork work)
    {
        Look(characterRows, pairRows, work);
        var score = (double)Level;
        for (var unit = 0; unit < WindowShape.Units; unit++)
        {
            score += work.Best[unit] * Output[unit];
        }

        return score;
    }

    /// <summary>Adds what each unit's window adds to the score, times the factor.</summary>
    internal void Explain(ReadOnlySpan<int> characterRows, ReadOnlySpan<int> pairRows, DetectorWork work, double factor, Action<int, int, double> add)
    {
        Look(characterRows, pairRows, work);
        for (var unit = 0; unit < WindowShape.Units; unit++)
        {
            if (work.Best[unit] > 0)
            {
                var start = work.BestStart[unit];
                var end = start + 1 + (unit / WindowShape.UnitsPerWidth);
                add(Math.Max(0, start), Math.Min(end, characterRows.Length), factor * work.Best[unit] * Output[unit]);
            }
        }
    }

    /// <summary>Lays the vectors of a text in rows, one after the other.</summary>
    internal void Embed(ReadOnlySpan<int> characterRows, ReadOnlySpan<int> pairRows, Span<float> rows)
    {
        for (var place = 0; place < characterRows.Length; place++)
        {
            var row = rows.Slice(place * WindowShape.Depth, WindowShape.Depth);
            Characters.AsSpan(characterRows[place] * WindowShape.CharacterDepth, WindowShape.CharacterDepth).CopyTo(row);
            Pairs.AsSpan(pairRows[place] * WindowShape.PairDepth, WindowShape.PairDepth).CopyTo(row[WindowShape.CharacterDepth..]);
        }
    }

    /// <summary>For each unit its loudest answer (0 if it stays silent) and where that window begins.</summary>
    internal void Listen(ReadOnlySpan<float> rows, int places, DetectorWork work)
    {
        var products = work.Products(places * WindowShape.Columns);
        for (var panel = 0; panel < WindowShape.Columns; panel += WindowShape.Panel)
        {
            MultiplyPanel(rows, places, panels.AsSpan(panel * WindowShape.Depth), products[panel..]);
        }

        for (var width = 1; width <= WindowShape.WidthMax; width++)
        {
            for (var unit = 0; unit < WindowShape.UnitsPerWidth; unit += Lanes)
            {
                TakeLoudest(products, places, (width, unit), work);
            }
        }
    }

    private void Look(ReadOnlySpan<int> characterRows, ReadOnlySpan<int> pairRows, DetectorWork work)
    {
        if (characterRows.IsEmpty)
        {
            work.Best.AsSpan().Clear();
            return;
        }

        var rows = work.Rows(characterRows.Length * WindowShape.Depth);
        Embed(characterRows, pairRows, rows);
        Listen(rows, characterRows.Length, work);
    }

    // Four places by one panel at a time; the lanes are columns, so the order of additions is the same on every machine.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPanel(ReadOnlySpan<float> rows, int places, ReadOnlySpan<float> panel, Span<float> products)
    {
        ref var row = ref MemoryMarshal.GetReference(rows);
        ref var weight = ref MemoryMarshal.GetReference(panel);
        ref var product = ref MemoryMarshal.GetReference(products);
        for (var place = 0; place < places; place += 4)
        {
            var (second, third, fourth) = (Math.Min(place + 1, places - 1), Math.Min(place + 2, places - 1), Math.Min(place + 3, places - 1));
            Vector256<float> a0 = Vector256<float>.Zero, a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
            for (var depth = 0; depth < WindowShape.Depth; depth++)
            {
                var left = Vector256.LoadUnsafe(ref weight, (nuint)(depth * WindowShape.Panel));
                var right = Vector256.LoadUnsafe(ref weight, (nuint)((depth * WindowShape.Panel) + Lanes));
                var (a, b) = (Vector256.Create(At(ref row, place, depth)), Vector256.Create(At(ref row, second, depth)));
                var (c, d) = (Vector256.Create(At(ref row, third, depth)), Vector256.Create(At(ref row, fourth, depth)));
                (a0, a1) = (Vector256.FusedMultiplyAdd(left, a, a0), Vector256.FusedMultiplyAdd(right, a, a1));
                (b0, b1) = (Vector256.FusedMultiplyAdd(left, b, b0), Vector256.FusedMultiplyAdd(right, b, b1));
                (c0, c1) = (Vector256.FusedMultiplyAdd(left, c, c0), Vector256.FusedMultiplyAdd(right, c, c1));
                (d0, d1) = (Vector256.FusedMultiplyAdd(left, d, d0), Vector256.FusedMultiplyAdd(right, d, d1));
            }

            Store(a0, a1, ref product, place);
            Store(b0, b1, ref product, second);
            Store(c0, c1, ref product, third);
            Store(d0, d1, ref product, fourth);
        }
    }

    private static void Store(Vector256<float> left, Vector256<float> right, ref float product, int place)
    {
        left.StoreUnsafe(ref product, (nuint)(place * WindowShape.Columns));
        right.StoreUnsafe(ref product, (nuint)((place * WindowShape.Columns) + Lanes));
    }

    private static float At(ref float row, int place, int depth) => Unsafe.Add(ref row, (place * WindowShape.Depth) + depth);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeLoudest(ReadOnlySpan<float> products, int places, (int Width, int Unit) of, DetectorWork work)
    {
        ref var product = ref MemoryMarshal.GetReference(products);
        var first = WindowShape.FirstColumn(of.Width) + of.Unit;
        var index = ((of.Width - 1) * WindowShape.UnitsPerWidth) + of.Unit;
        var bias = Vector256.LoadUnsafe(ref Bias[index]);
        var best = Vector256<float>.Zero;
        var bestStart = Vector256<int>.Zero;
        for (var start = 1 - of.Width; start < places; start++)
        {
            var sum = bias;
            for (var place = Math.Max(0, -start); place < of.Width && start + place < places; place++)
            {
                sum += Vector256.LoadUnsafe(ref product, (nuint)(((start + place) * WindowShape.Columns) + first + (place * WindowShape.UnitsPerWidth)));
            }

            var louder = Vector256.GreaterThan(sum, best);
            best = Vector256.ConditionalSelect(louder, sum, best);
            bestStart = Vector256.ConditionalSelect(louder.AsInt32(), Vector256.Create(start), bestStart);
        }

        best.StoreUnsafe(ref work.Best[index]);
        bestStart.StoreUnsafe(ref work.BestStart[index]);
    }
}
