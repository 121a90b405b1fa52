using System.Text.Json;

namespace Daylight.Inspection;

/// <summary>Writes and reads what is peculiar to files of detectors of many labels: <c>spec/detector-model.md</c>, version 3.</summary>
internal static class LabelFile
{
    internal const byte Version = 3;
    internal const int LabelsMax = 256;

    private const int LabelLengthMax = 64;

    internal static byte[] Write(LabelDetectorCard card, LabelWeights weights)
    {
        DetectorFileWriter writer = new();
        writer.Head(Version, JsonSerializer.SerializeToUtf8Bytes(card, DetectorFile.CardForm));
        foreach (var runs in new[] { weights.Own, weights.Before })
        {
            writer.Count(runs.Count);
            writer.Numbers(runs.Table.Keys);
            writer.Halves(runs.Rarities);
        }

        writer.Singles(weights.Levels);
        writer.Packed(weights.Packed);
        return writer.Signed();
    }

    /// <summary>The detector, or null if card or content cannot be read.</summary>
    internal static LabelDetector? Read(ReadOnlySpan<byte> json, DetectorFileCursor cursor, string hash)
    {
        if (Card(json) is not { } card)
        {
            return null;
        }

        var own = Runs(ref cursor, LabelRuns.OwnLengthMax);
        var before = Runs(ref cursor, LabelRuns.BeforeLengthMax);
        var levels = cursor.Singles(card.Labels.Count);
        var packed = cursor.PackedRows(card.Labels.Count, own?.Count + before?.Count + LabelWeights.Kinds ?? 0);
        return cursor.IsAtEnd && own is not null && before is not null ? new LabelDetector(card, new LabelWeights(own, before, packed, levels), hash) : null;
    }

    private static LabelRuns? Runs(ref DetectorFileCursor cursor, int lengthMax)
    {
        var count = cursor.Count(DetectorFile.RunsMax);
        var (keys, rarities) = (cursor.Numbers(count), cursor.Halves(count));
        return !cursor.HasFailed && DetectorFile.Ascends(keys) ? new LabelRuns(new KeyTable(keys), rarities, lengthMax) : null;
    }

    /// <summary>A label is a plain word of a rulebook: 1 to 64 characters without blanks.</summary>
    internal static bool IsLabel(string label) => label.Length is > 0 and <= LabelLengthMax && !label.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static LabelDetectorCard? Card(ReadOnlySpan<byte> json)
    {
        try
        {
            var card = JsonSerializer.Deserialize<LabelDetectorCard>(json, DetectorFile.CardForm);
            return card?.Labels.Count is > 0 and <= LabelsMax && card.Labels.All(IsSound) && card.Labels.DistinctBy(label => label.Label, StringComparer.Ordinal).Count() == card.Labels.Count ? card : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSound(LabelCard? label) => label is not null && IsLabel(label.Label) && label.Threshold is > 0 and < 1 && label.ScoreShares.Count == DetectorTally.Bins;
}
