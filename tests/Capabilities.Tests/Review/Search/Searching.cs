using System.Text.Json;
using Daylight.Conduct;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Shouldly;

namespace Daylight.Review;

/// <summary>What tests of the search do with an installation.</summary>
internal static class Searching
{
    /// <summary>Delivers the waiting facts to the index once, as the host's service would.</summary>
    public static async Task IndexAsync(ConductHome home)
    {
        var facts = await home.Installation.WriteAsync(session =>
            session.Query<string>("DELETE FROM outbox WHERE consumer = @consumer RETURNING body", new { consumer = IndexConversations.Consumer })
                .ConvertAll(body => JsonSerializer.Deserialize<ConversationCaptured>(body)!));
        await home.Installation.WriteAsync(await home.Get<IndexConversations>().ConsiderAsync(facts, CancellationToken.None));
    }

    /// <summary>Does all that the upkeep has to do.</summary>
    public static async Task UpkeepAsync(ConductHome home)
    {
        while (await home.Get<SearchUpkeep>().NextAsync(CancellationToken.None))
        {
            // Goes on until there is nothing more.
        }
    }

    /// <summary>An inbound call, in which any role may say anything.</summary>
    public static async Task<string> CallAsync(ConductHome home, Caller? caller = null)
    {
        var own = caller is null || caller.StaffId == home.Collector.StaffId;
        return (await home.TryOpenAsync(
            new OpenConversationRequest("call", "inbound", CaseId: own ? ConductHome.Case : ConductHome.OtherCase, PersonId: own ? ConductHome.Debtor : ConductHome.OtherDebtor, StartedAt: home.Clock.Now),
            caller)).Value.Id;
    }

    public static Task<Result<SearchAnswer>> TryAsync(ConductHome home, Caller caller, SearchRequest request) =>
        home.Get<SearchConversations>().RunAsync(caller, request, CancellationToken.None);

    /// <summary>All hits of all pages as conversation and seq, in their order.</summary>
    public static async Task<List<(string Conversation, int Seq)>> AllAsync(ConductHome home, Caller caller, SearchRequest request)
    {
        List<(string, int)> found = [];
        string? cursor = null;
        do
        {
            var answer = (await TryAsync(home, caller, request with { Cursor = cursor })).Value;
            found.AddRange(answer.Items.Select(item => (item.Conversation.Id, item.Seq)));
            answer.State.ShouldBe(answer.Cursor is null ? "complete" : "page-full");
            cursor = answer.Cursor;
        }
        while (cursor is not null);
        return found;
    }

    public static Task<List<(string Conversation, int Seq)>> AllAsync(ConductHome home, Caller caller, params string[] words) =>
        AllAsync(home, caller, new SearchRequest(words, "review"));
}
