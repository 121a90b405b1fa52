using Daylight.Platform.Storage;
using NodaTime;

namespace Daylight.Evidence;

/// <summary>In which zone an institution's day ends. The room that keeps institutions registers it, as it stands above this one.</summary>
/// <param name="zoneOf">The IANA zone of an institution, or null if there is none of that id.</param>
public sealed class InstitutionZones(Func<Session, string, string?> zoneOf)
{
    internal DateTimeZone Of(Session session, string institutionId) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneOf(session, institutionId) ?? "") ?? DateTimeZone.Utc;
}
