using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Daylight.Inspection;

/// <summary>
/// Trains a window network by stochastic gradient: batches of texts in a seeded order, inputs and answers dropped at
/// random, labels softened a little, a rate that falls from epoch to epoch. One thread, so that the result is the same
/// every time; several networks may be trained side by side.
/// </summary>
internal sealed class WindowTraining
{
    private const int BatchSize = 32;
    private const int PlacesMax = 240;
    private const float RateFirst = 1.2e-3f;
    private const float RateFall = 0.72f;
    private const float InputDropped = 0.3f;
    private const float AnswerDropped = 0.5f;
    private const float Softening = 0.03f;
    private const float StartDeviation = 0.1f;

    private readonly WindowNetwork network;
    private readonly SeededOrder order;
    private readonly DetectorWork work = new();
    private readonly AdamSteps characters;
    private readonly AdamSteps pairs;
    private readonly AdamSteps kernel;
    private readonly AdamSteps bias;
    private readonly AdamSteps output;
    private readonly float[] level = new float[1];
    private readonly AdamSteps levelSteps;
    private readonly float[] rowGradients = new float[PlacesMax * WindowShape.Depth];
    private readonly float[] kept = new float[PlacesMax * WindowShape.Depth];
    private readonly bool[] answerKept = new bool[WindowShape.Units];
    private int steps;

    private WindowTraining(WindowVocabulary vocabulary, SeededOrder order)
    {
        this.order = order;
        network = new WindowNetwork(
            Normal((vocabulary.Characters.Length + 1) * WindowShape.CharacterDepth, StartDeviation),
            Normal((vocabulary.Pairs.Length + 1) * WindowShape.PairDepth, StartDeviation),
            Normal(WindowShape.Columns * WindowShape.Depth, 0.06f),
            new float[WindowShape.Units],
            Normal(WindowShape.Units, 0.06f),
            0);
        characters = new AdamSteps(network.Characters, WindowShape.CharacterDepth);
        pairs = new AdamSteps(network.Pairs, WindowShape.PairDepth);
        kernel = new AdamSteps(network.Kernel, WindowShape.Depth);
        bias = new AdamSteps(network.Bias, 1);
        output = new AdamSteps(network.Output, 1);
        levelSteps = new AdamSteps(level, 1);
    }

    /// <param name="texts">What to learn from.</param>
    /// <param name="positive">The label of each text.</param>
    /// <param name="vocabulary">The characters and pairs to know.</param>
    /// <param name="epochs">How often every text is seen.</param>
    /// <param name="order">Where chance comes from.</param>
    /// <param name="cancellation">Ends the training between two batches.</param>
    internal static WindowNetwork Train(IReadOnlyList<DetectorText> texts, ReadOnlySpan<bool> positive, WindowVocabulary vocabulary, int epochs, SeededOrder order, CancellationToken cancellation)
    {
        WindowTraining training = new(vocabulary, order);
        var turn = Enumerable.Range(0, texts.Count).ToArray();
        var rows = texts.Select(text => RowsOf(text, vocabulary)).ToArray();
        var rate = RateFirst;
        for (var epoch = 0; epoch < epochs; epoch++, rate *= RateFall)
        {
            order.Shuffle(turn);
            for (var begin = 0; begin < turn.Length; begin += BatchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                var batch = turn.AsSpan(begin, Math.Min(BatchSize, turn.Length - begin));
                foreach (var i in batch)
                {
                    training.Learn(rows[i].Characters, rows[i].Pairs, positive[i], 1f / batch.Length);
                }

                training.Step(rate);
            }
        }

        return Rounded(training.network);
    }

    /// <summary>As the file keeps it, so that a model that was written and read scores as the one that was trained.</summary>
    private static WindowNetwork Rounded(WindowNetwork network) => new(
        PackedNumbers.Pack(network.Characters, network.Characters.Length / WindowShape.CharacterDepth).Unpack(),
        PackedNumbers.Pack(network.Pairs, network.Pairs.Length / WindowShape.PairDepth).Unpack(),
        PackedNumbers.Pack(network.Kernel, WindowShape.Columns).Unpack(),
        network.Bias,
        network.Output,
        network.Level);

