using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>Asks how the answers change over seven days, for several channels at once; reserves nothing and leaves no entry.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="PersonId">The person.</param>
/// <param name="Channels">The channels; all of them unless said otherwise.</param>
/// <param name="ContactPointId">The contact point, for the channels that reach it; others get the first that fits.</param>
/// <param name="Purpose">collection unless said otherwise.</param>
/// <param name="AccountIds">The accounts that will be spoken of.</param>
/// <param name="Place">Of a visit.</param>
/// <param name="StaffCount">Of a visit.</param>
/// <param name="From">The first local day; today unless said otherwise.</param>
/// <param name="Assume">What is supposed.</param>
public sealed record ExploreWeekRequest(
    string CaseId,
    string PersonId,
    IReadOnlyList<string>? Channels = null,
    string? ContactPointId = null,
    string? Purpose = null,
    IReadOnlyList<string>? AccountIds = null,
    string? Place = null,
    int? StaffCount = null,
    DateOnly? From = null,
    AssumptionRequest? Assume = null);

/// <summary>Seven days in the person's zone, exact to the instant; facts and history stand still.</summary>
/// <param name="Zone">The zone in which the days are laid out.</param>
/// <param name="Zones">All zones in which the person may be; an hour must be open in each.</param>
/// <param name="From">The first day.</param>
/// <param name="At">The moment from which facts and history are seen.</param>
/// <param name="Days">The days.</param>
/// <param name="Channels">What the gate says per channel.</param>
/// <param name="Rules">Every rule that stands in the way anywhere in the week, once.</param>
/// <param name="Packs">The packs that were asked.</param>
/// <param name="SetAside">Those of them that do not govern contacts with this person now.</param>
/// <param name="Flags">Risks that every contact with this person has now, such as place-without-law.</param>
public sealed record WeekView(
    string Zone,
    IReadOnlyList<string> Zones,
    DateOnly From,
    DateTimeOffset At,
    IReadOnlyList<DayView> Days,
    IReadOnlyList<ChannelWeekView> Channels,
    IReadOnlyList<RuleSaidView> Rules,
    IReadOnlyList<PackRefView> Packs,
    IReadOnlyList<PackSetAsideView> SetAside,
    IReadOnlyList<string> Flags);

/// <summary>One local day.</summary>
/// <param name="Date">Its date.</param>
/// <param name="Pieces">Stretches in which the clocks run on evenly: one on most days, two where they are changed.</param>
public sealed record DayView(DateOnly Date, IReadOnlyList<ClockPieceView> Pieces);

/// <summary>A stretch of a day in which the clocks run on evenly.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="Minute">What the clocks show at its beginning, in minutes after midnight.</param>
public sealed record ClockPieceView(DateTimeOffset From, DateTimeOffset Until, int Minute);

/// <summary>One channel's week.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="ContactPointId">The contact point; null if the person has none that the channel reaches.</param>
/// <param name="Verdict">What the gate says now.</param>
/// <param name="Next">The earliest permitted moment; null if there is none in sight.</param>
/// <param name="Spans">The week without a gap; empty if there is no contact point.</param>
public sealed record ChannelWeekView(string Channel, string? ContactPointId, string? Verdict, DateTimeOffset? Next, IReadOnlyList<SpanView> Spans);

/// <summary>A stretch in which the answer stays the same.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The first instant after it.</param>
/// <param name="Verdict">permit, permit-with-obligations, refuse or refer.</param>
/// <param name="Rules">The rules that stand in the way.</param>
/// <param name="Obligations">What must be done: the codes.</param>
public sealed record SpanView(DateTimeOffset From, DateTimeOffset Until, string Verdict, IReadOnlyList<string> Rules, IReadOnlyList<string> Obligations);

/// <summary>A rule that stands in the way.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Pack">The pack it stands in.</param>
/// <param name="Effect">refuse or refer.</param>
/// <param name="Strength">How binding it is.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Article">The article.</param>
/// <param name="Text">What it says.</param>
/// <param name="Confirmed">False if its source has not been confirmed.</param>
public sealed record RuleSaidView(
    string Id, string Pack, string Effect, string Strength, string Instrument, string Article, Bilingual Text, bool Confirmed);
