using System.Globalization;

namespace Daylight.Inspection;

/// <summary>
/// What a detector goes by in an utterance. Sought when somebody reads it, and not for every utterance that might become a part of a
/// finding: reasons cost as much as judging many utterances.
/// </summary>
internal sealed class DetectorReasons(DetectorTest detector, SpokenText spoken)
{
    private readonly Lazy<(DetectorHit? Found, NormalisedText Text)> sought = new(() => Seek(detector, spoken), LazyThreadSafetyMode.None);

    /// <summary>The hit on the words that moved the detector, and with what it thought before the rest of the note.</summary>
    internal Hit Give(Hit hit)
    {
        var told = hit with { Reasons = null };
        if (sought.Value.Found is not { } found)
        {
            return told;
        }

        var described = Describe(told, detector, found, sought.Value.Text);
        return told.Note is null ? described : described with { Note = $"{described.Note}；{told.Note}" };
    }

    private static (DetectorHit? Found, NormalisedText Text) Seek(DetectorTest detector, SpokenText spoken)
    {
        NormalisedText text = new();
        text.Set(spoken.Text, MatchOptions.Loosest);
        return (detector.Explain(spoken), text);
    }

    /// <summary>
    /// The hit runs from the first to the last of the pieces that moved the detector most. Numbers and addresses of people are quoted masked.
    /// </summary>
    internal static Hit Describe(Hit hit, DetectorTest detector, DetectorHit found, NormalisedText text)
    {
        var judged = string.Create(CultureInfo.InvariantCulture, $"检测模型{detector.Question.Name}判为{found.Probability:0.00}{(detector.Scope != Scope.Conversation ? $"（门槛{detector.AtLeast:0.00}）" : "")}");
        hit = hit with { Note = judged, Model = detector.Question.Hash };
        if (found.Pieces.Count == 0 || text.PlainSpan(found.Pieces.Min(p => p.From), found.Pieces.Max(p => p.To)) is not { } span)
        {
            return hit;
        }

        List<Entity> entities = [];
        EntityFinder.Find(text, entities);
        var isPersonal = entities.Exists(entity => EntityMask.Personal.Contains(entity.Kind));
        var shown = isPersonal ? EntityMask.Mask(text.Original) : text.Original; // As long as the original.
        var pieces = string.Join('、', found.Pieces.Select(p => shown[p.From..p.To].Trim()).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal));
        hit = hit.On(span, text, text.Characters[span.Start..span.End].ToString());
        var matched = hit.Span is { } place ? shown[place.From..place.To] : hit.Matched;
        return hit with
        {
            Matched = matched,
            Normalised = matched == hit.Matched ? hit.Normalised : matched,
            Note = $"{judged}，依据：{pieces}",
        };
    }
}
