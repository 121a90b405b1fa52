using Daylight.Platform.Storage;

namespace Daylight.Evidence;

/// <summary>What an institution is called in documents that leave the house. The room that keeps institutions registers it, as it stands above this one.</summary>
/// <param name="nameOf">The name of an institution, or null if there is none of that id.</param>
public sealed class InstitutionNames(Func<Session, string, string?> nameOf)
{
    internal string Of(Session session, string institutionId) => nameOf(session, institutionId) ?? institutionId;
}
