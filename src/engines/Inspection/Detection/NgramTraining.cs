namespace Daylight.Inspection;

/// <summary>
/// Learns the linear part: log-count ratios, then a support vector machine with squared hinge loss by dual coordinate
/// descent (Hsieh et al., 2008), one text at a time in a seeded order until nothing moves or the passes are used up.
/// </summary>
internal static class NgramTraining
{
    private const int TextsMin = 2;
    private const int PassesMax = 60;
    private const double Cost = 0.3;
    private const double StillMoving = 0.02;

    internal static NgramModel Train(IReadOnlyList<DetectorText> texts, ReadOnlySpan<bool> positive, SeededOrder order)
    {
        KeyTable table = new(RunCounts.Known(RunCounts.Of(texts, NgramKey.LengthMax), TextsMin));
        var rows = new int[texts.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = RunCounts.Distinct(texts[i], table, NgramKey.LengthMax);
        }

        var ratios = Rounded(Ratios(rows, positive, table.Keys.Length));
        var (weights, bias) = Descend(rows, positive, ratios, order);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] *= ratios[i];
        }

        return new NgramModel(table, ratios, Rounded(weights), bias);
    }

    /// <summary>As the file keeps them, so that a model that was written and read scores as the one that was trained.</summary>
    internal static float[] Rounded(float[] values) => Array.ConvertAll(values, value => (float)(Half)value);

    private static float[] Ratios(int[][] rows, ReadOnlySpan<bool> positive, int length)
    {
        var (with, without) = (new double[length], new double[length]);
        Array.Fill(with, 1);
        Array.Fill(without, 1);
        for (var i = 0; i < rows.Length; i++)
        {
            var counts = positive[i] ? with : without;
            foreach (var index in rows[i])
            {
                counts[index]++;
            }
        }

        var level = Math.Log(without.Sum() / with.Sum());
        var ratios = new float[length];
        for (var i = 0; i < length; i++)
        {
            ratios[i] = (float)(Math.Log(with[i] / without[i]) + level);
        }

        return ratios;
    }

    private static (float[] Weights, float Bias) Descend(int[][] rows, ReadOnlySpan<bool> positive, float[] ratios, SeededOrder order)
    {
        var weights = new double[ratios.Length];
        var bias = 0d;
        var alphas = new double[rows.Length];
        var norms = rows.Select(row => Math.Sqrt(row.Sum(index => (double)ratios[index] * ratios[index])) + 1e-6).ToArray();
        var turn = Enumerable.Range(0, rows.Length).ToArray();
        for (var pass = 0; pass < PassesMax; pass++)
        {
            order.Shuffle(turn);
            var moved = 0d;
            foreach (var i in turn)
            {
                var side = positive[i] ? 1d : -1d;
                var margin = bias;
                foreach (var index in rows[i])
                {
                    margin += weights[index] * ratios[index] / norms[i];
                }

                var slope = (side * margin) - 1 + (alphas[i] / (2 * Cost));
                var stand = Math.Max(0, alphas[i] - (slope / (2 + (1 / (2 * Cost)))));
                var step = stand - alphas[i];
                moved = Math.Max(moved, Math.Abs(step));
                alphas[i] = stand;
                bias += step * side;
                foreach (var index in rows[i])
                {
                    weights[index] += step * side * ratios[index] / norms[i];
                }
            }

            if (moved < StillMoving * Cost)
            {
                break;
            }
        }

        return (Array.ConvertAll(weights, weight => (float)weight), (float)bias);
    }
}
