namespace Daylight.Demo;

/// <summary>How a simulated collector behaves when nobody listens.</summary>
internal sealed record SimulatedTemperament(string Name, double BadShare, IReadOnlySet<string> Inclinations)
{
    /// <summary>Most are like this: a slip now and then, of any kind.</summary>
    public static readonly SimulatedTemperament Conscientious = new("conscientious", 0.03, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Skips the steps that protect the person.</summary>
    public static readonly SimulatedTemperament Careless = Inclined(
        "careless", "no-identification", "no-identity-check", "wrong-order", "missing-step", "information-leak", "third-party-disclosure", "ignored-request");

    /// <summary>Shouts and threatens.</summary>
    public static readonly SimulatedTemperament Rough = Inclined(
        "rough", "abuse", "threat", "privacy-threat", "conflict", "impersonation", "false-legal-claim", "third-party-pressure");

    /// <summary>Looks for money on the side.</summary>
    public static readonly SimulatedTemperament Greedy = Inclined(
        "greedy", "private-payment", "extra-charge", "loan-inducement", "false-promise", "customer-diversion");

    /// <summary>How often an unanswered number is dialled again within minutes.</summary>
    public double Impatience => BadShare > 0.1 ? 0.6 : 0.1;

    /// <summary>Three of twenty are bad, at fixed places; a smaller crew has as many of them as fit beside a good one.</summary>
    public static SimulatedTemperament Of(int collector, int crew) => crew switch
    {
        < 2 => Conscientious,
        _ when collector == crew - 1 => Rough,
        > 2 when collector == crew / 3 => Careless,
        > 5 when collector == crew * 2 / 3 => Greedy,
        _ => Conscientious,
    };

    /// <summary>Whether somebody of this temperament would do what the inspector expects to find.</summary>
    public bool Inclines(IReadOnlyList<string> expected) => Inclinations.Count == 0 || expected.Any(Inclinations.Contains);

    private static SimulatedTemperament Inclined(string name, params string[] categories) =>
        new(name, 0.5, categories.ToHashSet(StringComparer.Ordinal));
}
