using Daylight.Platform;
using Daylight.Platform.Objects;

namespace Daylight.Evidence;

/// <summary>Where exhibits lie, and how their store answers.</summary>
/// <param name="Kind"><c>folder</c>, or <c>s3</c> for a store outside.</param>
/// <param name="Waiting">How many objects lie in the local folder and wait for the store outside; 0 where there is none.</param>
/// <param name="FailingSince">Since when the store outside fails, as this server sees it; null while it does not.</param>
/// <param name="Problem">What is wrong, in a sentence.</param>
/// <param name="Detail">What the store or the network said.</param>
public sealed record ObjectStoreStatus(string Kind, long Waiting, DateTimeOffset? FailingSince, Bilingual? Problem, string? Detail)
{
    internal static ObjectStoreStatus Of(StagedObjects objects, ObjectShipping shipping)
    {
        if (objects.Outside is not { } outside)
        {
            return new ObjectStoreStatus(objects.Folder.Kind, 0, null, null, null);
        }

        var failing = shipping.Failing;
        return new ObjectStoreStatus(outside.Kind, objects.Folder.Names().LongCount(), failing?.Since, failing?.Failure.Words, failing?.Failure.Message);
    }
}
