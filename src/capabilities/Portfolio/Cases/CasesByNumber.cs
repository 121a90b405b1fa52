using Daylight.Platform.Keys;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>A person of a case, found by a number.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="PersonId">Whose number it is.</param>
public sealed record NumberOwner(string CaseId, string PersonId);

/// <summary>
/// Finds whose number it is, by its keyed fingerprint: recorders know the number that was called and nothing else. It checks
/// no scope; whoever asks may bring records into all cases.
/// </summary>
public sealed class CasesByNumber
{
    private const int OwnersMax = 10;
    private readonly KeyRing _keys;

    internal CasesByNumber(KeyRing keys) => _keys = keys;

    /// <summary>The people of open cases who have this number, at most ten; digits count, other characters do not.</summary>
    public IReadOnlyList<NumberOwner> Owners(Session session, string institutionId, string number)
    {
        var normalised = SearchText.Number(number);
        if (normalised == SearchText.Number(""))
        {
            return [];
        }

        var print = _keys.Fingerprint(session, institutionId, normalised);
        return session.Query<OwnerRow>(
            """
            SELECT c.id AS CaseId, n.person_id AS PersonId
            FROM contact_point n JOIN case_file c ON c.person_id = n.person_id
            WHERE n.institution_id = @institutionId AND n.value_print = @print AND c.institution_id = @institutionId AND c.status = 'open'
            UNION
            SELECT c.id AS CaseId, n.person_id AS PersonId
            FROM contact_point n JOIN party y ON y.person_id = n.person_id JOIN case_file c ON c.id = y.case_id
            WHERE n.institution_id = @institutionId AND n.value_print = @print AND c.institution_id = @institutionId AND c.status = 'open'
            LIMIT @most
            """,
            new { institutionId, print, most = OwnersMax }).ConvertAll(row => new NumberOwner(row.CaseId, row.PersonId));
    }

    private sealed class OwnerRow
    {
        public string CaseId { get; init; } = "";

        public string PersonId { get; init; } = "";
    }
}
