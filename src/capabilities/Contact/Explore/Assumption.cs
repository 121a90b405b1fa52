using Daylight.Gate;
using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>What is supposed for one question and then forgotten: it is never stored, and no permit can rest on it.</summary>
/// <param name="Facts">Facts as if they had been recorded; at most 20.</param>
/// <param name="Contacts">Contacts as if they had been made; at most 20.</param>
public sealed record AssumptionRequest(
    IReadOnlyList<AssumedFactRequest>? Facts = null, IReadOnlyList<AssumedContactRequest>? Contacts = null);

/// <summary>A fact as if it had been recorded; the fields mean what they mean in <see cref="RecordFactRequest"/>.</summary>
/// <param name="Kind">consent, cease, dispute…</param>
/// <param name="PersonId">Whom it is about; the person asked about unless said otherwise.</param>
/// <param name="Form">written, oral or employer-policy.</param>
/// <param name="From">Local time of day from which it applies.</param>
/// <param name="To">Local time of day to which it applies, excluded.</param>
/// <param name="Until">When it ends.</param>
/// <param name="At">From when it counts; now unless said otherwise, never later.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Channel">The channel it is about.</param>
/// <param name="ContactPointId">The contact point it is about.</param>
/// <param name="Place">home, office or other.</param>
/// <param name="AccountIds">The accounts it is about; all unless said otherwise.</param>
/// <param name="ToPersonId">Who may be contacted.</param>
public sealed record AssumedFactRequest(
    string Kind,
    string? PersonId = null,
    string? Form = null,
    string? From = null,
    string? To = null,
    DateTimeOffset? Until = null,
    DateTimeOffset? At = null,
    string? Scope = null,
    string? Channel = null,
    string? ContactPointId = null,
    string? Place = null,
    IReadOnlyList<string>? AccountIds = null,
    string? ToPersonId = null);

/// <summary>A contact as if it had been made.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="At">When it began; never after now.</param>
/// <param name="Outcome">What came of it; not known unless said.</param>
/// <param name="Direction">outbound unless said otherwise.</param>
/// <param name="PersonId">With whom; the person asked about unless said otherwise.</param>
/// <param name="ContactPointId">Through which contact point.</param>
/// <param name="Purpose">collection unless said otherwise.</param>
/// <param name="Place">Of a visit.</param>
public sealed record AssumedContactRequest(
    string Channel,
    DateTimeOffset At,
    string? Outcome = null,
    string? Direction = null,
    string? PersonId = null,
    string? ContactPointId = null,
    string? Purpose = null,
    string? Place = null);
