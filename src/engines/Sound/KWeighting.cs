namespace Daylight.Sound;

/// <summary>
/// The K-weighting of ITU-R BS.1770: a high shelf for the head and a high-pass. The recommendation prints coefficients for
/// 48 kHz only; those for other rates (a telephone's 8 kHz) follow from the same analogue prototypes by the bilinear transform.
/// </summary>
internal struct KWeighting
{
    // The prototypes whose transform at 48 kHz gives the coefficients that BS.1770-4 prints (a test compares them).
    private const double ShelfHertz = 1681.974450955533;
    private const double ShelfDecibels = 3.999843853973347;
    private const double ShelfQuality = 0.7071752369554196;
    private const double PassHertz = 38.13547087602444;
    private const double PassQuality = 0.5003270373238773;

    private Biquad _shelf;
    private Biquad _pass;

    internal KWeighting(int rate)
    {
        _shelf = Make(ShelfCoefficients(rate));
        _pass = Make(PassCoefficients(rate));
    }

    internal double Next(double x) => _pass.Next(_shelf.Next(x));

    /// <summary>b0, b1, b2, a1, a2 of the shelf.</summary>
    internal static double[] ShelfCoefficients(int rate)
    {
        var k = Math.Tan(Math.PI * ShelfHertz / rate);
        var high = Math.Pow(10, ShelfDecibels / 20);
        var band = Math.Pow(high, 0.4996667741545416);
        var a0 = 1 + (k / ShelfQuality) + (k * k);
        return
        [
            (high + (band * k / ShelfQuality) + (k * k)) / a0,
            2 * ((k * k) - high) / a0,
            (high - (band * k / ShelfQuality) + (k * k)) / a0,
            2 * ((k * k) - 1) / a0,
            (1 - (k / ShelfQuality) + (k * k)) / a0,
        ];
    }

    /// <summary>b0, b1, b2, a1, a2 of the high-pass, whose numerator BS.1770 leaves unscaled.</summary>
    internal static double[] PassCoefficients(int rate)
    {
        var k = Math.Tan(Math.PI * PassHertz / rate);
        var a0 = 1 + (k / PassQuality) + (k * k);
        return [1, -2, 1, 2 * ((k * k) - 1) / a0, (1 - (k / PassQuality) + (k * k)) / a0];
    }

    private static Biquad Make(double[] c) => new(c[0], c[1], c[2], c[3], c[4]);
}
