using Daylight.Conduct;
using Daylight.Platform;

namespace Daylight.Review;

/// <summary>Reads a request into a question; what cannot be searched is named.</summary>
internal static class SearchReading
{
    private const int WordsMax = 8;
    private const int WordLengthMax = 64;
    private const int CharactersMax = 1000;
    private const int TurnsMax = 50;
    private static readonly string[] Kinds = ["call", "chat", "sms", "email", "visit"];

    public static Result<SearchQuestion> Of(SearchRequest request)
    {
        if (Array.IndexOf(PlayRecording.Purposes, request.Purpose) < 0)
        {
            return Failure.Invalid("purpose", $"Say why you search: one of {string.Join(", ", PlayRecording.Purposes)}.");
        }

        if (request.Role is not (null or "staff" or "customer" or "thirdParty" or "system"))
        {
            return Failure.Invalid("role", "The role is one of staff, customer, thirdParty, system.");
        }

        if (request.Kind is not null && Array.IndexOf(Kinds, request.Kind) < 0)
        {
            return Failure.Invalid("kind", $"The kind is one of {string.Join(", ", Kinds)}.");
        }

        if (request.To <= request.From)
        {
            return Failure.Invalid("to", "Give a moment after the beginning.");
        }

        return WordsOf(request) is var words && words.IsFailure ? words.Failure!
            : Mode(request) is var mode && mode.IsFailure ? mode.Failure!
            : Question(request, words.Value, mode.Value);
    }

    /// <summary>The word of a mode in the ledger.</summary>
    public static string Word(SearchMode mode) => mode switch
    {
        SearchMode.Any => "any",
        SearchMode.All => "all",
        SearchMode.NearCharacters => "near-characters",
        SearchMode.NearTurns => "near-turns",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    private static Result<string[]> WordsOf(SearchRequest request)
    {
        var given = request.Words ?? [];
        for (var i = 0; i < given.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(given[i]) || given[i].Trim().Length > WordLengthMax)
            {
                return Failure.Invalid($"words[{i}]", $"A word has 1 to {WordLengthMax} characters.");
            }
        }

        var words = given.Select(word => SearchText.Folded(word.Trim())).Distinct(StringComparer.Ordinal).ToArray();
        return words.Length is < 1 or > WordsMax ? Failure.Invalid("words", $"Give 1 to {WordsMax} words.") : words;
    }

    private static Result<(SearchMode Mode, int Distance)> Mode(SearchRequest request) => request switch
    {
        { Mode: null or "any" } => (SearchMode.Any, 0),
        { Mode: "all" } => (SearchMode.All, 0),
        { Mode: "near", WithinCharacters: >= 1 and <= CharactersMax and var characters, WithinTurns: null } => (SearchMode.NearCharacters, characters),
        { Mode: "near", WithinTurns: >= 0 and <= TurnsMax and var turns, WithinCharacters: null } => (SearchMode.NearTurns, turns),
        { Mode: "near" } => Failure.Invalid("mode", $"Near takes one of withinCharacters, 1 to {CharactersMax}, and withinTurns, 0 to {TurnsMax}."),
        _ => Failure.Invalid("mode", "The mode is any, all or near."),
    };

    private static Result<SearchQuestion> Question(SearchRequest request, string[] words, (SearchMode Mode, int Distance) mode)
    {
        var shortest = Array.FindIndex(words, word => SearchText.Pairs(word).Count == 0);
        var eachCounts = mode.Mode is SearchMode.Any or SearchMode.NearTurns;
        if (shortest >= 0 && (eachCounts || words.All(word => SearchText.Pairs(word).Count == 0)))
        {
            return ReviewErrors.WordTooShort("words");
        }

        return new SearchQuestion
        {
            Words = words,
            Mode = mode.Mode,
            Distance = mode.Distance,
            Role = request.Role is { } role ? Words.KnownRole(role) : null,
        };
    }
}
