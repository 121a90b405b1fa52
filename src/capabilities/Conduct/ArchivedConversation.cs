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

/// <summary>Where a conversation belongs: whose it is and when it began, without a word of it.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="PersonId">With whom.</param>
/// <param name="StaffId">Who held it.</param>
/// <param name="TeamId">Their team when it was held.</param>
/// <param name="Kind"><c>call</c>, <c>chat</c>, <c>sms</c>, <c>email</c> or <c>visit</c>.</param>
/// <param name="StartedAt">When it began, in microseconds since the Unix epoch.</param>
public sealed record ConversationPlace(string Id, string CaseId, string PersonId, string StaffId, string? TeamId, string Kind, long StartedAt);

/// <summary>The position of an utterance and how often its words were corrected.</summary>
public sealed record UtteranceVersion(int Seq, int Revision);

/// <summary>An utterance as it counts now, opened.</summary>
/// <param name="Seq">Its position.</param>
/// <param name="Revision">How often its words were corrected.</param>
/// <param name="Utterance">The words.</param>
public sealed record SaidUtterance(int Seq, int Revision, Utterance Utterance);
