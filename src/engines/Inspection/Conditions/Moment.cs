using NodaTime;

namespace Daylight.Inspection;

/// <summary>Where in the conversation the present utterance stands.</summary>
internal readonly record struct Moment(Utterance Utterance, int Index, int Turn, int FirstSentence, int Sentences, double? Start, double? End, Instant? At, ConversationHead Head, bool BeginsTurn)
{
    internal UtteranceRole Role => Utterance.Role;
}

/// <summary>How a conversation ended, as far as conditions care.</summary>
internal readonly record struct Ending(int Utterances, int Turns, int Sentences, double? End);

/// <summary>A distance in a conversation; every unit that is given must hold.</summary>
internal sealed record Window(double? Seconds, int? Utterances, int? Turns, int? Sentences)
{
    /// <summary>Whether a later hit lies within this distance of an earlier one. Unknown times count as within.</summary>
    internal bool Holds(Hit earlier, Hit later)
        => (Utterances is null || later.Index - earlier.Index <= Utterances)
            && (Turns is null || later.Turn - earlier.Turn <= Turns)
            && (Sentences is null || later.Sentence - earlier.Sentence <= Sentences)
            && (Seconds is null || earlier.End is null || later.Start is null || later.Start - earlier.End <= Seconds);

    /// <summary>Whether the present utterance, and so every later one, lies beyond this distance from a hit.</summary>
    internal bool HasPassed(Hit hit, in Moment now)
        => (Utterances is not null && now.Index - hit.Index > Utterances)
            || (Turns is not null && now.Turn - hit.Turn > Turns)
            || (Sentences is not null && now.FirstSentence - hit.Sentence > Sentences)
            || (Seconds is not null && hit.End is not null && now.Start is not null && now.Start - hit.End > Seconds);

    /// <summary>The distance in words, for the why sentence.</summary>
    public override string ToString()
    {
        var parts = new List<string>(4);
        if (Seconds is { } s)
        {
            parts.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{s}秒"));
        }

        AddCount(parts, Utterances, "句");
        AddCount(parts, Turns, "轮");
        AddCount(parts, Sentences, "个句子");
        return string.Join("、", parts);
    }

    private static void AddCount(List<string> parts, int? count, string unit)
    {
        if (count is { } n)
        {
            parts.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{n}{unit}"));
        }
    }
}
