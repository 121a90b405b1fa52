using Daylight.Identity;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Daylight.Portfolio;

namespace Daylight.Conduct;

/// <summary>What Conduct asks the rooms below about cases, people and staff; its only way to them.</summary>
internal sealed class CaseFile(CaseAccess access, CaseFiles cases, StaffDirectory staff)
{
    private const string Employer = "employer";
    private static readonly Dictionary<string, string> NoAttributes = new(StringComparer.Ordinal);

    /// <summary>Somebody of a case the caller may see, or <c>not-found</c>.</summary>
    public Result<CasePerson> Party(Session session, Caller caller, string caseId, string personId)
    {
        var found = access.Find(session, caller, caseId);
        return found.Failure is { } unknown
            ? unknown
            : cases.People(session, caller.InstitutionId, caseId).FirstOrDefault(person => person.PersonId == personId) is { } party
                ? party
                : Failure.NotFound("person");
    }

    /// <summary>The team of a staff member now.</summary>
    public string? TeamOf(Session session, string institutionId, string staffId) => staff.Find(session, institutionId, staffId)?.TeamId;

    /// <summary>The staff member with this sign-in name; null if the institution has none.</summary>
    public string? StaffByName(Session session, string institutionId, string signInName) => staff.FindBySignInName(session, institutionId, signInName)?.Id;

    /// <summary>
    /// The attributes rules read of what happens here: what the sender says, but for whom the staff work only by the
    /// institution's word, because a rule (posing as the lender) rests on it.
    /// </summary>
    public IReadOnlyDictionary<string, string> LiveAttributes(Session session, string institutionId, IReadOnlyDictionary<string, string>? given)
    {
        var attributes = (given ?? NoAttributes).Where(pair => pair.Key != Employer).ToDictionary(StringComparer.Ordinal);
        if (staff.Employer(session, institutionId) is { } employer)
        {
            attributes[Employer] = employer;
        }

        return attributes;
    }

    /// <summary>
    /// Likewise of what was held elsewhere: the file may have been written for another employer, so its word stands, and ours
    /// is taken where it says nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string> ImportedAttributes(Session session, string institutionId, IReadOnlyDictionary<string, string> given) =>
        given.ContainsKey(Employer) ? given : LiveAttributes(session, institutionId, given);

    /// <summary>The names a list of conversations shows.</summary>
    public CaseNames Names(Session session, string institutionId, IReadOnlyList<ConversationRecord> rows) => new(
        cases.Cards(session, institutionId, rows.Select(row => row.CaseId)),
        cases.MaskedNames(session, institutionId, rows.Select(row => row.PersonId)),
        rows.Count == 0 ? new Dictionary<string, StaffCard>(StringComparer.Ordinal) : staff.All(session, institutionId));
}

/// <summary>Names for a list; what is not known (an erased person, a case gone) shows as empty.</summary>
internal sealed class CaseNames(
    IReadOnlyDictionary<string, CaseCard> cases, IReadOnlyDictionary<string, string> people, IReadOnlyDictionary<string, StaffCard> staff)
{
    public string CaseReference(string caseId) => cases.TryGetValue(caseId, out var card) ? card.Reference : "";

    public string Person(string personId) => people.TryGetValue(personId, out var name) ? name : "";

    public string Staff(string staffId) => staff.TryGetValue(staffId, out var card) ? card.DisplayName : "";

    public string? Team(string? teamId) => teamId is null ? null : staff.Values.FirstOrDefault(card => card.TeamId == teamId)?.TeamName;
}
