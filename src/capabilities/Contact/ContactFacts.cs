namespace Daylight.Contact;

/// <summary>Told to the rooms above when the gate was asked for a permit.</summary>
/// <param name="InstitutionId">The institution.</param>
/// <param name="DecisionId">The decision.</param>
/// <param name="CaseId">The case.</param>
/// <param name="PersonId">The person.</param>
/// <param name="StaffId">Who asked.</param>
/// <param name="Channel">The channel's word.</param>
/// <param name="Verdict">permit, permit-with-obligations, refuse or refer.</param>
/// <param name="AtMicros">When, in microseconds since the Unix epoch.</param>
public sealed record ContactDecided(
    string InstitutionId, string DecisionId, string CaseId, string PersonId, string StaffId, string Channel, string Verdict, long AtMicros);

/// <summary>Told to the rooms above when it is known, or known better, what came of a contact.</summary>
/// <param name="InstitutionId">The institution.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="CaseId">The case.</param>
/// <param name="PersonId">The person.</param>
/// <param name="StaffId">Who made it.</param>
/// <param name="Channel">The channel's word.</param>
/// <param name="Outcome">The outcome's word.</param>
/// <param name="AtMicros">When it was known, in microseconds since the Unix epoch.</param>
public sealed record ContactOutcomeStated(
    string InstitutionId, string ContactId, string CaseId, string PersonId, string StaffId, string Channel, string Outcome, long AtMicros);
