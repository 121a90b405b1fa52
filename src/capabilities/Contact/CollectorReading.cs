using System.Collections.Frozen;
using Daylight.Gate;
using Daylight.Identity;
using NodaTime.TimeZones;

namespace Daylight.Contact;

/// <summary>What the gate reads of the institution itself: what kind of collector it is, and the law its debts are under unless they say otherwise.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Law">The country in which it is at home, told by its zone; null where that tells none, and its debts may then be under any law.</param>
internal sealed record CollectorReading(CollectorKind? Kind, string? Law)
{
    private static readonly FrozenDictionary<string, string> Countries = TzdbDateTimeZoneSource.Default.ZoneLocations!
        .Where(place => place.CountryCode.Length == 2) // The source is the library's own and always holds places.
        .DistinctBy(place => place.ZoneId)
        .ToFrozenDictionary(place => place.ZoneId, place => place.CountryCode, StringComparer.Ordinal);

    public static CollectorReading Of(CollectingInstitution institution) => new(
        institution.Employer switch
        {
            "bank" => CollectorKind.Bank,
            "financeCompany" => CollectorKind.FinanceCompany,
            "lender" => CollectorKind.Lender,
            "agency" => CollectorKind.Agency,
            "lawFirm" => CollectorKind.LawFirm,
            "insurer" => CollectorKind.Insurer,
            _ => null,
        },
        CountryOf(institution.Zone));

    private static string? CountryOf(string zone) =>
        Countries.GetValueOrDefault(zone) ?? Countries.GetValueOrDefault(TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(zone, out var canonical) ? canonical : zone);
}
