namespace Daylight.Sound;

/// <summary>A filter of second order, direct form II transposed, in double precision.</summary>
internal struct Biquad(double b0, double b1, double b2, double a1, double a2)
{
    private double _first;
    private double _second;

    internal double Next(double x)
    {
        var y = (b0 * x) + _first;
        _first = (b1 * x) - (a1 * y) + _second;
        _second = (b2 * x) - (a2 * y);
        return y;
    }
}
