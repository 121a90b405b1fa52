namespace Daylight.Inspection;

/// <summary>Applies a <see cref="SaidTest"/> to a scanned utterance. Holds only scratch space.</summary>
internal sealed class SaidJudge
{
    private const int RegexMatchesMax = 64;

    private readonly List<PlainSpan> words = [];
    private readonly List<PlainSpan> others = [];
    private readonly HashSet<string> values = new(StringComparer.Ordinal);

    /// <summary>The hit, or null.</summary>
    internal Hit? Judge(SaidTest test, UtteranceScan scan, in Moment moment)
    {
        if ((test.Begins == Beginning.Turn && !moment.BeginsTurn) || scan.Text.Length < test.LengthMin || !IsFirstEnough(test.First, moment))
        {
            return null;
        }

        words.Clear();
        if (test.Similar is { } similar)
        {
            return Resembling(test, similar, scan, moment);
        }

        if (test.Detector is { } detector)
        {
            return Judged(test, detector, scan, moment);
        }

        if (!test.HasWords && test.Entity is null)
        {
            return MeetsRest(test, scan, moment, null) ? Hit.At(moment, Barred(test, scan)) : null;
        }

        CollectWords(test, scan, moment);
        Drop(test, scan, moment.Utterance);
        if (words.Count == 0 || Places() < test.AtLeast)
        {
            return null;
        }

        foreach (var span in words)
        {
            if (MeetsRest(test, scan, moment, span))
            {
                return test.HasWords ? Describe(Widest(span), scan, moment) with { Note = Barred(test, scan) } : DescribeEntity(test, span, scan, moment);
            }
        }

        return null;
    }

