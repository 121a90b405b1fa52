using System.Runtime.CompilerServices;

namespace Daylight.Inspection;

/// <summary>Moves weights against their gradient (Adam, Kingma and Ba 2015); rows that no text of a batch touched stay as they are.</summary>
internal sealed class AdamSteps(float[] weights, int rowLength)
{
    private const float FirstDecay = 0.9f;
    private const float SecondDecay = 0.999f;
    private const float Floor = 1e-8f;

    private readonly float[] first = new float[weights.Length];
    private readonly float[] second = new float[weights.Length];
    private readonly bool[] touched = new bool[weights.Length / rowLength];
    private readonly List<int> rows = [];

    internal float[] Gradient { get; } = new float[weights.Length];

    /// <summary>The gradient of a row, to be added to.</summary>
    internal Span<float> Touch(int row)
    {
        if (!touched[row])
        {
            touched[row] = true;
            rows.Add(row);
        }

        return Gradient.AsSpan(row * rowLength, rowLength);
    }

    /// <param name="rate">How far to go.</param>
    /// <param name="step">How many steps were made, this one included.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Step(float rate, int step)
    {
        var (firstScale, secondScale) = (1 / (1 - MathF.Pow(FirstDecay, step)), 1 / (1 - MathF.Pow(SecondDecay, step)));
        foreach (var row in rows)
        {
            touched[row] = false;
            for (var i = row * rowLength; i < (row + 1) * rowLength; i++)
            {
                var slope = Gradient[i];
                Gradient[i] = 0;
                first[i] = (FirstDecay * first[i]) + ((1 - FirstDecay) * slope);
                second[i] = (SecondDecay * second[i]) + ((1 - SecondDecay) * slope * slope);
                weights[i] -= rate * first[i] * firstScale / (MathF.Sqrt(second[i] * secondScale) + Floor);
            }
        }

        rows.Clear();
    }
}
