namespace Daylight.Inspection;

/// <summary>A detector must find the utterance, one of its sentences, or the conversation (<see cref="Evidence"/>) at least so probable.</summary>
internal sealed record DetectorTest(DetectorQuestion Question, double AtLeast, Scope Scope)
{
    /// <summary>Sentences of one utterance that are judged; what stands beyond is not.</summary>
    private const int SentencesMax = 50;

    private const int PiecesMax = 5;

    /// <summary>Less probable utterances are no evidence of a conversation.</summary>
    private const double EvidenceMin = 0.02;

    /// <summary>From which probability on reasons are given, if they are asked for.</summary>
    internal double ExplainFrom { get; private init; }

    /// <summary>What is asked of each utterance when it is asked of a conversation. Where that reaches its level, the strongest utterance is explained.</summary>
    internal DetectorTest Each() => this with { AtLeast = Math.Min(AtLeast, EvidenceMin), ExplainFrom = 1 - Math.Pow(1 - AtLeast, 1d / Evidence.UtterancesMax) };

    /// <summary>Whether there can be a hit at all; answers most utterances without any reasons.</summary>
    internal bool Reaches(UtteranceScan scan) => Scope == Scope.Sentence || Question.Probability(scan) >= AtLeast;

    /// <summary>The most probable part that reaches the threshold after the pieces that do not count were taken off, or null.</summary>
    /// <param name="scan">The utterance.</param>
    /// <param name="counts">Whether a piece, a span of the original text, counts; asked only of pieces that speak for the verdict.</param>
    internal DetectorHit? Find(UtteranceScan scan, Func<TextSpan, bool> counts)
    {
        if (Scope != Scope.Sentence)
        {
            return Reaches(scan) ? Explained(scan.Spoken, new TextSpan(0, scan.Text.Original.Length), counts) : null;
        }

        DetectorHit? best = null;
        foreach (var sentence in Sentences(scan.Text))
        {
            var part = scan.Spoken with { Text = scan.Text.Original[sentence.From..sentence.To] };
            if (Question.Probability(part) >= AtLeast && Explained(part, sentence, counts) is { } hit && hit.Probability > (best?.Probability ?? 0))
            {
                best = hit;
            }
        }

        return best;
    }

    /// <summary>What it goes by in a whole utterance that reaches the level.</summary>
    internal DetectorHit? Explain(SpokenText spoken) => Explained(spoken, new TextSpan(0, spoken.Text.Length), _ => true);

    private DetectorHit? Explained(SpokenText spoken, TextSpan part, Func<TextSpan, bool> counts)
    {
        var (odds, influences) = Question.Explain(spoken);
        List<TextSpan> pieces = [];
        foreach (var influence in influences)
        {
            if (influence.Weight <= 0 || influence.Span.To == influence.Span.From)
            {
                continue;
            }

            TextSpan piece = new(part.From + influence.Span.From, part.From + influence.Span.To);
            if (!counts(piece))
            {
                odds -= influence.Weight;
            }
            else if (pieces.Count < PiecesMax && !pieces.Exists(p => p.From <= piece.From && piece.To <= p.To))
            {
                pieces.Add(piece);
            }
        }

        var probability = Detector.Probability(odds);
        return probability >= AtLeast ? new DetectorHit(probability, pieces) : null;
    }

    private static IEnumerable<TextSpan> Sentences(NormalisedText text)
    {
        var (start, count) = (0, 0);
        for (var i = 0; i < text.Length && count < SentencesMax; i++)
        {
            if (text[i] == NormalisedText.SentenceEnd || i + 1 == text.Length)
            {
                yield return text.OriginalSpan(start, i + 1);
                (start, count) = (i + 1, count + 1);
            }
        }
    }
}

/// <summary>What a detector found: how probable, and the pieces of the original text that moved it most, the strongest first; none where it was probable before a word was read.</summary>
internal sealed record DetectorHit(double Probability, IReadOnlyList<TextSpan> Pieces);
