using System.Text.Json;
using Daylight.Platform;

namespace Daylight.Review;

/// <summary>What a model said of a finding, checked.</summary>
/// <param name="Verdict">yes, no or unsure.</param>
/// <param name="Quote">Words that stand in what it was shown; may be empty unless the verdict is yes.</param>
/// <param name="Reason">Its own words.</param>
internal sealed record JudgeAnswer(string Verdict, string Quote, string Reason)
{
    private const int QuoteMax = 1_000;
    private const int ReasonMax = 1_000;

    private static readonly string[] Verdicts = ["yes", "no", "unsure"];

    /// <summary>Checks what a model said against its schema and against what it was shown.</summary>
    public static Result<JudgeAnswer> Read(string said, JudgeExcerpt shown)
    {
        if (Parse(said) is not { } answer)
        {
            return JudgeErrors.WrongSchema;
        }

        // Words that nobody said are no ground for anything: a model that makes up its quote is not believed.
        var founded = answer.Quote.Length == 0 ? answer.Verdict != "yes" : shown.Lines.Any(line => line.Text.Contains(answer.Quote, StringComparison.Ordinal));
        return founded ? answer : JudgeErrors.Unfounded;
    }

    private static JudgeAnswer? Parse(string said)
    {
        try
        {
            using var document = JsonDocument.Parse(said);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.EnumerateObject().Count() == 3
                && Text(root, "verdict") is { } verdict && Verdicts.Contains(verdict, StringComparer.Ordinal)
                && Text(root, "quote") is { Length: <= QuoteMax } quote
                && Text(root, "reason") is { Length: <= ReasonMax } reason
                    ? new JudgeAnswer(verdict, quote.Trim(), reason.Trim())
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The tokens a server says a question took; null where it does not say.</summary>
internal sealed record JudgeUsage(long? TokensIn, long? TokensOut)
{
    public static JudgeUsage Unknown { get; } = new(null, null);

    public static JudgeUsage None { get; } = new(0, 0);
}

/// <summary>What came of one question.</summary>
/// <param name="Answer">The answer, or why there is none.</param>
/// <param name="Model">The model that answered, as its server names it.</param>
/// <param name="Usage">What it took.</param>
/// <param name="Took">How long it took.</param>
internal sealed record JudgeReply(Result<JudgeAnswer> Answer, string Model, JudgeUsage Usage, TimeSpan Took);
