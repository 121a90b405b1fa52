namespace Daylight.Sound;

/// <summary>A piece of a recording, in seconds from its beginning.</summary>
public readonly record struct Stretch(double From, double To)
{
    /// <summary>How long it is, in seconds.</summary>
    public double Seconds => To - From;

    /// <summary>The seconds two stretches have in common.</summary>
    public double Common(Stretch other) => Math.Max(0, Math.Min(To, other.To) - Math.Max(From, other.From));
}
