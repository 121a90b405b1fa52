namespace Daylight.Review;

/// <summary>How the champion of a model does on live traffic.</summary>
/// <param name="Name">The model.</param>
/// <param name="VersionId">The champion's version.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Reference">Which share of texts fell into each tenth of the probability when it was trained.</param>
/// <param name="ReferenceKind"><c>traffic</c> (utterances of staff of the part held out in training) or <c>training</c> (the texts of the training).</param>
/// <param name="ReferenceTexts">How many texts these shares are of.</param>
/// <param name="Window">The last seven days together.</param>
/// <param name="MovedFrom">From which index on it is said to have moved.</param>
/// <param name="DriftFrom">From which index on there is a warning.</param>
/// <param name="TextsMin">Below so many texts nothing is said.</param>
/// <param name="Days">Each day of the last eight weeks that has texts, oldest first.</param>
/// <param name="Weeks">What people said of its findings, by week in which they were raised, oldest first.</param>
public sealed record ModelWatchView(
    string Name,
    string VersionId,
    string Hash,
    IReadOnlyList<double> Reference,
    string ReferenceKind,
    int ReferenceTexts,
    ModelWindow Window,
    double MovedFrom,
    double DriftFrom,
    int TextsMin,
    IReadOnlyList<ModelDay> Days,
    IReadOnlyList<ModelWeek> Weeks);

/// <summary>Seven days of scores.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, today in UTC.</param>
/// <param name="Texts">How many utterances of staff were scored.</param>
/// <param name="Tenths">How many fell into each tenth of the probability.</param>
/// <param name="Index">How far they lie from the reference (population stability index); null below the least number of texts.</param>
/// <param name="State"><c>too-few</c>, <c>steady</c>, <c>moved</c> or <c>drifting</c>.</param>
public sealed record ModelWindow(DateOnly From, DateOnly To, int Texts, IReadOnlyList<int> Tenths, double? Index, string State);

/// <summary>A day of scores.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Texts">How many utterances were scored.</param>
/// <param name="Found">Which share reached half of the probability.</param>
/// <param name="Index">How far the day lies from the reference; null below the least number of texts.</param>
public sealed record ModelDay(DateOnly Day, int Texts, double Found, double? Index);

/// <summary>A week of findings of the model.</summary>
/// <param name="From">Its first day (a Thursday, as weeks are counted from the Unix epoch).</param>
/// <param name="Findings">How many were raised.</param>
/// <param name="Upheld">How many of them were upheld.</param>
/// <param name="Overturned">How many were overturned.</param>
/// <param name="Rate">Upheld of both; null where none was decided.</param>
public sealed record ModelWeek(DateOnly From, int Findings, int Upheld, int Overturned, double? Rate);

/// <summary>What somebody should look at in a model.</summary>
/// <param name="Name">The model.</param>
/// <param name="Kind"><c>drift</c> or <c>train-anew</c> (somebody was erased whose texts went in).</param>
/// <param name="Hash">The champion.</param>
/// <param name="Index">How far its scores lie from the reference; of a drift.</param>
/// <param name="DriftFrom">From which index on there is a warning.</param>
/// <param name="Since">The first day of the window, or when the person was erased.</param>
/// <param name="Texts">How many utterances the index is of.</param>
public sealed record ModelWarning(string Name, string Kind, string Hash, double? Index, double DriftFrom, DateTimeOffset Since, int Texts);
