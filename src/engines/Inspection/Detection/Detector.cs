using System.Buffers;
using System.Collections.Concurrent;

namespace Daylight.Inspection;

/// <summary>
/// A statistical detector: how likely a text is what it was trained to find, and which pieces of the text say so.
/// Made by <see cref="DetectorTraining"/> or read from a file (<c>spec/detector-model.md</c>). Immutable; any thread may ask.
/// </summary>
public sealed class Detector
{
    private readonly ConcurrentBag<DetectorWork> idle = [];
    private readonly SearchValues<string>? doubtful;

    internal Detector(DetectorCard card, NgramModel linear, WindowVocabulary vocabulary, IReadOnlyList<WindowNetwork> networks)
    {
        (Card, Linear, Vocabulary, Networks) = (card, linear, vocabulary, networks);
        doubtful = Doubtful(card);
        Hash = DetectorFile.HashOf(DetectorFile.Write(this));
    }

    internal Detector(DetectorCard card, NgramModel linear, WindowVocabulary vocabulary, IReadOnlyList<WindowNetwork> networks, string hash)
    {
        (Card, Linear, Vocabulary, Networks, Hash) = (card, linear, vocabulary, networks, hash);
        doubtful = Doubtful(card);
    }

    /// <summary>What it was trained on and how well it did.</summary>
    public DetectorCard Card { get; }

    /// <summary><c>sha256:</c> and the hash of its file.</summary>
    public string Hash { get; }

    /// <summary>The first twelve digits of <see cref="Hash"/>, as a finding names the model.</summary>
    public string ShortHash => ShortOf(Hash);

    internal static string ShortOf(string hash) => hash["sha256:".Length..][..12];

    internal NgramModel Linear { get; }

    internal WindowVocabulary Vocabulary { get; }

    internal IReadOnlyList<WindowNetwork> Networks { get; }

    /// <summary>Reads a detector file. Never throws on any bytes.</summary>
    public static DetectorReading Read(ReadOnlySpan<byte> file) => DetectorFile.Read(file);

    /// <summary>The file of this detector.</summary>
    public byte[] Write() => DetectorFile.Write(this);

    /// <summary>Judges a text; of a very long one, its first 4,096 characters. Words of others that it repeats do not count against it.</summary>
    public DetectorVerdict Judge(string text)
    {
        var work = Borrow();
        try
        {
            return Verdict(LogOdds(text, work));
        }
        finally
        {
            idle.Add(work);
        }
    }

    /// <summary>Judges a text and says which pieces of it moved the verdict.</summary>
    public DetectorExplanation Explain(string text)
    {
        var work = Borrow();
        try
        {
            var odds = LogOdds(text, work);
            var influences = Influences(work);
            return new DetectorExplanation(Verdict(odds), odds, Level + Shift(work.Text), influences);
        }
        finally
        {
            idle.Add(work);
        }
    }

    /// <summary>Whether a text repeats words of others, which then do not count against it.</summary>
    public static bool RepeatsOthers(string text) => BorrowedWords.Find(DetectorText.Of(text).Characters).Count > 0;

    /// <summary>Whether a text holds words by which the training labels went more than by what was meant.</summary>
    public bool IsDoubtful(string text) => IsDoubtful(DetectorText.Of(text));

    /// <summary>The logarithm of the odds of a text.</summary>
    internal double LogOdds(string text)
    {
        var work = Borrow();
        try
        {
            return LogOdds(text, work);
        }
        finally
        {
            idle.Add(work);
        }
    }

    /// <summary>The same detector with another doubt.</summary>
    internal Detector With(DetectorDoubt doubt) => new(Card with { Doubt = doubt }, Linear, Vocabulary, Networks);

    private static SearchValues<string>? Doubtful(DetectorCard card) => card.Doubt is { } doubt ? SearchValues.Create([.. doubt.Words], StringComparison.Ordinal) : null;

    private bool IsDoubtful(DetectorText text) => doubtful is not null && text.Characters.ContainsAny(doubtful);

    private double Shift(DetectorText text) => Card.Doubt is { } doubt && IsDoubtful(text) ? doubt.Shift : 0;

    private double Level => Card.Calibration.Intercept + (Card.Calibration.Linear * Linear.Bias)
        + (Networks.Count == 0 ? 0 : Card.Calibration.Network * Networks.Average(network => (double)network.Level));

    private DetectorWork Borrow() => idle.TryTake(out var work) ? work : new DetectorWork();

    /// <summary>The probability of logarithmic odds.</summary>
    internal static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));

    /// <summary>
    /// The odds of the text, or of what is left of it without the words of others, whichever are lower: a quoted insult is none of the
    /// writer's. Leaves in <paramref name="work"/> the text that was judged.
    /// </summary>
    private double LogOdds(string text, DetectorWork work)
    {
        work.Text.Set(text);
        var whole = LogOdds(work);
        var borrowed = BorrowedWords.Find(work.Text.Characters);
        if (borrowed.Count == 0)
        {
            return whole;
        }

        work.Text.Remove(borrowed);
        var own = LogOdds(work);
        if (own < whole)
        {
            return own;
        }

        work.Text.Set(text);
        return whole;
    }

    private double LogOdds(DetectorWork work)
    {
        var odds = Shift(work.Text) + Card.Calibration.Intercept + (Card.Calibration.Linear * Linear.Margin(work.Text.Characters, work));
        if (Networks.Count == 0)
        {
            return odds;
        }

        var characters = work.CharacterRows(work.Text.Length);
        var pairs = work.PairRows(work.Text.Length);
        Vocabulary.Rows(work.Text.Characters, characters, pairs);
        var sum = 0d;
        foreach (var network in Networks)
        {
            sum += network.Score(characters, pairs, work);
        }

        return odds + (Card.Calibration.Network * sum / Networks.Count);
    }

    private List<DetectorInfluence> Influences(DetectorWork work)
    {
        var text = work.Text;
        InfluenceSum sum = new(text);
        Linear.Explain(text.Characters, work, Card.Calibration.Linear, sum.Add);
        var characters = work.CharacterRows(text.Length);
        var pairs = work.PairRows(text.Length);
        Vocabulary.Rows(text.Characters, characters, pairs);
        foreach (var network in Networks)
        {
            network.Explain(characters, pairs, work, Card.Calibration.Network / Networks.Count, sum.Add);
        }

        return sum.Strongest();
    }

    private DetectorVerdict Verdict(double odds)
    {
        var probability = Probability(odds);
        return new DetectorVerdict(probability, probability >= Card.Threshold);
    }
}
