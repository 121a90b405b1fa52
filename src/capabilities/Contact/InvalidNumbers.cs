using Daylight.Gate;
using NodaTime;

namespace Daylight.Contact;

/// <summary>
/// What the imported quality of contact points says, as facts that the gate reads. Such a fact is concluded when the question
/// is asked and stored nowhere; its source stands in the decision record.
/// </summary>
internal static class InvalidNumbers
{
    /// <summary>The source of a fact that was concluded here.</summary>
    public const string Source = "contact-point-quality";

    /// <summary>
    /// One <c>invalid-number</c> for each telephone number of a person all of whose numbers are invalid. While one of them may
    /// still reach the person, nothing is concluded: rules open the way to third parties by it.
    /// </summary>
    public static IEnumerable<Fact> Of(GateFile file) =>
        file.Points.Where(IsPhone).GroupBy(point => point.PersonId, StringComparer.Ordinal)
            .Where(phones => phones.All(phone => phone.Quality == "invalid"))
            .SelectMany(phones => phones)
            .Select(phone => new Fact
            {
                Kind = FactKind.InvalidNumber,
                Person = phone.PersonId,
                // An import does not say since when. The earliest moment is the strictest: having ever reached the person disproves it.
                At = Instant.FromUnixTimeTicks(0),
                Point = phone.Name,
                Source = Source,
            });

    private static bool IsPhone(GatePoint point) => Words.KindOf(point.Name) is PointKind.Mobile or PointKind.Home or PointKind.Work;
}