    private Hit? Resembling(SaidTest test, SimilarTest similar, UtteranceScan scan, in Moment moment)
    {
        var compared = scan.Compare(similar.Index);
        var found = compared.Best(similar.Number);
        if (found.Similarity < similar.AtLeast)
        {
            return null;
        }

        var (sample, shared, span) = compared.Explain(found);
        words.Add(span);
        Drop(test, scan, moment.Utterance);
        if (words.Count == 0 || Guards.NegatesWithin(test.Guards, scan.Text, span, sample))
        {
            return null;
        }

        var note = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"与例句“{sample}”相似度{found.Similarity:0.00}，共有：{shared}");
        return Describe(span, scan, moment) with { Note = note, Confidence = Math.Round(found.Similarity, 2) };
    }

    private static Hit? Judged(SaidTest test, DetectorTest detector, UtteranceScan scan, in Moment moment)
    {
        var repeatsOthers = detector.Scope == Scope.Conversation && Quotations.CoverAll(moment.Utterance);
        if (repeatsOthers || !detector.Reaches(scan))
        {
            return null;
        }

        if (detector.Scope == Scope.Sentence || test.Guards != Guard.None)
        {
            return Detected(test, detector, scan, moment);
        }

        var probability = detector.Question.Probability(scan);
        return Hit.At(moment) with
        {
            Confidence = detector.Scope == Scope.Conversation ? probability : Math.Round(probability, 2),
            Model = detector.Question.Hash,
            Reasons = probability >= detector.ExplainFrom ? new DetectorReasons(detector, scan.Spoken) : null,
        };
    }

    /// <summary>Asked of parts, or with guards: what it goes by decides whether it is a hit.</summary>
    private static Hit? Detected(SaidTest test, DetectorTest detector, UtteranceScan scan, in Moment moment)
    {
        var (text, utterance) = (scan.Text, moment.Utterance);
        var found = detector.Find(scan, piece => test.Guards == Guard.None || text.PlainSpan(piece.From, piece.To) is not { } plain || !Guards.Dismisses(test.Guards, text, utterance, plain));
        return found is null ? null : DetectorReasons.Describe(Hit.At(moment), detector, found, text) with { Confidence = Math.Round(found.Probability, 2) };
    }

    /// <summary>What the detectors thought that were asked beside the words; null if none was.</summary>
    private static string? Barred(SaidTest test, UtteranceScan scan) => test.Bars.Count == 0 ? null
        : string.Join('，', test.Bars.Select(bar => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"检测模型{bar.Question.Name}判为{bar.Question.Probability(scan):0.00}")));

    private void CollectWords(SaidTest test, UtteranceScan scan, in Moment moment)
    {
        if (test.HasWords)
        {
            scan.Collect(test.Words, words);
            Match(test, scan.Text);
            return;
        }

        foreach (var entity in scan.Entities)
        {
            if (test.Entity!.Holds(entity, moment.Head)) // without words a test has entities, see the caller
            {
                words.Add(entity.Plain);
            }
        }
    }

    private void Match(SaidTest test, NormalisedText text)
    {
        if (test.Regex is null)
        {
            return;
        }

        var room = RegexMatchesMax;
        foreach (var match in test.Regex.EnumerateMatches(text.Characters))
        {
            if (match.Length > 0)
            {
                words.Add(new PlainSpan(match.Index, match.Index + match.Length));
            }

            if (--room == 0)
            {
                return;
            }
        }
    }

    /// <summary>Takes out words that stand inside an excluded longer phrase, or are negated, reported or quoted.</summary>
    private void Drop(SaidTest test, UtteranceScan scan, Utterance utterance)
    {
        if (words.Count == 0)
        {
            return;
        }

        others.Clear();
        scan.Collect(test.NotIn, others);
        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (IsInside(words[i]) || !IsAtBeginning(test.Begins, scan.Text, words[i].Start) || (test.Guards != Guard.None && Guards.Dismisses(test.Guards, scan.Text, utterance, words[i])))
            {
                words.RemoveAt(i);
            }
        }
    }

    private static bool IsAtBeginning(Beginning? begins, NormalisedText text, int at) => begins switch
    {
        null => true,
        Beginning.Turn => at == 0,
        Beginning.Sentence => at == 0 || text[at - 1] == NormalisedText.SentenceEnd,
        _ => throw new ArgumentOutOfRangeException(nameof(begins), begins, "not a beginning"),
    };

    private bool IsInside(PlainSpan span)
    {
        foreach (var other in others)
        {
            if (other.Start <= span.Start && span.End <= other.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Places that do not overlap.</summary>
    private int Places()
    {
        var places = 0;
        var end = -1;
        words.Sort((a, b) => a.End != b.End ? a.End.CompareTo(b.End) : b.Start.CompareTo(a.Start));
        foreach (var span in words)
        {
            if (span.Start >= end)
            {
                places++;
                end = span.End;
            }
        }

        return places;
    }

    private PlainSpan Widest(PlainSpan span)
    {
        foreach (var other in words)
        {
            if (other.Start <= span.Start && span.End <= other.End)
            {
                span = other;
            }
        }

        return span;
    }

    private bool MeetsRest(SaidTest test, UtteranceScan scan, in Moment moment, PlainSpan? at)
    {
        if (test.Entity is not null && !HasEntities(test, scan, moment, at))
        {
            return false;
        }

        foreach (var set in test.All)
        {
            if (!Occurs(set, test.Scope, scan, at))
            {
                return false;
            }
        }

        return !Occurs(test.None, test.Scope, scan, at) && !(test.NotRegex?.IsMatch(Part(test.Scope, scan.Text, at)) ?? false) && Clears(test.Bars, scan);
    }

    private static bool Clears(IReadOnlyList<DetectorBar> bars, UtteranceScan scan)
    {
        foreach (var bar in bars)
        {
            if (!bar.Holds(scan))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasEntities(SaidTest test, UtteranceScan scan, in Moment moment, PlainSpan? at)
    {
        values.Clear();
        foreach (var entity in scan.Entities)
        {
            var isInScope = test.Scope == Scope.Utterance || at is not { } span || scan.Text.SentenceOf(entity.Plain.Start) == scan.Text.SentenceOf(span.Start);
            if (isInScope && test.Entity!.Holds(entity, moment.Head)) // only asked of tests with entities
            {
                values.Add(entity.Value);
            }
        }

        return values.Count >= test.Entity!.Count;
    }

    private bool Occurs(PhraseSet set, Scope scope, UtteranceScan scan, PlainSpan? at)
    {
        if (set.IsEmpty)
        {
            return false;
        }

        if (scope == Scope.Utterance || at is not { } span)
        {
            return scan.HasAny(set);
        }

        others.Clear();
        scan.Collect(set, others);
        foreach (var other in others)
        {
            if (scan.Text.SentenceOf(other.Start) == scan.Text.SentenceOf(span.Start))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Part(Scope scope, NormalisedText text, PlainSpan? at)
    {
        if (scope == Scope.Utterance || at is not { } span)
        {
            return text.Characters;
        }

        var start = span.Start;
        var end = span.End;
        while (start > 0 && text[start - 1] != NormalisedText.SentenceEnd)
        {
            start--;
        }

        while (end < text.Length && text[end] != NormalisedText.SentenceEnd)
        {
            end++;
        }

        return text.Characters[start..end];
    }

    private static bool IsFirstEnough(Window? first, in Moment moment)
        => first is null
            || ((first.Utterances is null || moment.Index < first.Utterances)
                && (first.Turns is null || moment.Turn < first.Turns)
                && (first.Sentences is null || moment.FirstSentence < first.Sentences)
                && (first.Seconds is null || moment.Start is null || moment.Start <= first.Seconds));

    /// <summary>An entity is quoted masked; the span leads whoever may read the words to them.</summary>
    private static Hit DescribeEntity(SaidTest test, PlainSpan span, UtteranceScan scan, in Moment moment)
    {
        var entity = scan.Entities.First(e => e.Plain == span && test.Entity!.Kinds.Contains(e.Kind));
        var isPersonal = EntityMask.Personal.Contains(entity.Kind);
        var words = scan.Text.Original[entity.Span.From..entity.Span.To];
        return Hit.At(moment, $"说到{Names.InChinese(entity.Kind)}") with
        {
            Sentence = moment.FirstSentence + scan.Text.SentenceOf(span.Start),
            Span = entity.Span,
            Matched = isPersonal ? EntityMask.Cover(words, entity.Kind) : words,
            Normalised = isPersonal ? EntityMask.Cover(entity.Value, entity.Kind) : entity.Value,
        };
    }

    private static Hit Describe(PlainSpan span, UtteranceScan scan, in Moment moment) => Hit.At(moment).On(span, scan.Text, scan.Restored(span));
}
