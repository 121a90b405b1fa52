namespace Daylight.Inspection;

/// <summary>
/// Words by which the training texts were gathered or labelled, so that their labels say more of the word than of what was meant.
/// Where one of them occurs, the odds are shifted to how often people who read such texts once more found them positive. Comes of
/// <see cref="DetectorRecheck"/>.
/// </summary>
/// <param name="Words">The words, as a detector reads text: narrow and lower-case.</param>
/// <param name="Shift">What is added to the logarithm of the odds.</param>
/// <param name="Texts">How many texts were read once more.</param>
public sealed record DetectorDoubt(IReadOnlyList<string> Words, double Shift, int Texts)
{
    internal const int WordsMax = 200;
    internal const int WordLengthMax = 20;
    internal const double ShiftMax = 20;

    internal bool IsSound => Words is { Count: > 0 and <= WordsMax } && Words.All(word => word is { Length: > 0 and <= WordLengthMax }) && Math.Abs(Shift) <= ShiftMax;
}
