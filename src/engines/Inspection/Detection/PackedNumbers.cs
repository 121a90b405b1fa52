namespace Daylight.Inspection;

/// <summary>Numbers kept in one byte each: rows of equal length, every row with its own scale, so that a file stays small.</summary>
internal sealed class PackedNumbers
{
    internal PackedNumbers(sbyte[] steps, float[] scales)
    {
        (Steps, Scales) = (steps, scales);
        RowLength = scales.Length == 0 ? 0 : steps.Length / scales.Length;
    }

    internal sbyte[] Steps { get; }

    internal float[] Scales { get; }

    internal int RowLength { get; }

    internal int Length => Steps.Length;

    internal static PackedNumbers Pack(ReadOnlySpan<float> values, int rows)
    {
        var length = rows == 0 ? 0 : values.Length / rows;
        var steps = new sbyte[values.Length];
        var scales = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var part = values.Slice(row * length, length);
            var largest = 0f;
            foreach (var value in part)
            {
                largest = Math.Max(largest, Math.Abs(value));
            }

            scales[row] = largest / sbyte.MaxValue;
            for (var i = 0; largest > 0 && i < length; i++)
            {
                steps[(row * length) + i] = (sbyte)MathF.Round(part[i] / scales[row]);
            }
        }

        return new PackedNumbers(steps, scales);
    }

    internal float[] Unpack()
    {
        var values = new float[Steps.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Steps[i] * Scales[i / RowLength];
        }

        return values;
    }
}
