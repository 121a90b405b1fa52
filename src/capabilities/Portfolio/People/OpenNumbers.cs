using Daylight.Evidence;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Portfolio;

/// <summary>One number to be opened.</summary>
/// <param name="CaseId">For which case.</param>
/// <param name="PersonId">Whose number.</param>
/// <param name="ContactPointId">The contact point.</param>
public sealed record NumberWish(string CaseId, string PersonId, string ContactPointId);

/// <summary>
/// Opens contact points for other rooms, for a reason: each leaves an entry of its own in its case, as any unmasking does.
/// Checks no scope: ask <see cref="CaseSheets.Visible"/> or <see cref="CaseAccess"/> in the same session first.
/// </summary>
public sealed class OpenNumbers(SealedFields fields)
{
    /// <summary>The values by contact point; one whose person was erased, or that is not this person's, is missing.</summary>
    /// <param name="session">The transaction that writes the entries.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="reason">Why, in a short word.</param>
    /// <param name="wishes">At most <see cref="CaseSheets.BatchMax"/>.</param>
    public IReadOnlyDictionary<string, string> Open(Session session, Caller caller, string reason, IReadOnlyList<NumberWish> wishes)
    {
        var ids = wishes.Select(wish => wish.ContactPointId).Distinct(StringComparer.Ordinal).ToArray();
        var sealedValues = CaseStore.SealedPoints(session, caller.InstitutionId, ids).ToDictionary(row => row.Id, StringComparer.Ordinal);
        List<(string Point, FieldReading Reading)> readings = [];
        foreach (var wish in wishes.DistinctBy(wish => wish.ContactPointId))
        {
            if (sealedValues.GetValueOrDefault(wish.ContactPointId) is { } row && row.PersonId == wish.PersonId)
            {
                SealedField field = new(row.PersonId, PersonPlaces.ContactPoint(row.Id), row.Value);
                readings.Add((row.Id, new FieldReading(new Access(caller, reason, wish.CaseId), field, "contactPoint")));
            }
        }

        var opened = fields.OpenAll(session, readings.ConvertAll(one => one.Reading));
        return readings.Zip(opened)
            .Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First.Point, pair => pair.Second!.Value, StringComparer.Ordinal);
    }
}
