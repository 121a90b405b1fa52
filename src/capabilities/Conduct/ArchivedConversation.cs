using Daylight.Inspection;
using Daylight.Platform;
using NodaTime;
using NodaTime.Extensions;

namespace Daylight.Conduct;

/// <summary>A conversation of the past, without its words.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="StartedAt">When it began, in microseconds since the Unix epoch.</param>
/// <param name="Kind">Its channel.</param>
/// <param name="Direction">Who began.</param>
/// <param name="StaffId">Who held it.</param>
public sealed record ArchivedConversation(string Id, long StartedAt, ConversationKind Kind, ConversationDirection Direction, string StaffId)
{
    /// <summary>When it began.</summary>
    public Instant At => UtcMicros.ToInstant(StartedAt).ToInstant();
}

/// <summary>A part of the archive, and a place in it: what is asked for lies behind it.</summary>
/// <param name="From">From when conversations began, included, in microseconds since the Unix epoch.</param>
/// <param name="To">Until when, excluded.</param>
/// <param name="TeamId">Only of this team; null for all.</param>
/// <param name="AfterAt">When the last one that was passed began; before <paramref name="From"/> at the start.</param>
/// <param name="AfterId">Its id.</param>
public sealed record ArchiveSpan(long From, long To, string? TeamId, long AfterAt, string AfterId);
