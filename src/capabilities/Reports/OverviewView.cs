using Daylight.Platform;

namespace Daylight.Reports;

/// <summary>The institution's local day so far.</summary>
/// <param name="AsOf">The moment of the figures.</param>
/// <param name="Zone">The institution's zone, whose day and hours these are.</param>
/// <param name="Figures">The day's figures.</param>
/// <param name="ByHour">All hours of the day, those without events too.</param>
/// <param name="ByCategory">Findings by category, most first.</param>
/// <param name="ByRefusal">Rules that stood in the way of contacts, most frequent first.</param>
/// <param name="ByTeam">Teams that held conversations; a supervisor sees their own.</param>
/// <param name="ByStaff">Staff who held conversations, most findings first; a supervisor sees their team's.</param>
public sealed record OverviewView(
    DateTimeOffset AsOf,
    string Zone,
    OverviewFigures Figures,
    IReadOnlyList<HourFigures> ByHour,
    IReadOnlyList<CategoryFigure> ByCategory,
    IReadOnlyList<RefusalFigure> ByRefusal,
    IReadOnlyList<TeamFigures> ByTeam,
    IReadOnlyList<StaffFigures> ByStaff);

/// <summary>Figures of the day; cases, live conversations, open alerts, waiting reviews and the ledger's size are as of now.</summary>
/// <param name="Cases">Cases of the institution.</param>
/// <param name="Asked">Permits asked for.</param>
/// <param name="Permitted">Of these, permitted.</param>
/// <param name="Refused">Of these, refused or referred to a person.</param>
/// <param name="Conversations">Conversations begun.</param>
/// <param name="LiveNow">Conversations under way.</param>
/// <param name="Findings">Findings raised.</param>
/// <param name="OpenAlerts">Alerts that nobody has acknowledged.</param>
/// <param name="ReviewsWaiting">Findings without a decision.</param>
/// <param name="ReviewsDecided">Findings decided on.</param>
/// <param name="UpheldShare">Of these, the share that was upheld, 0 to 1; null while there is none.</param>
/// <param name="DismissedByModel">Findings that a language model's no took out of the queue; they stand, and a person may take them up.</param>
/// <param name="LedgerSize">Entries under signed checkpoints.</param>
public sealed record OverviewFigures(
    long Cases,
    long Asked,
    long Permitted,
    long Refused,
    long Conversations,
    long LiveNow,
    long Findings,
    long OpenAlerts,
    long ReviewsWaiting,
    long ReviewsDecided,
    double? UpheldShare,
    long DismissedByModel,
    long LedgerSize);

/// <summary>One local hour.</summary>
public sealed record HourFigures(int Hour, long Permitted, long Refused, long Conversations, long Findings);

/// <summary>Findings of one category.</summary>
public sealed record CategoryFigure(string Category, long Count);

/// <summary>How often a rule stood in the way.</summary>
public sealed record RefusalFigure(string Rule, Bilingual Title, long Count);

/// <summary>One team's day; the average score is null while none of its conversations has one.</summary>
public sealed record TeamFigures(string TeamId, string TeamName, long Conversations, long Findings, double? AverageScore);

/// <summary>One staff member's day.</summary>
public sealed record StaffFigures(string StaffId, string StaffName, long Conversations, long Findings, double? AverageScore);
