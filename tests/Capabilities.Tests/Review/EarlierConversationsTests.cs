using Daylight.Conduct;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Review;

public sealed class EarlierConversationsTests
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_rule_counts_the_earlier_conversations_of_the_same_person_in_which_another_rule_spoke(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        await RulebookLifeTests.PublishAsync(home, Books.WithEarlier("1"));
        List<string> calls = [];
        foreach (var text in (string[])["您拖欠已久", "您好", "您拖欠已久", "您好"])
        {
            calls.Add(await CallAsync(home, text));
        }

        var stranger = await CallAsync(home, "您好", home.Colleague);

        (await RulesAsync(home, calls[2])).ShouldBe(["h.arrears"]);
        (await RulesAsync(home, calls[3])).ShouldBe(["h.again"]);
        (await RulesAsync(home, stranger)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Conversations_of_before_the_window_and_overturned_findings_do_not_count(Dialect dialect)
    {
        await using var home = await ConductHome.OpenAsync(dialect);
        await RulebookLifeTests.PublishAsync(home, Books.WithEarlier("1"));
        var officer = await home.Installation.AddStaffAsync(Role.ComplianceOfficer, "officer");
        await CallAsync(home, "您拖欠已久");
        home.Clock.Now += TimeSpan.FromDays(5);
        await CallAsync(home, "您拖欠已久");
        home.Clock.Now += TimeSpan.FromDays(3);
        var beyond = await CallAsync(home, "您好");
        var overturned = await CallAsync(home, "您拖欠已久");
        var finding = (await home.FindingsAsync(overturned)).ShouldHaveSingleItem();
        var review = await home.ReadAsync(session => session.First<string>("SELECT id FROM review WHERE finding_id = @Id", new { finding.Id }));
        await home.Get<DecideReview>().DecideAsync(officer, review!, new DecideReviewRequest("overturned"), CancellationToken.None);

        var last = await CallAsync(home, "您好");

        (await RulesAsync(home, beyond)).ShouldBeEmpty();
        (await RulesAsync(home, last)).ShouldBeEmpty();
    }

    private static async Task<string> CallAsync(ConductHome home, string text, Caller? caller = null)
    {
        var call = await home.OpenCallAsync(caller);
        await home.SayAsync(call, 0, text, caller: caller);
        await home.TryCloseAsync(call, caller: caller);
        await home.InspectAsync();
        home.Clock.Now += TimeSpan.FromMinutes(7);
        return call;
    }

    private static async Task<IEnumerable<string>> RulesAsync(ConductHome home, string call) => (await home.FindingsAsync(call)).Select(one => one.Rule);
}
