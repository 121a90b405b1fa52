namespace Daylight.Demo;

/// <summary>What has happened so far, and what happened last.</summary>
/// <param name="At">The simulated moment.</param>
/// <param name="Share">How much of the working day is over, 0 to 1.</param>
/// <param name="Cases">Cases the collectors found assigned to them.</param>
/// <param name="Asked">Permits asked for.</param>
/// <param name="Permitted">Permits given.</param>
/// <param name="Refused">Permits refused or referred; the collectors kept to it.</param>
/// <param name="Unanswered">Dials that reached nobody.</param>
/// <param name="Conversations">Conversations opened.</param>
/// <param name="Live">Conversations going on.</param>
/// <param name="Utterances">Utterances sent.</param>
/// <param name="Messages">Messages sent.</param>
/// <param name="MessagesHeld">Times a message was warned about or blocked.</param>
/// <param name="Facts">Facts recorded.</param>
/// <param name="Promises">Promises to pay taken.</param>
/// <param name="Retries">Requests repeated because the server did not answer.</param>
/// <param name="Problems">Answers nobody expected, by code.</param>
/// <param name="Latest">The last act in a few words, without personal data.</param>
public sealed record DayProgress(
    DateTimeOffset At,
    double Share,
    int Cases,
    int Asked,
    int Permitted,
    int Refused,
    int Unanswered,
    int Conversations,
    int Live,
    int Utterances,
    int Messages,
    int MessagesHeld,
    int Facts,
    int Promises,
    int Retries,
    IReadOnlyDictionary<string, int> Problems,
    string Latest);

/// <summary>How a simulated day ended.</summary>
/// <param name="Progress">The final figures.</param>
/// <param name="StartedAt">The simulated moment at which it began.</param>
/// <param name="Took">Real time.</param>
/// <param name="GaveUp">Collectors who stopped because the server stayed unreachable or refused their token.</param>
public sealed record DaySummary(DayProgress Progress, DateTimeOffset StartedAt, TimeSpan Took, IReadOnlyList<string> GaveUp);
