namespace Daylight.Inspection;

/// <summary>Which label means that a text is what the detector shall find. Labels are words of whoever wrote the file.</summary>
public sealed record DetectorLabels(string Positive, string Negative)
{
    private const int NamedMax = 6;

    private static readonly string[] Affirmative = ["1", "1.0", "true", "yes", "y", "是", "positive", "offensive", "abuse", "toxic", "upheld", "成立"];
    private static readonly string[] Dismissive = ["0", "0.0", "false", "no", "n", "否", "negative", "non-offensive", "normal", "clean", "overturned", "不成立"];

    /// <summary>Decides between the labels of a training file; a problem if they are not two, or neither is plainly the positive one.</summary>
    public static (DetectorLabels? Labels, string? Problem) Of(IReadOnlyCollection<string> written, string? positive)
    {
        var listed = string.Join(", ", written.Order(StringComparer.Ordinal).Take(NamedMax)) + (written.Count > NamedMax ? ", …" : "");
        if (positive is not null && !written.Contains(positive))
        {
            return (null, $"label: no row is labelled {positive}; the labels are {listed}");
        }

        if (written.Count != 2)
        {
            return (null, $"label: there are {written.Count} labels ({listed}); a detector is trained on two");
        }

        var chosen = positive ?? Only(written.Where(label => IsOneOf(label, Affirmative)).ToArray()) ?? Other(written, Only(written.Where(label => IsOneOf(label, Dismissive)).ToArray()));
        return chosen is null
            ? (null, $"label: which of {listed} is to be found is not plain; name it with --positive")
            : (new DetectorLabels(chosen, written.First(label => label != chosen)), null);
    }

    /// <summary>What a label says; null if it says nothing that these labels know.</summary>
    public bool? Read(string label)
    {
        if (label == Positive || label == Negative)
        {
            return label == Positive;
        }

        if (IsOneOf(label, Affirmative))
        {
            return true;
        }

        return IsOneOf(label, Dismissive) ? false : null;
    }

    private static string? Only(string[] labels) => labels is [var one] ? one : null;

    private static string? Other(IReadOnlyCollection<string> written, string? negative) => negative is null ? null : written.First(label => label != negative);

    private static bool IsOneOf(string label, string[] words) => words.Contains(label, StringComparer.OrdinalIgnoreCase);
}
