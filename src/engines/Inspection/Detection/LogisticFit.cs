namespace Daylight.Inspection;

/// <summary>
/// Platt's calibration over two scores: the weights that make the observed labels most likely, by Newton's method with a
/// faint pull to zero that keeps it finite where the classes are parted cleanly.
/// </summary>
internal static class LogisticFit
{
    private const int StepsMax = 50;
    private const double Pull = 1e-3;

    internal static DetectorCalibration Fit(ReadOnlySpan<double> margins, ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        var weights = new double[3];
        for (var step = 0; step < StepsMax; step++)
        {
            var (slope, curve) = Slope(margins, scores, positive, weights);
            var change = Solve(curve, slope);
            for (var i = 0; i < 3; i++)
            {
                weights[i] -= change[i];
            }

            if (change.Max(Math.Abs) < 1e-10)
            {
                break;
            }
        }

        return new DetectorCalibration(weights[0], weights[1], weights[2]);
    }

    private static (double[] Slope, double[,] Curve) Slope(ReadOnlySpan<double> margins, ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive, double[] weights)
    {
        var slope = new double[3];
        var curve = new double[3, 3];
        Span<double> row = stackalloc double[3];
        for (var i = 0; i < margins.Length; i++)
        {
            (row[0], row[1], row[2]) = (1, margins[i], scores[i]);
            var probability = 1 / (1 + Math.Exp(-(weights[0] + (weights[1] * row[1]) + (weights[2] * row[2]))));
            for (var a = 0; a < 3; a++)
            {
                slope[a] += (probability - (positive[i] ? 1 : 0)) * row[a];
                for (var b = 0; b < 3; b++)
                {
                    curve[a, b] += probability * (1 - probability) * row[a] * row[b];
                }
            }
        }

        for (var a = 0; a < 3; a++)
        {
            slope[a] += Pull * weights[a];
            curve[a, a] += Pull;
        }

        return (slope, curve);
    }

    /// <summary>Three equations by elimination; the curve is positive definite, so no pivot is zero.</summary>
    private static double[] Solve(double[,] curve, double[] slope)
    {
        for (var pivot = 0; pivot < 3; pivot++)
        {
            for (var row = pivot + 1; row < 3; row++)
            {
                var factor = curve[row, pivot] / curve[pivot, pivot];
                for (var column = pivot; column < 3; column++)
                {
                    curve[row, column] -= factor * curve[pivot, column];
                }

                slope[row] -= factor * slope[pivot];
            }
        }

        var solved = new double[3];
        for (var row = 2; row >= 0; row--)
        {
            var sum = slope[row];
            for (var column = row + 1; column < 3; column++)
            {
                sum -= curve[row, column] * solved[column];
            }

            solved[row] = sum / curve[row, row];
        }

        return solved;
    }
}
