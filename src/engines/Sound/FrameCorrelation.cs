using System.Numerics;
using System.Runtime.InteropServices;

namespace Daylight.Sound;

/// <summary>The autocorrelation of one windowed frame divided by the window's own; buffers are used again frame by frame.</summary>
internal sealed class FrameCorrelation
{
    private readonly float[] _window;
    private readonly float[] _windowCorrelation;
    private readonly float[] _frame;
    private readonly float[] _result;

    internal FrameCorrelation(int rate)
    {
        Size = (int)(3 / Pitch.HertzMin * rate);
        LagMin = Math.Max(2, (int)(rate / Pitch.HertzMax));
        LagMax = Math.Min(Size - 2, (int)Math.Ceiling(rate / Pitch.HertzMin) + 1);
        _window = new float[Size];
        for (var i = 0; i < Size; i++)
        {
            _window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / Size)));
        }
        _frame = new float[Size];
        _result = new float[LagMax + 2];
        _windowCorrelation = new float[LagMax + 2];
        var whole = Product(_window, 0);
        for (var lag = 0; lag < _windowCorrelation.Length; lag++)
        {
            _windowCorrelation[lag] = Product(_window, lag) / whole;
        }
    }

    /// <summary>Samples of a frame: three of the longest periods.</summary>
    internal int Size { get; }

    /// <summary>First lag looked at.</summary>
    internal int LagMin { get; }

    /// <summary>Last lag looked at.</summary>
    internal int LagMax { get; }

    /// <summary>By lag, from <see cref="LagMin"/> − 1 to <see cref="LagMax"/> + 1; all 0 for a frame without sound.</summary>
    internal ReadOnlySpan<float> Correlate(ReadOnlySpan<float> samples)
    {
        var mean = 0f;
        foreach (var sample in samples)
        {
            mean += sample;
        }
        mean /= samples.Length;
        for (var i = 0; i < Size; i++)
        {
            _frame[i] = (samples[i] - mean) * _window[i];
        }
        var whole = Product(_frame, 0);
        Array.Clear(_result);
        if (whole <= 0)
        {
            return _result;
        }
        for (var lag = LagMin - 1; lag <= LagMax + 1; lag++)
        {
            _result[lag] = Product(_frame, lag) / whole / _windowCorrelation[lag];
        }
        return _result;
    }

    private static float Product(float[] x, int lag)
    {
        var left = x.AsSpan(0, x.Length - lag);
        var right = x.AsSpan(lag);
        var lanes = MemoryMarshal.Cast<float, Vector<float>>(left);
        var others = MemoryMarshal.Cast<float, Vector<float>>(right);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < lanes.Length; i++)
        {
            sum += lanes[i] * others[i];
        }
        var total = Vector.Sum(sum);
        for (var i = lanes.Length * Vector<float>.Count; i < left.Length; i++)
        {
            total += left[i] * right[i];
        }
        return total;
    }
}
