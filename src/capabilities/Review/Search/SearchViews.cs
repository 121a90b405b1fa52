using Daylight.Conduct;
using Daylight.Evidence;

namespace Daylight.Review;

/// <summary>A search. It goes in a body, because words may name people and no address may hold them.</summary>
/// <param name="Words">One to eight words, found however they are typed: width, case, traditional or simplified.</param>
/// <param name="Purpose"><c>review</c>, <c>own-work</c>, <c>complaint</c>, <c>court</c> or <c>training</c>; it is in the ledger.</param>
/// <param name="Mode"><c>any</c> (the default), <c>all</c> in one utterance, or <c>near</c>.</param>
/// <param name="WithinCharacters">For near: all of them within so many characters of one utterance.</param>
/// <param name="WithinTurns">For near: all of them in utterances at most so many turns apart; 0 is the same utterance.</param>
/// <param name="Role">Who said it: <c>staff</c>, <c>customer</c>, <c>thirdParty</c> or <c>system</c>; left out for anybody.</param>
/// <param name="From">From when the conversation began.</param>
/// <param name="To">Until when, excluded.</param>
/// <param name="TeamId">Of this team when it was held.</param>
/// <param name="StaffId">Held by this staff member.</param>
/// <param name="CaseId">Of this case.</param>
/// <param name="Kind"><c>call</c>, <c>chat</c>, <c>sms</c>, <c>email</c> or <c>visit</c>.</param>
/// <param name="Cursor">Where the page before stopped.</param>
/// <param name="Limit">At most so many hits, 1 to 50; 20 if left out.</param>
public sealed record SearchRequest(
    IReadOnlyList<string>? Words,
    string? Purpose,
    string? Mode = null,
    int? WithinCharacters = null,
    int? WithinTurns = null,
    string? Role = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    string? TeamId = null,
    string? StaffId = null,
    string? CaseId = null,
    string? Kind = null,
    string? Cursor = null,
    int? Limit = null);

/// <summary>A page of hits, latest captured first, and how it was come by.</summary>
/// <param name="Items">The hits.</param>
/// <param name="Cursor">For the next page; null if nothing is left.</param>
/// <param name="State"><c>complete</c>: everything was looked at. <c>page-full</c>: there may be more. <c>bounded</c>: a page's work is done before it is full; ask on.</param>
/// <param name="Candidates">Utterances within the caller's scope that the index named for this page.</param>
/// <param name="Verified">How many of them were opened and read.</param>
/// <param name="Unread">How many could not be opened, because what is sealed was changed or is missing.</param>
/// <param name="Index">How far the archive is in the index: what is not in it is not found.</param>
/// <param name="Receipt">The entry that says of this search.</param>
public sealed record SearchAnswer(
    IReadOnlyList<SearchHit> Items, string? Cursor, string State, long Candidates, long Verified, long Unread, SearchIndexView Index, ReceiptView Receipt);

/// <summary>An utterance that was found.</summary>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Seq">Its position.</param>
/// <param name="Role">Who said it.</param>
/// <param name="Start">Seconds from the start of the conversation.</param>
/// <param name="At">The moment, for written channels.</param>
/// <param name="Parts">The words around the first mark, in order, with numbers and addresses masked.</param>
public sealed record SearchHit(ConversationRow Conversation, int Seq, string Role, double? Start, DateTimeOffset? At, IReadOnlyList<SearchPart> Parts);

/// <summary>A piece of an excerpt.</summary>
/// <param name="Text">The words, masked.</param>
/// <param name="Marked">True where one of the words stands.</param>
public sealed record SearchPart(string Text, bool Marked);