    private static (int[] Characters, int[] Pairs) RowsOf(DetectorText text, WindowVocabulary vocabulary)
    {
        var read = text.Characters[..Math.Min(text.Length, PlacesMax)];
        var (characters, pairs) = (new int[read.Length], new int[read.Length]);
        vocabulary.Rows(read, characters, pairs);
        return (characters, pairs);
    }

    private float[] Normal(int length, float deviation)
    {
        var values = new float[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = order.NextNormal() * deviation;
        }

        return values;
    }

    private void Learn(int[] characterRows, int[] pairRows, bool positive, float share)
    {
        var places = characterRows.Length;
        if (places == 0)
        {
            return;
        }

        var length = places * WindowShape.Depth;
        var rows = work.Rows(length);
        network.Embed(characterRows, pairRows, rows);
        Drop(rows);
        network.Listen(rows, places, work);
        var slope = share * (Chance(Answer()) - (positive ? 1 - Softening : Softening));
        rowGradients.AsSpan(0, length).Clear();
        for (var unit = 0; unit < WindowShape.Units; unit++)
        {
            if (answerKept[unit] && work.Best[unit] > 0)
            {
                Blame(unit, slope / (1 - AnswerDropped), rows, places);
            }
        }

        levelSteps.Touch(0)[0] += slope;
        for (var place = 0; place < places; place++)
        {
            Return(rowGradients.AsSpan(place * WindowShape.Depth, WindowShape.Depth), kept.AsSpan(place * WindowShape.Depth), characterRows[place], pairRows[place]);
        }
    }

    private float Answer()
    {
        var score = level[0];
        for (var unit = 0; unit < WindowShape.Units; unit++)
        {
            answerKept[unit] = order.NextUnit() >= AnswerDropped;
            score += answerKept[unit] ? work.Best[unit] * network.Output[unit] / (1 - AnswerDropped) : 0;
        }

        return score;
    }

    private void Blame(int unit, float slope, ReadOnlySpan<float> rows, int places)
    {
        output.Touch(unit)[0] += slope * work.Best[unit];
        var own = slope * network.Output[unit];
        bias.Touch(unit)[0] += own;
        var width = 1 + (unit / WindowShape.UnitsPerWidth);
        var first = WindowShape.FirstColumn(width) + (unit % WindowShape.UnitsPerWidth);
        for (var inWindow = 0; inWindow < width; inWindow++)
        {
            var place = work.BestStart[unit] + inWindow;
            if (place >= 0 && place < places)
            {
                var column = first + (inWindow * WindowShape.UnitsPerWidth);
                AddScaled(rows.Slice(place * WindowShape.Depth, WindowShape.Depth), own, kernel.Touch(column));
                AddScaled(network.Kernel.AsSpan(column * WindowShape.Depth, WindowShape.Depth), own, rowGradients.AsSpan(place * WindowShape.Depth, WindowShape.Depth));
            }
        }
    }

    private void Return(Span<float> gradient, ReadOnlySpan<float> mask, int characterRow, int pairRow)
    {
        for (var i = 0; i < WindowShape.Depth; i++)
        {
            gradient[i] *= mask[i];
        }

        AddScaled(gradient[..WindowShape.CharacterDepth], 1, characters.Touch(characterRow));
        AddScaled(gradient[WindowShape.CharacterDepth..], 1, pairs.Touch(pairRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Drop(Span<float> rows)
    {
        for (var i = 0; i < rows.Length; i += 4)
        {
            var chance = order.Next();
            for (var j = i; j < i + 4; j++, chance >>= 16)
            {
                kept[j] = (chance & 0xFFFF) < InputDropped * 0x10000 ? 0 : 1 / (1 - InputDropped);
                rows[j] *= kept[j];
            }
        }
    }

    private void Step(float rate)
    {
        steps++;
        characters.Step(rate, steps);
        pairs.Step(rate, steps);
        kernel.Step(rate, steps);
        bias.Step(rate, steps);
        output.Step(rate, steps);
        levelSteps.Step(rate, steps);
        network.Level = level[0];
        network.Repack();
    }

    private static float Chance(float score) => 1 / (1 + MathF.Exp(-score));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled(ReadOnlySpan<float> from, float factor, Span<float> to)
    {
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(to);
        for (nuint i = 0; i < (nuint)from.Length; i += (nuint)Vector256<float>.Count)
        {
            Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref source, i), Vector256.Create(factor), Vector256.LoadUnsafe(ref target, i)).StoreUnsafe(ref target, i);
        }
    }
}
