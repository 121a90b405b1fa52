using Daylight.Platform;

namespace Daylight.Review;

/// <summary>What may stand between a finding and its judgement. The codes are kept with it, so none holds anything personal.</summary>
internal static class JudgeErrors
{
    public static readonly Failure Away = new(FailureKind.Unavailable, "judge-away", "The model cannot be reached or ended the connection before its answer was whole.");

    public static readonly Failure TimedOut = new(FailureKind.Unavailable, "judge-timeout", "The model gave no answer in the time the settings allow (timeoutSeconds).");

    public static readonly Failure Busy = new(FailureKind.Unavailable, "judge-busy", "The model's server answered that it is overloaded or failing.");

    public static readonly Failure Refused = new(FailureKind.Invalid, "judge-refused", "The model's server refused the request: look at its log, and at endpoint, model, key and answerFormat in config/judge.json.");

    public static readonly Failure TooLong = new(FailureKind.Invalid, "judge-too-long", "The answer is longer than any judgement and was not read.");

    public static readonly Failure Unreadable = new(FailureKind.Invalid, "judge-unreadable", "The answer is not of the form of POST /v1/chat/completions, or was cut off.");

    public static readonly Failure WrongSchema = new(FailureKind.Invalid, "judge-wrong-schema", "What the model said is not of the schema it was given: a verdict, a quote and a reason, and nothing else.");

    public static readonly Failure Unfounded = new(FailureKind.Invalid, "judge-unfounded", "The model quotes words that do not stand in what it was shown, or says yes without quoting any.");

    public static readonly Failure TooLate = new(FailureKind.Unavailable, "judge-too-late", "There was no judgement in the time the settings allow (giveUpAfterHours).");

    public static readonly Failure DayLimit = new(FailureKind.TooMany, "judge-day-limit", "The day's limit of questions or of cost is reached; it is asked on the next day, UTC.");

    public static readonly Failure Withheld = new(FailureKind.Conflict, "judge-withheld", "The person's data was erased or is restricted: it is shown to no model.");

    public static readonly Failure TooWide = new(FailureKind.TooLarge, "judge-too-wide", "What the model would have to read is too much: a finding about a whole long conversation, or a case with too many people to mask.");

    private static readonly Dictionary<string, Failure> Known = new Failure[]
    {
        Away, TimedOut, Busy, Refused, TooLong, Unreadable, WrongSchema, Unfounded, TooLate, DayLimit, Withheld, TooWide,
    }.ToDictionary(failure => failure.Code, StringComparer.Ordinal);

    /// <summary>Those that asking again may mend; a model does not always say the same.</summary>
    private static readonly HashSet<string> Passing = new(
        new[] { Away, TimedOut, Busy, TooLong, Unreadable, WrongSchema, Unfounded }.Select(failure => failure.Code), StringComparer.Ordinal);

    public static bool MayPass(Failure failure) => Passing.Contains(failure.Code);

    /// <summary>The sentence of a kept code.</summary>
    public static string? Sentence(string? code) => code is null ? null : Known.TryGetValue(code, out var failure) ? failure.Detail : code;
}
