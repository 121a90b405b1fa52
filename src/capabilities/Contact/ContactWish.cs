using Daylight.Gate;
using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>A request for contact whose words have been understood; not yet checked against its case.</summary>
internal sealed record ContactWish
{
    private const int AccountsMax = 200;
    private const int StaffCountMax = 20;

    public required string CaseId { get; init; }

    public required string PersonId { get; init; }

    public required Channel Channel { get; init; }

    public string? ContactPointId { get; init; }

    public Purpose Purpose { get; init; } = Purpose.Collection;

    /// <summary>Null means all of the case.</summary>
    public IReadOnlyList<string>? AccountIds { get; init; }

    public VisitPlace? Place { get; init; }

    public int? StaffCount { get; init; }

    public static Result<ContactWish> From(ExploreContactRequest request) => From(new AskPermitRequest(
        request.CaseId, request.PersonId, request.Channel, request.ContactPointId, request.Purpose, request.AccountIds, request.Place, request.StaffCount));

    public static Result<ContactWish> From(AskPermitRequest request)
    {
        if (!Words.TryRead<Channel>(request.Channel, out var channel))
        {
            return Unknown<Channel>("channel");
        }

        var purpose = Purpose.Collection;
        if (request.Purpose is not null && !Words.TryRead(request.Purpose, out purpose))
        {
            return Unknown<Purpose>("purpose");
        }

        VisitPlace? place = null;
        if (request.Place is not null)
        {
            if (!Words.TryRead<VisitPlace>(request.Place, out var known))
            {
                return Unknown<VisitPlace>("place");
            }

            place = known;
        }

        if (request.StaffCount is < 1 or > StaffCountMax)
        {
            return Failure.Invalid("staffCount", $"Give a number from 1 to {StaffCountMax}.");
        }

        if (request.AccountIds is { Count: 0 or > AccountsMax })
        {
            return Failure.Invalid("accountIds", $"Name 1 to {AccountsMax} accounts, or leave the field out for all of the case.");
        }

        return new ContactWish
        {
            CaseId = request.CaseId ?? "",
            PersonId = request.PersonId ?? "",
            Channel = channel,
            ContactPointId = request.ContactPointId,
            Purpose = purpose,
            AccountIds = request.AccountIds,
            Place = place,
            StaffCount = request.StaffCount,
        };
    }

    private static Failure Unknown<T>(string field)
        where T : struct, Enum => Failure.Invalid(field, $"Give one of: {Words.All<T>()}.");
}
