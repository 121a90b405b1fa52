using Daylight.Gate;
using Daylight.Platform;

namespace Daylight.Contact;

/// <summary>A request for a week whose words have been understood; not yet checked against its case.</summary>
internal static class WeekWish
{
    /// <summary>The contact, and the channels to ask about.</summary>
    public static Result<(ContactWish Wish, IReadOnlyList<Channel> Channels)> From(ExploreWeekRequest request)
    {
        List<Channel> channels = [];
        foreach (var word in request.Channels ?? [])
        {
            if (!Words.TryRead<Channel>(word, out var channel))
            {
                return Failure.Invalid("channels", $"Give some of: {Words.All<Channel>()}.");
            }

            channels.Add(channel);
        }

        if (channels.Count == 0)
        {
            channels = [.. Enum.GetValues<Channel>().Where(channel => channel != Channel.Unknown)];
        }

        var wish = ContactWish.From(new AskPermitRequest(
            request.CaseId, request.PersonId, Words.Of(channels[0]), request.ContactPointId, request.Purpose, request.AccountIds, request.Place,
            request.StaffCount));
        return wish.IsFailure ? wish.Failure! : (wish.Value, channels.Distinct().ToList());
    }
}
